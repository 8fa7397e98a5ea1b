// The filters in the page's address, so that it can be sent to others: `#?cause=vendor&cells=3:4&words=deal`.

/** What the address of the filters begins with: no fingerprint and no subject does. */
const FILTERS = "#?";

/** Returns the part of the address that tells the filters; empty without any. */
function filterAddress() {
  const told = new URLSearchParams();
  if (state.cells.size > 0) told.set("cells", [...state.cells].sort().join(","));
  if (state.cause !== null) told.set("cause", state.cause);
  if (state.words.length > 0) told.set("words", state.words.join(" "));
  if (state.hideReviewed) told.set("reviewed", "hidden");
  if (state.hideWaived) told.set("passed", "hidden");
  if (state.order !== "worst") told.set("order", state.order);
  const text = told.toString();
  return text === "" ? "" : FILTERS + text;
}

/** Writes the filters into the address; the address of a row stays until there is a filter. */
function tellFilters() {
  const told = filterAddress();
  if (told === location.hash || (told === "" && !location.hash.startsWith(FILTERS))) return;
  try {
    history.replaceState(null, "", location.pathname + location.search + told);
  } catch { /* A page without an address, such as one in a frame. */ }
}

/** Takes the filters from the address, if it tells any; what is unknown in it is passed over. */
function readFilters() {
  if (!location.hash.startsWith(FILTERS)) return;
  const told = new URLSearchParams(location.hash.slice(FILTERS.length));
  const cells = (told.get("cells") ?? "").split(",").filter((cell) => /^[0-3]:[0-4]$/.test(cell));
  const order = [...byId("order").options].map((option) => option.value);
  Object.assign(state, {
    cells: new Set(cells),
    cause: CAUSES.includes(told.get("cause")) ? told.get("cause") : null,
    words: (told.get("words") ?? "").toLowerCase().split(/\s+/).filter(Boolean),
    hideReviewed: told.get("reviewed") === "hidden",
    hideWaived: told.get("passed") === "hidden",
    order: order.includes(told.get("order")) ? told.get("order") : "worst",
  });
  byId("search").value = state.words.join(" ");
  byId("hide-reviewed").checked = state.hideReviewed;
  byId("hide-waived").checked = state.hideWaived;
  byId("order").value = state.order;
}
