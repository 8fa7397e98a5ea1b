// The search: all words have to be in a name or its text. Names count before texts, and beginnings before the rest.

const LARGEST = 60;
let entries = [];

function prepareSearch() {
  const entry = (kind, name, about, address, extra) => {
    const low = name.toLowerCase();
    return { kind, name, about, address, extra, low, dense: dense(low), text: `${low} ${(about ?? "").toLowerCase()} ${extra.toLowerCase()}` };
  };
  const methods = catalogue.methods.map((one) =>
    entry("method", one.name, one.about, to("method", one.key), `${one.isNew ? "REST 3.0 " : ""}${one.isOld ? "deprecated" : one.kind}`));
  const types = catalogue.types.map((one) => entry("type", one.name, one.about, to("type", one.name), ""));
  const events = catalogue.events.map((one) => entry("event", one.name, one.about, to("event", one.name), one.scopes.join(" ")));
  const errors = catalogue.errors.map((one) =>
    entry("error", one.code || "(no code)", one.message, to("error", one.code || "-"), one.count > 1 ? `${one.count} places` : ""));
  entries = [...methods, ...types, ...events, ...errors];
}

const dense = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

/** Returns the entries that have the words, the best first, and their number. */
function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return { list: [], all: 0 };
  const whole = words.join(" "), squeezed = dense(whole);
  const found = [];
  // Some of the words are enough where nothing has all.
  let least = Math.ceil(words.length / 2);
  for (const entry of entries) {
    let points = 0, fits = 0;
    for (const word of words) {
      const at = entry.low.indexOf(word);
      if (at >= 0) points += at === 0 ? 6 : /[a-z0-9]/.test(entry.low[at - 1]) ? 2 : 4;
      if (at >= 0 || entry.text.includes(word)) fits++;
    }
    const isNear = squeezed.length > 2 && entry.dense.includes(squeezed);
    if (isNear) fits = words.length;
    if (fits < least) continue;
    if (fits > least) {
      // Where an entry has more of the words, those with fewer do not count.
      least = fits;
      found.length = 0;
    }
    if (entry.low === whole) points += 40;
    else if (entry.dense === squeezed) points += 30;
    else if (entry.low.startsWith(whole)) points += 10;
    else if (isNear) points += entry.dense.endsWith(squeezed) ? 10 : 6;
    if (entry.extra.includes("deprecated")) points -= 3;
    points += { method: 2, type: 1, event: 1, error: 0 }[entry.kind];
    found.push([points - entry.low.length / 100, entry]);
  }
  found.sort((a, b) => b[0] - a[0]);
  return { list: found.slice(0, LARGEST).map(([, entry]) => entry), all: found.length };
}

let chosen = -1;

function showResults() {
  const input = byId("search"), list = byId("results");
  const { list: found, all } = find(input.value);
  list.replaceChildren(...found.map((entry, index) => {
    const row = make("li", { role: "option", id: `result-${index}`, "aria-selected": "false", "data-to": entry.address },
      make("span", { class: "name" }, entry.name),
      make("span", { class: "badges" }, badge("", entry.kind), entry.extra && badge(entry.extra.includes("deprecated") ? "old" : "", entry.extra)),
      entry.about && make("span", { class: "about" }, entry.about));
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => open(index));
    return row;
  }));
  const isEmpty = input.value.trim() === "";
  byId("found").hidden = isEmpty;
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(!isEmpty && found.length > 0));
  byId("count").textContent = all > found.length ? `${all} found, the best ${found.length} are shown` : all === 1 ? "1 found" : `${all} found`;
  choose(found.length ? 0 : -1);
}

function choose(index) {
  const rows = byId("results").children, input = byId("search");
  rows[chosen]?.setAttribute("aria-selected", "false");
  chosen = rows.length ? (index + rows.length) % rows.length : -1;
  rows[chosen]?.setAttribute("aria-selected", "true");
  rows[chosen]?.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (chosen >= 0) input.setAttribute("aria-activedescendant", `result-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
}

function open(index) {
  const row = byId("results").children[index];
  if (!row) return;
  closeResults();
  location.hash = row.dataset.to;
  byId("search").blur();
  byId("main").focus({ preventScroll: true });
}

function closeResults() {
  byId("found").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}
