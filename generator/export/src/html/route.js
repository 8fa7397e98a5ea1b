// From the address to the page.

let turn = 0;

/** Shows the page that the address names. */
async function follow() {
  const [, kind = "", ...rest] = location.hash.replace(/^#/, "").split("/").map(decoded);
  const key = rest.join("/");
  const mine = ++turn;
  let shown;
  try {
    shown = await pageOf(kind, key);
  } catch (error) {
    shown = { title: "Error", part: "", page: [make("h1", {}, "This page cannot be shown"), make("p", {}, error.message)] };
  }
  // Another address may have been followed while this one was loading.
  if (mine !== turn) return;
  draw(shown);
}

function pageOf(kind, key) {
  switch (kind) {
    case "": return homePage();
    case "method": return methodPage(key);
    case "type": return typePage(key);
    case "module": return modulePage(key);
    case "types": return typesPage();
    case "errors": return errorsPage();
    case "error": return errorPage(key);
    case "events": return eventsPage();
    case "event": return eventPage(key);
    default: return missing("page", kind);
  }
}

function draw({ title, part, page }) {
  document.title = title ? `${title} – Bitrix24 REST API` : "Bitrix24 REST API";
  byId("main").replaceChildren(...page.flat(3).filter(Boolean));
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.dataset.part === part) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("nav").classList.remove("open");
  byId("menu").setAttribute("aria-expanded", "false");
  scrollTo({ top: 0, behavior: "instant" });
  byId("said").textContent = title || "Start";
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
