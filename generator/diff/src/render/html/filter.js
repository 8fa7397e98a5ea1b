// Which rows are shown.

const state = { cells: new Set(), cause: null, words: [], hideReviewed: false, hideWaived: false, order: "worst" };

/** Whether a row is shown; `but` names a filter to leave out, for the numbers beside its own choices. */
function passes(row, but) {
  if (but !== "cells" && state.cells.size > 0 && !state.cells.has(`${row.wire}:${row.rust}`)) return false;
  if (but !== "cause" && state.cause !== null && row.cause !== state.cause) return false;
  if (state.hideReviewed && reviewed.has(row.fingerprint)) return false;
  if (state.hideWaived && !row.isOpen) return false;
  return state.words.length === 0 || state.words.every((word) => searchText(row).includes(word));
}

const isFiltered = () =>
  state.cells.size > 0 || state.cause !== null || state.words.length > 0 || state.hideReviewed || state.hideWaived;

/** Makes buttons of the table's numbers and headings. */
function prepareMatrix() {
  for (const cell of byId("matrix").querySelectorAll("th, tbody td")) {
    const { wire, rust } = cell.dataset;
    const button = el("button", { type: "button", "aria-pressed": "false" }, ...cell.childNodes);
    if (wire !== undefined && rust !== undefined) {
      const level = weightOf(+wire, +rust);
      button.dataset.level = level;
      button.dataset.cell = `${wire}:${rust}`;
      button.addEventListener("click", () => toggleCells([`${wire}:${rust}`]));
    } else {
      const cells = wire !== undefined ? RUST.map((_, i) => `${wire}:${i}`) : WIRE.map((_, i) => `${i}:${rust}`);
      // The name begins with what is seen, so that a voice can choose it.
      const seen = button.textContent.trim(), word = wire !== undefined ? WIRE[wire] : RUST[rust];
      const side = wire !== undefined ? "on the wire" : "for Rust";
      button.setAttribute("aria-label", seen === word ? `${seen}, ${side}` : `${seen}, ${word}, ${side}`);
      button.dataset.cells = cells.join(" ");
      button.addEventListener("click", () => toggleCells(cells));
    }
    cell.replaceChildren(button);
  }
}

const weightOf = (wire, rust) =>
  wire === 3 || rust === 4 ? 3 : wire === 2 || rust === 2 ? 2 : wire === 1 || rust === 3 ? 1 : 0;

function toggleCells(cells) {
  const isChosen = cells.every((cell) => state.cells.has(cell));
  for (const cell of cells) isChosen ? state.cells.delete(cell) : state.cells.add(cell);
  refresh();
}

function prepareCauses() {
  const button = (cause) => el("li", {}, el("button", {
    type: "button", "data-cause": cause ?? "", "aria-pressed": "false",
    onclick: () => { state.cause = state.cause === cause ? null : cause; refresh(); },
  }, `${cause ?? "all"} `, el("span")));
  byId("causes").replaceChildren(...[null, ...CAUSES].map(button));
}

/** The numbers beside each choice: what it would show, with the other filters as they are. */
function showChoices() {
  const cells = new Map();
  const causes = new Map();
  for (const row of rows) {
    if (passes(row, "cells")) {
      const cell = `${row.wire}:${row.rust}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    if (passes(row, "cause")) {
      causes.set(row.cause, (causes.get(row.cause) ?? 0) + 1);
      causes.set("", (causes.get("") ?? 0) + 1);
    }
  }
  for (const button of byId("matrix").querySelectorAll("[data-cell]")) {
    const count = cells.get(button.dataset.cell) ?? 0;
    const [wire, rust] = button.dataset.cell.split(":");
    button.textContent = count.toLocaleString("en");
    button.dataset.empty = count === 0;
    button.setAttribute("aria-label", `${counted(count, "change")}: wire ${WIRE[wire]}, Rust ${RUST[rust]}`);
    button.setAttribute("aria-pressed", state.cells.has(button.dataset.cell));
  }
  for (const button of byId("matrix").querySelectorAll("[data-cells]")) {
    button.setAttribute("aria-pressed", button.dataset.cells.split(" ").every((cell) => state.cells.has(cell)));
  }
  for (const button of byId("causes").querySelectorAll("button")) {
    button.querySelector("span").textContent = (causes.get(button.dataset.cause) ?? 0).toLocaleString("en");
    button.setAttribute("aria-pressed", (state.cause ?? "") === button.dataset.cause);
  }
}

function clearFilters() {
  Object.assign(state, { cells: new Set(), cause: null, words: [], hideReviewed: false, hideWaived: false });
  byId("search").value = "";
  byId("hide-reviewed").checked = byId("hide-waived").checked = false;
  refresh();
}

/** Shows what passes the filters now. */
function refresh() {
  showChoices();
  byId("clear").hidden = !isFiltered();
  tellFilters();
  showList(rows.filter((row) => passes(row)));
}
