// Elements. Every text gets into the page as a text node.

const byId = (id) => document.getElementById(id);

/** Makes an element; texts among the children become text nodes, and what is missing is left out. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  const add = (child) => {
    if (Array.isArray(child)) child.forEach(add);
    else if (child !== null && child !== undefined && child !== false) element.append(child);
  };
  children.forEach(add);
  return element;
}

const code = (text) => make("code", {}, text);
const badge = (kind, text) => make("span", { class: `badge ${kind}` }, text);

/** Makes text of a text with code between backticks; names of methods and types in it become links. */
function prose(text) {
  const parts = String(text ?? "").split("`");
  return parts.map((part, index) => {
    if (index % 2 === 0) return part;
    const to = catalogue.address(part);
    return to ? make("a", { href: to }, code(part)) : code(part);
  });
}

/** Makes a type: names of shared types in it become links. */
function typed(text) {
  const parts = String(text ?? "").split(/([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)/);
  return make("code", { class: "type" }, parts.map((part, index) => {
    const to = index % 2 === 1 && catalogue.typeAddress(part);
    return to ? make("a", { href: to }, part) : part;
  }));
}

/** Makes a block of code with a button that copies it. */
function block(text, what) {
  const button = make("button", { type: "button", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      byId("said").textContent = "Copied.";
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    } catch {
      // Without the right to do so, the text is selected instead.
      getSelection().selectAllChildren(button.previousSibling);
    }
  });
  return make("div", { class: "code" }, make("pre", { tabindex: 0, role: "region", "aria-label": what }, code(text)), button);
}

/** Makes a table. A column without rows is left out by whoever calls. */
function table(caption, heads, rows) {
  const head = make("tr", {}, heads.map((text) => make("th", { scope: "col" }, text)));
  return make("div", { class: "wide" }, make("table", { "aria-label": caption }, make("thead", {}, head), make("tbody", {}, rows)));
}
