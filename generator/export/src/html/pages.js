// The other pages: the start, modules, lists, errors and events.

/** The part of the pages of events: a module of methods is called `events`, too. */
const EVENTS = "of-events";

/** Makes a list of methods with what they do. */
function methodList(methods) {
  return make("ul", { class: "list" }, methods.map((method) => make("li", {},
    make("a", { class: "name", href: to("method", method.key) }, method.name), " ", methodBadges(method),
    method.about && make("p", {}, prose(method.about)))));
}

/** Returns methods by the first part of their names. */
function modules() {
  const all = new Map();
  for (const method of catalogue.methods) {
    const name = method.name.split(".")[0];
    all.set(name, (all.get(name) ?? 0) + 1);
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}

function homePage() {
  return { title: "", part: "home", page: [
    make("h1", {}, "Bitrix24 REST API"),
    make("p", { class: "lead" }, `${count(catalogue.methods.length, "method")}, ${count(catalogue.types.length, "type")}, ${count(catalogue.errors.length, "error")}` +
      (catalogue.events.length ? ` and ${count(catalogue.events.length, "event")}` : "") + ". Press / to search, the arrows to choose, and Enter to open."),
    make("h2", {}, "Methods"),
    make("div", { class: "cards" }, modules().map(([name, number]) =>
      make("a", { href: to("module", name) }, name, make("span", { class: "count" }, String(number))))),
  ] };
}

const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

function modulePage(name) {
  const inside = catalogue.methods.filter((method) => method.name === name || method.name.startsWith(`${name}.`));
  if (!inside.length) return missing("module", name);
  const groups = new Map();
  for (const method of inside) {
    const group = method.name.split(".").slice(0, -1).join(".") || name;
    groups.set(group, [...(groups.get(group) ?? []), method]);
  }
  return { title: name, part: inside[0].part, page: [
    make("h1", { class: "name" }, name),
    make("p", { class: "lead" }, count(inside.length, "method")),
    groups.size > 1 && make("div", { class: "cards" }, [...groups].map(([group, methods]) =>
      group === name ? null : make("a", { href: to("module", group) }, group, make("span", { class: "count" }, String(methods.length))))),
    [...groups].map(([group, methods]) => [make("h2", {}, code(group)), methodList(methods)]),
  ] };
}

function typesPage() {
  return { title: "Types", part: "types", page: [
    make("h1", {}, "Types"),
    make("p", { class: "lead" }, "Things that several methods send or answer."),
    make("ul", { class: "list" }, catalogue.types.map((type) => make("li", {},
      make("a", { class: "name", href: to("type", type.name) }, type.name), type.about && make("p", {}, prose(type.about))))),
  ] };
}

function eventsPage() {
  return { title: "Events", part: EVENTS, page: [
    make("h1", {}, "Events"),
    make("p", { class: "lead" }, prose("A portal posts them to the handler that `event.bind` names.")),
    make("ul", { class: "list" }, catalogue.events.map((event) => make("li", {},
      make("a", { class: "name", href: to("event", event.name) }, event.name), event.about && make("p", {}, prose(event.about))))),
  ] };
}

async function eventPage(name) {
  const event = catalogue.byEvent.get(name.toLowerCase());
  const detail = event && await catalogue.detail("of-events", event.name);
  if (!detail) return missing("event", name);
  const body = JSON.stringify({ event: event.name, handler: "https://example.com/handler" }, null, 2);
  const call = `curl https://example.bitrix24.com/rest/event.bind \\\n  -H 'Authorization: Bearer TOKEN' \\\n  -H 'Content-Type: application/json' -d '${body}'`;
  const [type, about, fields] = detail.data;
  return { title: event.name, part: EVENTS, page: [
    make("p", { class: "crumbs" }, make("a", { href: "#/events" }, "events")),
    make("h1", { class: "name" }, event.name),
    event.about && make("p", { class: "lead" }, prose(event.about)),
    detail.old && make("p", { class: "warn" }, prose(detail.old)),
    make("ul", { class: "facts" }, event.scopes.map((scope) => make("li", {}, "Scope ", code(scope), ".")), detail.facts.map((fact) => make("li", {}, prose(fact)))),
    detail.docs && make("p", {}, make("a", { href: detail.docs, rel: "noreferrer" }, "The vendor's page")),
    make("h2", {}, "Data"),
    make("p", {}, typed(type)),
    about && make("p", {}, prose(about)),
    fields.length > 0 && fieldList(fields),
    make("h2", {}, "Handle it"),
    block(call, "the call"),
  ] };
}

async function errorsPage() {
  const rows = await catalogue.load("errors");
  const system = rows.flatMap(([code, message, places]) =>
    places.filter(([key]) => key === null).map(([, status, text]) => errorRow(code, message, status, text)));
  const codes = [...new Set(rows.map(([code]) => code))];
  return { title: "Errors", part: "errors", page: [
    make("h1", {}, "Errors"),
    make("h2", {}, "Of any method"),
    table("Errors of any method", ["Code", "Message", "HTTP", "When"], system),
    make("h2", {}, "All codes ", make("span", { class: "count" }, String(codes.length))),
    make("ul", { class: "cards" }, codes.map((one) => make("li", {}, make("a", { href: to("error", one || "-") }, make("code", {}, one || "(no code)"))))),
  ] };
}

async function errorPage(name) {
  const code = name === "-" ? "" : name;
  const rows = (await catalogue.load("errors")).filter(([known]) => known.toLowerCase() === code.toLowerCase());
  if (!rows.length) return missing("error", name);
  return { title: code || "Errors without a code", part: "errors", page: [
    make("p", { class: "crumbs" }, make("a", { href: "#/errors" }, "errors")),
    make("h1", { class: "name" }, code || "(no code)"),
    rows.map(([, message, places]) => [
      make("h2", {}, message ? make("code", {}, message) : "Without a documented message"),
      table(`Places of ${message || code || "it"}`, ["Method", "HTTP", "When"], places.map(([key, status, text]) => make("tr", {},
        make("td", { class: "key" }, key === null ? "any method" : make("a", { href: to("method", key) }, make("code", {}, key.replace("v3/", "")))),
        make("td", { "data-head": "HTTP " }, status ? String(status) : "–"), make("td", {}, prose(text))))),
    ]),
  ] };
}

/** Makes a page about what is not there, with what is like it. */
function missing(what, name) {
  const like = find(name.replace(/[._/]/g, " ")).list.slice(0, 8);
  return { title: "Not found", part: "", page: [
    make("h1", {}, `There is no ${what} `, code(name)),
    like.length > 0 && [make("p", { class: "lead" }, "These are like it:"), make("ul", { class: "list" }, like.map((entry) => make("li", {},
      make("a", { class: "name", href: entry.address }, entry.name), entry.about && make("p", {}, prose(entry.about)))))],
  ] };
}

function drawNav() {
  const link = (address, part, text, number) =>
    make("li", {}, make("a", { href: address, "data-part": part }, text, number !== undefined && make("span", { class: "count" }, String(number))));
  byId("nav").replaceChildren(
    make("ul", {}, link("#/types", "types", "Types", catalogue.types.length), link("#/errors", "errors", "Errors", catalogue.errors.length),
      catalogue.events.length > 0 && link("#/events", EVENTS, "Events", catalogue.events.length)),
    make("h2", {}, "Methods"),
    make("ul", {}, modules().map(([name, number]) => link(to("module", name), name.toLowerCase(), name, number))));
}
