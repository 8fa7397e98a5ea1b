// Parameters, fields and values.

/** Makes a list of fields, with the fields inside of them. */
function fieldList(fields, depth = 0) {
  return make("ul", { class: "fields" }, fields.map(([name, type, mark, texts, inside]) => make("li", {},
    make("div", { class: "head" },
      make("span", { class: "name" }, name),
      typed(type),
      mark === "required" && badge("required", "required"),
      mark === "perhaps" && badge("", "perhaps required")),
    texts.length > 0 && make("p", {}, prose(texts.join(" "))),
    inside.length > 0 && nested(inside, depth))));
}

function nested(fields, depth) {
  const text = fields.length === 1 ? "1 field" : `${fields.length} fields`;
  return make("details", { open: depth === 0 && fields.length <= 40 }, make("summary", {}, text), fieldList(fields, depth + 1));
}

/** Makes a list of values with their meanings. */
function valueList(values) {
  return make("ul", { class: "fields" }, values.map(([value, label]) => make("li", {},
    make("div", { class: "head" }, make("span", { class: "name" }, value === "" ? "(empty)" : value), label && make("span", { class: "soft" }, prose(label))))));
}

/** Makes the rows of errors; `where` makes the last cell. */
function errorRow(code, message, status, text) {
  const key = code === "" ? make("span", { class: "soft" }, "(no code)") : make("a", { href: to("error", code) }, make("code", {}, code));
  return make("tr", {},
    make("td", { class: "key" }, key),
    make("td", {}, message ? make("code", {}, message) : make("span", { class: "soft" }, "–")),
    make("td", { "data-head": "HTTP " }, status ? String(status) : make("span", { class: "soft" }, "–")),
    make("td", {}, prose(text)));
}
