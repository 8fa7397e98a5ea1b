// The cards: built as far as the reader scrolls.

/** How many rows are put on the page at once. */
const CHUNK = 60;
/** How many rows are printed at most. */
const PRINTED = 2000;
/** What of the list is on the page: its sections, and how many of them are there. */
const shown = { sections: [], count: 0, unfolded: new Set() };

/** Rows that stand together: a cluster, what follows from a merge, or what changed in one method or type. */
function sections(visible) {
  const byKey = new Map();
  for (const row of visible) {
    const group = row.group;
    const isTitled = group !== null && group.kind !== "rewrite";
    const key = isTitled ? `${group.kind} ${group.title}` : row.owner;
    let section = byKey.get(key);
    if (section === undefined) {
      const kind = group?.kind ?? "method";
      section = { key, kind, title: isTitled ? group.title : row.owner, about: group?.about, all: group?.rows.length ?? 0, rows: [], weight: 0 };
      byKey.set(key, section);
    }
    section.rows.push(row);
    section.weight = Math.max(section.weight, weight(row));
  }
  const list = [...byKey.values()];
  const byName = (a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
  list.sort((a, b) => (state.order === "worst" ? b.weight - a.weight || b.rows.length - a.rows.length : 0) || byName(a, b));
  for (const section of list) if (state.order === "worst") section.rows.sort((a, b) => weight(b) - weight(a) || a.at - b.at);
  return list;
}

function showList(visible) {
  shown.sections = sections(visible);
  shown.count = 0;
  shownRows.clear();
  const owners = new Set(visible.map((row) => row.owner)).size;
  const of = visible.length === rows.length ? "" : ` of ${rows.length.toLocaleString("en")}`;
  byId("status").textContent =
    `${visible.length.toLocaleString("en")}${of} ${rows.length === 1 ? "change" : "changes"} in ${owners.toLocaleString("en")} ${owners === 1 ? "method or type" : "methods and types"}`;
  const empty = rows.length === 0 ? "Nothing has changed." : "No change passes the filters.";
  byId("list").replaceChildren(...(visible.length === 0 ? [el("p", { class: "empty" }, empty)] : []));
  more();
}

/** Puts the next cards on the page. */
function more(count = CHUNK) {
  const fragment = document.createDocumentFragment();
  for (let room = count; room > 0 && shown.count < shown.sections.length; shown.count += 1) {
    const section = shown.sections[shown.count];
    fragment.append(card(section));
    room -= isFolded(section) ? 1 : section.rows.length;
  }
  byId("list").append(fragment);
  const left = shown.sections.length - shown.count;
  byId("more").hidden = left === 0;
  byId("more").textContent = `Show more: ${counted(left, "card")} left`;
  // The observer tells of what comes into view, not of what stays there.
  observer.unobserve(byId("more"));
  observer.observe(byId("more"));
}

const observer = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) more();
}, { rootMargin: "1200px" });

/** Whether a card has a title of its own, and not the name of a method or type. */
const isTitled = (section) => section.kind === "cluster" || section.kind === "merge";

const isFolded = (section) => section.kind !== "method" && !shown.unfolded.has(section.key);

function card(section) {
  const list = el("ol", { class: "rows" });
  const about = section.kind === "cluster" ? `the same change in ${counted(section.rows.length, "place")}`
    : section.kind === "rewrite" ? `page written anew: ${counted(section.rows.length, "change")}`
      : section.kind === "merge" ? `${counted(section.rows.length, "change")} of ${section.about}`
        : counted(section.rows.length, "change");
  const header = el("header", {}, el("h2", {}, section.title || CRATE), el("span", { class: "about" }, about));
  if (!isTitled(section)) {
    const page = pageLink(section.rows[0]);
    if (page !== null && page.href) {
      page.textContent = "page";
      header.append(page);
    }
  }
  const node = el("article", { class: `card ${section.kind}` }, header, list);
  section.node = node;
  if (section.kind === "method") {
    fill(section);
  } else {
    const worst = section.rows.reduce((a, b) => ({ wire: Math.max(a.wire, b.wire), rust: Math.max(a.rust, b.rust) }));
    header.prepend(pill("wire", WIRE[worst.wire]), pill("Rust", RUST[worst.rust]));
    header.append(el("button", { type: "button", class: "fold stop", "aria-expanded": "false", onclick: () => unfold(section) }));
    showFold(section);
  }
  return node;
}

/** Puts the rows into a card. */
function fill(section) {
  const full = (row) => (row.part === null ? row.owner : `${row.owner}#${row.part}`);
  const name = (row) => (section.kind === "cluster" ? row.owner : section.kind === "merge" ? full(row) : row.part ?? (row.owner || CRATE));
  const nodes = section.rows.map((row) => rowNode(row, name(row)));
  if (section.kind === "cluster" && section.rows[0].part !== null && section.rows.length === section.all && isAlone(section)) {
    nodes.push(el("li", { class: "detail" }, el("h3", {}, "To let all of them pass, in schema/waivers.yaml"), copyable(groupWaiver(section))));
  }
  section.node.querySelector(".rows").append(...nodes);
}

/** Opens a folded card, or closes it. */
function unfold(section, isOpen) {
  const open = isOpen ?? isFolded(section);
  open ? shown.unfolded.add(section.key) : shown.unfolded.delete(section.key);
  showFold(section);
}

function showFold(section) {
  const list = section.node.querySelector(".rows");
  const button = section.node.querySelector(".fold");
  const folded = isFolded(section);
  if (!folded && list.childElementCount === 0) fill(section);
  list.hidden = folded;
  button.setAttribute("aria-expanded", !folded);
  button.textContent = folded ? `Show ${counted(section.rows.length, "change")}` : "Fold";
  button.setAttribute("aria-label", `${button.textContent}: ${section.title || CRATE}`);
}

/** Shows what an address points at: a row by its fingerprint, a method or type by its name. */
function reveal(target) {
  const row = byFingerprint.get(target);
  const isThere = (section) => (row === undefined ? !isTitled(section) && section.title === target : section.rows.includes(row));
  if (row === undefined && !rows.some((known) => known.owner === target)) return;
  if (!shown.sections.some(isThere) && isFiltered()) clearFilters();
  const at = shown.sections.findIndex(isThere);
  if (at < 0) return;
  while (shown.count <= at) more();
  const section = shown.sections[at];
  if (section.kind !== "method") unfold(section, true);
  const node = row === undefined ? section.node : shownRows.get(row.at);
  if (row !== undefined) toggle(row, true);
  // On opening, the page is laid out anew after this.
  requestAnimationFrame(() => node.scrollIntoView({ block: row === undefined ? "start" : "center" }));
  node.querySelector(".stop")?.focus({ preventScroll: true });
}
