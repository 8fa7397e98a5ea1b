// The page of a method, and of a type.

async function methodPage(key) {
  const method = catalogue.byKey.get(key);
  if (!method) return missing("method", key);
  const detail = await catalogue.detail(method.part, key);
  if (!detail) return missing("method", key);
  const [type, about, fields] = detail.result;
  return { title: method.name, part: method.part, page: [
    crumbs(method.name),
    make("h1", { class: "name" }, method.name, " ", methodBadges(method)),
    method.about && make("p", { class: "lead" }, prose(method.about)),
    detail.old && make("p", { class: "warn" }, prose(detail.old)),
    detail.facts.length > 0 && make("ul", { class: "facts" }, detail.facts.map((fact) => make("li", {}, prose(fact)))),
    detail.docs && make("p", {}, make("a", { href: detail.docs, rel: "noreferrer" }, "The vendor's page")),
    make("h2", {}, "Parameters"),
    detail.params.length ? fieldList(detail.params) : make("p", { class: "soft" }, "It takes none."),
    make("h2", {}, "Call"),
    block(curl(detail, method), "the call"),
    make("h2", {}, "Result"),
    make("p", {}, typed(type)),
    about && make("p", {}, prose(about)),
    fields.length > 0 && fieldList(fields),
    make("h2", {}, "Answer"),
    block(JSON.stringify(detail.answer, null, 2), "the answer"),
    make("h2", {}, "Errors"),
    detail.errors.length
      ? table("Errors", ["Code", "Message", "HTTP", "When"], detail.errors.map((row) => errorRow(...row)))
      : make("p", { class: "soft" }, "None of its own."),
    make("p", { class: "soft" }, "Any method may also answer the ", make("a", { href: "#/errors" }, "errors of the system"), "."),
    make("h2", {}, "In Rust"),
    make("p", {}, code(detail.rust)),
  ] };
}

function methodBadges(method) {
  return make("span", { class: "badges" },
    method.kind && badge(method.kind, method.kind),
    method.isNew && badge("", "REST 3.0"),
    method.isOld && badge("old", "deprecated"));
}

function curl(detail, method) {
  const body = JSON.stringify(detail.example, null, 2).replaceAll("'", "'\\''");
  return `curl https://example.bitrix24.com/${detail.path}/1/SECRET/${method.name} \\\n  -H 'Content-Type: application/json' -d '${body}'`;
}

async function typePage(name) {
  const type = catalogue.byType.get(name);
  if (!type) return missing("type", name);
  const detail = await catalogue.detail(type.part, name);
  if (!detail) return missing("type", name);
  const users = detail.users.map((key) => catalogue.byKey.get(key)).filter(Boolean);
  return { title: name, part: "types", page: [
    make("p", { class: "crumbs" }, make("a", { href: "#/types" }, "types")),
    make("h1", { class: "name" }, name),
    detail.about && make("p", { class: "lead" }, prose(detail.about)),
    detail.docs && make("p", {}, make("a", { href: detail.docs, rel: "noreferrer" }, "The vendor's page")),
    detail.of && make("p", {}, detail.values.length ? "Values of " : "One of ", typed(detail.of)),
    detail.values.length > 0 && [make("h2", {}, "Values"), valueList(detail.values)],
    detail.fields.length > 0 && [make("h2", {}, "Fields"), fieldList(detail.fields)],
    make("h2", {}, "Methods with it ", make("span", { class: "count" }, String(users.length))),
    users.length ? methodList(users) : make("p", { class: "soft" }, "None."),
  ] };
}

/** Makes the links to what is around a method. */
function crumbs(name) {
  const parts = name.split(".").slice(0, -1);
  return make("p", { class: "crumbs" }, parts.map((part, index) => {
    const around = parts.slice(0, index + 1).join(".");
    return [index > 0 && ".", make("a", { href: to("module", around) }, part)];
  }));
}
