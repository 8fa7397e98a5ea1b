// Keys, buttons, and light or dark.

addEventListener("hashchange", follow);

const search = byId("search");
search.addEventListener("input", showResults);
search.addEventListener("focus", () => { if (search.value) showResults(); });
search.addEventListener("blur", closeResults);
search.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen - 1);
  else if (event.key === "Enter") open(chosen);
  else if (event.key === "Escape") {
    if (byId("found").hidden) search.blur();
    search.value = "";
    closeResults();
  } else return;
  event.preventDefault();
});

addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search.focus();
  search.select();
});

byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});

byId("menu").addEventListener("click", () => {
  const isOpen = byId("nav").classList.toggle("open");
  byId("menu").setAttribute("aria-expanded", String(isOpen));
});

const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameTheme = () => { byId("theme").textContent = isDark() ? "Light" : "Dark"; };

/** Remembers a choice where the browser allows it: a page in a file may have no storage. */
function remembered(value) {
  try {
    if (value) localStorage.setItem("b24-theme", value);
    return localStorage.getItem("b24-theme");
  } catch {
    return null;
  }
}

byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  remembered(document.documentElement.dataset.theme);
  nameTheme();
});
if (["light", "dark"].includes(remembered())) document.documentElement.dataset.theme = remembered();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
nameTheme();
