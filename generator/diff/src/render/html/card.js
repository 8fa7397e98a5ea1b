// A row, and what is in it when it is opened.

/** The rows on the page, by their places in the report. */
const shownRows = new Map();

/** What a row without a subject is about. */
const CRATE = "the crate";

const pill = (side, word) => el("span", { class: `pill ${word}` }, el("small", {}, `${side} `), word);

/** `no → yes`, or what came or went. */
function values(row) {
  const short = (text) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
  if (row.before !== null && row.after !== null) return `${short(row.before)} → ${short(row.after)}`;
  const [sign, text] = row.after !== null ? ["+", row.after] : ["−", row.before];
  return text === null || text.trim() === "" ? "" : `${sign} ${short(unnamed(row, text))}`;
}

/** What a part is, without its name, which stands beside it: `ID*: integer` is `integer, required`. */
function unnamed(row, text) {
  const part = row.part ?? row.owner;
  const name = row.part === null ? part : part.startsWith("error.") ? part.slice(6) : part.slice(Math.max(part.lastIndexOf("."), part.lastIndexOf("#")) + 1);
  if (name === "" || !text.startsWith(name) || text === name) return text;
  const [, sign, rest] = /^([*?]?):? *([^]*)$/.exec(text.slice(name.length));
  return rest + { "*": ", required", "?": ", perhaps required", "": "" }[sign];
}

/** A sentence, with what stands between backquotes as code. */
const words = (text) => text.split("`").map((part, i) => (i % 2 === 1 ? el("code", {}, part) : part));

/** Why a row may pass, and on which side if not on both. */
function passed(row) {
  if (row.waiver === null) return null;
  return `Let pass${row.isOpen ? ` (${row.axis === "wire" ? "wire" : "Rust"} only)` : ""}: ${row.waiver}`;
}

/** One row; `name` is what tells it from the other rows of its card. */
function rowNode(row, name) {
  const id = `detail-${row.at}`;
  const why = [
    passed(row), row.isOpen && row.axis !== "wire" && row.wire > 0 && row.wireWhy, row.isOpen && row.axis !== "rust" && row.rust > 2 && row.rustWhy,
  ].filter(Boolean);
  const line = el("button", {
    type: "button", class: "line stop", "aria-expanded": "false", "aria-controls": id, onclick: () => toggle(row),
  },
  pill("wire", WIRE[row.wire]), pill("Rust", RUST[row.rust]),
  el("span", { class: "what" },
    el("b", {}, name), el("span", { class: "rule" }, row.rule), el("span", { class: "values" }, values(row)),
    why.length > 0 ? el("span", { class: "why" }, ...words(why.join(" "))) : null));
  const box = el("input", {
    type: "checkbox", "aria-label": `Reviewed: ${row.owner} ${row.part ?? ""} ${row.rule}`,
    onchange: () => mark([row], box.checked),
  });
  box.checked = reviewed.has(row.fingerprint);
  const node = el("li", { class: "row", "data-fingerprint": row.fingerprint }, el("label", {}, box), line,
    el("div", { class: "detail", id, hidden: true }));
  node.classList.toggle("reviewed", box.checked);
  node.classList.toggle("waived", !row.isOpen);
  shownRows.set(row.at, node);
  return node;
}

/** Opens or closes a row that is on the page. */
function toggle(row, isOpen) {
  const node = shownRows.get(row.at);
  const [line, detail] = [node.querySelector(".line"), node.querySelector(".detail")];
  const open = isOpen ?? detail.hidden;
  if (open && detail.childElementCount === 0) detail.append(...details(row));
  detail.hidden = !open;
  line.setAttribute("aria-expanded", open);
}

function details(row) {
  const parts = [facts(row)];
  if (row.excerpt !== null) parts.push(section("Schema", lines(row.excerpt.split("\n"))));
  for (const [path, before, after] of row.items) {
    parts.push(section(`Rust: ${data.strings[path]}`, lines(signature(data.strings[path], data.strings[before], data.strings[after]))));
  }
  if (row.occurrences.length > 0) {
    const names = row.occurrences.map((at) => el("li", {}, data.strings[at]));
    parts.push(el("details", {}, el("summary", {}, `In ${counted(names.length, "method")}`), el("ul", { class: "names" }, ...names)));
  }
  if (row.advice !== null) parts.push(section("What to do", copyable(row.advice)));
  parts.push(section("To let it pass, in schema/waivers.yaml", copyable(waiver(row))));
  return parts;
}

const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);

function facts(row) {
  const list = el("dl");
  const fact = (name, ...content) => list.append(el("dt", {}, name), el("dd", {}, ...content));
  const verdict = (word, why) => words(`${word}${why ? `: ${why}` : ""}`);
  fact("Subject", el("code", {}, row.part === null ? row.owner || CRATE : `${row.owner}#${row.part}`));
  fact("Rule", el("code", {}, row.rule));
  if (row.before !== null) fact("Before", el("code", {}, row.before));
  if (row.after !== null) fact("After", el("code", {}, row.after));
  fact("Wire", ...verdict(WIRE[row.wire], row.wireWhy));
  fact("Rust", ...verdict(RUST[row.rust], row.rustWhy));
  fact("Cause", ...verdict(row.cause, row.causeWhy));
  if (row.swallowed > 0) fact("Contains", counted(row.swallowed, "smaller change"));
  if (row.score >= 0) fact("Sure", `${row.score} %`);
  if (row.waiver !== null) fact("Let pass", row.waiver);
  if (row.oldFile !== null) fact("Was at", el("code", {}, `${row.oldFile}:${row.oldLine}:${row.oldColumn}`));
  if (row.newFile !== null) fact("Is at", el("code", {}, `${row.newFile}:${row.newLine}:${row.newColumn}`));
  const page = pageLink(row);
  if (page !== null) fact("Page", page);
  fact("Link", el("a", { href: `#${row.fingerprint}` }, `#${row.fingerprint}`));
  return list;
}

/** The documentation's page; a link where the schema says where the documentation is. */
function pageLink(row) {
  if (row.page === null) return null;
  const base = data.docs[row.newFile === null ? 0 : 1];
  if (!/^https?:\/\//.test(base)) return el("code", {}, row.page);
  return el("a", { href: `${base}${row.page}.html`, rel: "noreferrer noopener", target: "_blank" }, row.page);
}

/** Lines with `-`, `+` or a space before them. */
function lines(texts) {
  const kinds = { "-": "gone", "+": "come" };
  return el("pre", { class: "lines", tabindex: "0" }, ...texts.map((text) => el("span", { class: kinds[text[0]] ?? "same" }, text || " ")));
}

/** An item before and after; one that has a name only is shown by its name. */
function signature(path, before, after) {
  const marked = (sign, text) => (text === null ? [] : (text || path).split("\n").map((line) => `${sign} ${line}`));
  if (before === after) return marked(" ", before);
  return [...marked("-", before), ...marked("+", after)];
}

function copyable(text) {
  const pre = el("pre", {}, text);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(pre);
      document.execCommand("copy");
    }
    say("Copied.");
  };
  return el("div", { class: "copy" }, pre, el("button", { type: "button", onclick: copy }, "Copy"));
}

/** A day in three months: nothing is let pass for ever. */
function until() {
  return new Date(Date.now() + 90 * 86400000).toISOString().slice(0, 10);
}

function waiver(row) {
  return `- { fingerprint: "${row.fingerprint}", reason: "…", until: ${until()} }`;
}

/** Whether a waiver of the card's rule and part lets pass what is in the card, and nothing else. */
function isAlone(section) {
  const { rule, part } = section.rows[0];
  return !part.includes("*") && rows.filter((row) => row.rule === rule && row.part === part).length === section.all;
}

function groupWaiver(section) {
  const { rule, part } = section.rows[0];
  const subject = JSON.stringify(`*#${part}`);
  return `- { rule: ${rule}, subject: ${subject}, axis: both, reason: "…", until: ${until()}, expect: ${section.all} }`;
}
