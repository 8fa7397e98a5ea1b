// Keys, buttons, and the start.

/** Moves to the next or the previous stop: a row, or a folded card. */
function move(step) {
  const stops = () => [...byId("list").querySelectorAll(".stop")].filter((stop) => stop.offsetParent !== null);
  let all = stops();
  const here = all.indexOf(document.activeElement);
  const inside = here < 0 ? all.indexOf(document.activeElement?.closest?.(".row")?.querySelector(".stop")) : here;
  const next = inside < 0 ? 0 : inside + step;
  if (next >= all.length && shown.count < shown.sections.length) {
    more();
    all = stops();
  }
  const stop = all[Math.max(0, Math.min(next, all.length - 1))];
  stop?.focus({ preventScroll: true });
  stop?.scrollIntoView({ block: "center" });
}

/** The rows that the reader is at. */
function here() {
  const node = document.activeElement?.closest?.(".row");
  if (node) return [byFingerprint.get(node.dataset.fingerprint)].filter(Boolean);
  const open = shown.sections.find((section) => section.node && section.node.contains(document.activeElement));
  return open ? open.rows : [];
}

function review() {
  const some = here();
  if (some.length === 0) return;
  const isReviewed = some.every((row) => reviewed.has(row.fingerprint));
  mark(some, !isReviewed);
  say(`${counted(some.length, "change")} ${isReviewed ? "to review again" : "reviewed"}`);
}

function setTheme(theme) {
  const isDark = theme === null ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  if (theme !== null) document.documentElement.dataset.theme = theme;
  byId("theme").textContent = isDark ? "Light" : "Dark";
}

function toggleTheme() {
  const theme = byId("theme").textContent.toLowerCase();
  stored.set("b24-diff.theme", theme);
  setTheme(theme);
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement?.closest?.(".stop")?.click(),
  r: review,
  t: toggleTheme,
  "/": () => byId("search").select(),
  "?": () => byId("help").showModal(),
  Escape: clearFilters,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const isTyping = event.target.matches?.("input:not([type=checkbox]), select, textarea");
  if (isTyping) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const action = KEYS[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

function onSearch() {
  state.words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  refresh();
}

function listen() {
  document.addEventListener("keydown", onKey);
  byId("search").addEventListener("input", onSearch);
  byId("order").addEventListener("change", (event) => { state.order = event.target.value; refresh(); });
  byId("hide-reviewed").addEventListener("change", (event) => { state.hideReviewed = event.target.checked; refresh(); });
  byId("hide-waived").addEventListener("change", (event) => { state.hideWaived = event.target.checked; refresh(); });
  byId("clear").addEventListener("click", clearFilters);
  byId("theme").addEventListener("click", toggleTheme);
  byId("keys").addEventListener("click", KEYS["?"]);
  byId("more").addEventListener("click", () => more());
  byId("export").addEventListener("click", exportMarks);
  byId("import").addEventListener("click", () => byId("import-file").click());
  byId("import-file").addEventListener("change", async (event) => {
    for (const file of event.target.files) await importMarks(file);
    event.target.value = "";
  });
  const follow = () => {
    if (location.hash.startsWith(FILTERS)) {
      readFilters();
      refresh();
      return;
    }
    try {
      const target = decodeURIComponent(location.hash.slice(1));
      if (target !== "") reveal(target);
    } catch { /* No address of ours. */ }
  };
  addEventListener("hashchange", follow);
  addEventListener("storage", (event) => {
    if (event.key !== MARKS) return;
    reviewed.clear();
    parseMarks(event.newValue).forEach((mark) => reviewed.add(mark));
    showMarks();
  });
  addEventListener("beforeprint", () => { while (shown.count < shown.sections.length && shownRows.size < PRINTED) more(PRINTED); });
  return follow;
}

prepareMatrix();
prepareCauses();
byId("marks").hidden = byId("tools").hidden = rows.length === 0;
byId("hide-waived-label").hidden = rows.every((row) => row.isOpen);
setTheme(stored.get("b24-diff.theme"));
readFilters();
refresh();
showMarks();
listen()();
