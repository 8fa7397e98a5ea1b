// What is known: the index at once, and the details of a part when a page needs them.

const catalogue = {
  methods: [], types: [], errors: [], events: [],
  byKey: new Map(), byType: new Map(), byEvent: new Map(),
  parts: new Map(), waiting: new Map(),

  /** Takes the index, and opens the first page. */
  start(index) {
    this.methods = index.methods.map(([key, name, isNew, kind, isOld, about, part]) => ({ key, name, isNew, kind, isOld, about, part }));
    this.types = index.types.map(([name, about, part]) => ({ name, about, part }));
    this.errors = index.errors.map(([code, message, count]) => ({ code, message, count }));
    this.events = index.events.map(([name, scopes, about]) => ({ name, scopes, about }));
    for (const method of this.methods) this.byKey.set(method.key, method);
    for (const type of this.types) this.byType.set(type.name, type);
    for (const event of this.events) this.byEvent.set(event.name.toLowerCase(), event);
    prepareSearch();
    drawNav();
    follow();
  },

  /** Takes the details of a part. */
  part(name, rows) {
    this.parts.set(name, rows);
  },

  /** Loads the details of a part: a script, because a page in a file may not fetch. */
  load(name) {
    if (this.parts.has(name)) return Promise.resolve(this.parts.get(name));
    if (!this.waiting.has(name)) {
      this.waiting.set(name, new Promise((done, failed) => {
        const script = make("script", { src: `data/${encodeURIComponent(name)}.js` });
        script.addEventListener("load", () => done(this.parts.get(name)));
        script.addEventListener("error", () => {
          this.waiting.delete(name);
          failed(new Error(`the file data/${name}.js is missing`));
        });
        document.head.append(script);
      }));
    }
    return this.waiting.get(name);
  },

  /** Returns the details of a method or a type. */
  async detail(part, key) {
    const rows = await this.load(part);
    return (rows ?? []).find(([known]) => known === key)?.[1];
  },

  /** Returns the address of a method or a type of this name, if there is one. */
  address(name) {
    if (this.byKey.has(name)) return to("method", name);
    if (this.byKey.has(`v3/${name}`)) return to("method", `v3/${name}`);
    return this.typeAddress(name);
  },

  typeAddress(name) {
    return this.byType.has(name) ? to("type", name) : null;
  },
};

/** Returns an address in the catalogue. */
const to = (kind, key) => `#/${kind}/${key.split("/").map(encodeURIComponent).join("/")}`;
