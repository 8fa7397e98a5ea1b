// The report, out of its tables.

const WIRE = ["none", "silent", "risk", "breaks"];
const RUST = ["none", "minor", "deprecation", "silent", "major"];
const CAUSES = ["vendor", "correction", "learned", "importer"];

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);

/** A row as an object; `items` and `occurrences` are there for those that have any. */
const rows = data.rows.map((cells, at) => {
  const row = { at, group: null, search: null };
  data.texts.forEach((name, i) => { row[name] = data.strings[cells[i]]; });
  const texts = data.texts.length;
  data.numbers.forEach((name, i) => { row[name] = cells[texts + i]; });
  const end = texts + data.numbers.length;
  row.isOpen = row.axis !== "both";
  row.items = cells[end] || [];
  row.occurrences = cells[end + 1] || [];
  return row;
});
const groups = data.groups;
for (const group of groups) for (const at of group.rows) rows[at].group = group;
const byFingerprint = new Map(rows.map((row) => [row.fingerprint, row]));

/** How far up a row stands: what breaks for certain first, what is let pass last. */
function weight(row) {
  const { wire, rust } = row;
  const worst = wire === 3 && rust === 4 ? 5 : wire === 3 || rust === 4 ? 4 : wire === 2 ? 3
    : wire === 1 || rust === 3 ? 2 : rust === 2 ? 1 : 0;
  return (row.isOpen ? 1000 : 0) + worst * 100 + wire * 10 + rust;
}

/** What the search looks through. */
function searchText(row) {
  row.search ??= [
    row.owner, row.part, row.rule, row.before, row.after, row.fingerprint, row.cause, row.oldFile, row.newFile, row.page,
    ...row.occurrences.map((at) => data.strings[at]),
  ].filter(Boolean).join("\n").toLowerCase();
  return row.search;
}

const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** An element; whatever is put in it becomes text, never markup. */
function el(name, props = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Says something in passing. */
function say(text) {
  byId("said").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("said").textContent = ""; }, 2500);
}
