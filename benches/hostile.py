#!/usr/bin/env python3
"""Measures `b24` on input that was made to be slow, each of a size and of ten times that size.

    cargo build --release -p b24 && benches/hostile.py [--b24 FILE] [--size N] [NAME…]

Prints CPU time and peak memory of both, and the growth; it fails where ten times the input takes more than fifteen times the
time or memory, or where a program was killed or panicked. Times below a tenth of a second are counted as that.
"""

import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CATALOGUE = "format: 1\ndocs: { base: 'https://example.com/', date: 2026-01-01 }\nids: { user: a person }\n"
SUITES = {}


def case(command):
    """Registers a generator of files; it takes a size in items of about ten bytes."""

    def register(function):
        SUITES[function.__name__.replace("_", "-")] = (command, function)
        return function

    return register


def method(text, path="methods/user/get.yaml"):
    return {"catalogue.yaml": CATALOGUE, path: "method: user.get\nscope: user\nkind: read\n" + text}


def lines(n, line):
    return "".join(line.format(i=i) for i in range(n))


# --- YAML that is not a schema -------------------------------------------------------------------------------------


@case("check")
def wrong_types(n):
    return method("params:\n" + lines(n, "  p{i}: 5\n"))


@case("check")
def wrong_types_on_one_line(n):
    return method("params: {" + lines(n, "p{i}: 5, ") + "}\n")


@case("check")
def repeated_keys(n):
    return method("params:\n" + lines(n, "  p: string\n"))


@case("check")
def keys_repeated_once(n):
    return method("params:\n" + lines(n // 2, "  p{i}: string\n") * 2)


@case("check")
def unknown_keys(n):
    return method(lines(n, "unknown{i}: 1\n"))


@case("check")
def unknown_keys_of_fields(n):
    return method("params:\n" + lines(n, "  p{i}: {{ type: string, dok: x }}\n"))


@case("check")
def unknown_types(n):
    return method("params:\n" + lines(n, "  p{i}: strin\n"))


@case("check")
def unknown_types_among_many(n):
    ids = "ids:\n" + lines(n, "  thing{i}.id: x\n")
    files = method("params:\n" + lines(n, "  p{i}: thang{i}.id\n"))
    return files | {"catalogue.yaml": CATALOGUE.rsplit("ids", 1)[0] + ids}


@case("check")
def identical_errors(n):
    return method("errors:\n" + lines(n, "- { code: A, message: b }\n".replace("{ ", "{{ ").replace(" }", " }}")))


@case("check")
def errors_of_one_code(n):
    return method("errors:\n" + lines(n, "- {{ code: A, message: 'the {i} is bad' }}\n"))


@case("check")
def errors_of_colliding_names(n):
    return method("errors:\n" + lines(n, "- {{ code: A, message: '{i}' }}\n- {{ code: a, message: '{i}' }}\n"))


@case("check")
def colliding_parameters(n):
    signs = "-.:;/"
    names = "".join(f"  'a{''.join(signs[int(d) % 5] for d in oct(i)[2:])}': string\n" for i in range(n))
    return method("params:\n" + names)


@case("check")
def colliding_values(n):
    signs = "-.:;/"
    names = "".join(f"    - 'a{''.join(signs[int(d) % 5] for d in oct(i)[2:])}'\n" for i in range(n))
    return method("params:\n  p:\n    type: string\n    values:\n" + names)


@case("check")
def colliding_names_in_rust(n):
    return method("params:\n" + lines(n, "  p{i}: {{ type: string, rust: same }}\n"))


@case("check")
def colliding_nested_types(n):
    # Each would make a type of the same name.
    signs = "-.:;/"
    name = lambda i: "a" + "".join(signs[int(d) % 5] for d in oct(i)[2:])
    return method("params:\n" + "".join(f"  '{name(i)}': {{ fields: {{ x: string }} }}\n" for i in range(n // 2)))


@case("check")
def values_repeated(n):
    return method("params:\n  p: { type: string, values: [" + "a, " * n + "] }\n")


@case("check")
def values_repeated_in_a_map(n):
    return method("params:\n  p:\n    type: integer\n    values:\n" + lines(n, "      x{i}: y\n"))


@case("check")
def many_values(n):
    return method("params:\n  p: { type: string, values: [" + lines(n, "v{i}, ") + "] }\n")


@case("check")
def wrong_values_on_one_line(n):
    return method("params:\n  p: { type: integer, values: [" + lines(n, "v{i}, ") + "] }\n")


@case("check")
def options_of_a_union(n):
    return method("params:\n  p: " + " | ".join(f"map<{'map<' * (i % 8)}string{'>' * (i % 8)}>" for i in range(n)) + "\n")


@case("check")
def unknown_options_of_a_union(n):
    return method("params:\n  p: " + " | ".join(f"x{i}" for i in range(n)) + "\n")


@case("check")
def aliases(n):
    return method("words: &a { type: string, dok: 1 }\nparams:\n" + lines(n, "  p{i}: *a\n"))


@case("check")
def anchors(n):
    return method("params:\n" + lines(n, "  p{i}: &a{i} 5\n"))


@case("check")
def nested_anchors(n):
    return method("params: " + lines(n, "&a{i} {{ x: ") + "5" + " }" * n + "\n")


@case("check")
def aliases_of_aliases(n):
    return method("a0: &a0 [x]\n" + lines(n, "b{i}: &a{i} [*a0, *a0]\n"))


@case("check")
def long_type(n):
    return method(f"params:\n  p: {'x' * 10 * n}\n")


@case("check")
def long_key(n):
    return method(f"params:\n  {'x' * 10 * n}: strin\n")


@case("check")
def long_line_with_an_error(n):
    return method(f"params:\n  p: {{ doc: '{'x' * 10 * n}', dok: 1 }}\n")


@case("check")
def suffixes_of_a_type(n):
    return method("params:\n  p: string" + "[]" * 5 * n + "\n")


@case("check")
def marks_of_a_type(n):
    return method("params:\n  p: string" + "?" * 10 * n + "\n")


@case("check")
def maps_of_a_type(n):
    return method("params:\n  p: " + "map<" * 2 * n + "string" + ">" * 2 * n + "\n")


@case("check")
def parentheses_of_a_type(n):
    return method("params:\n  p: " + "(" * 5 * n + "string" + ")" * 5 * n + "\n")


for name, sign in [("square", "["), ("round", "("), ("curly", "{"), ("angle", "<"), ("closing", "]"), ("dashes", "- "),
                   ("questions", "? "), ("colons", "a: "), ("quotes", '"'), ("stars", "*a "), ("bangs", "!a "),
                   ("pipes", "|"), ("commas", ","), ("tabs", "\t"), ("mixed", "[{"), ("hashes", "#"), ("pairs", "[a: ")]:
    SUITES[f"yaml-{name}"] = ("check", lambda n, sign=sign: method("params: " + sign * (10 * n // len(sign)) + "\n"))
    SUITES[f"yaml-{name}-lines"] = ("check", lambda n, sign=sign: method("params:\n" + (f"  {sign}\n") * 3 * n))


@case("check")
def yaml_indents(n):
    deep = int((20 * n) ** 0.5)
    return method("params:\n" + "".join(" " * (i + 1) + "a:\n" for i in range(deep)))


@case("check")
def carriage_returns(n):
    return method("params:\r" + lines(n, "  p{i}: 5\r"))


@case("check")
def wrong_documents(n):
    return {"catalogue.yaml": CATALOGUE} | {f"methods/a/m{i}.yaml": "method: 5\n" for i in range(n // 20)}


@case("check")
def methods_of_one_name(n):
    return {"catalogue.yaml": CATALOGUE} | {
        f"methods/a/m{i}.yaml": "method: a.get\nscope: a\nkind: read\n" for i in range(n // 20)
    }


@case("check")
def unknown_files(n):
    return {"catalogue.yaml": CATALOGUE} | {f"method/a/m{i}.yaml": "x" for i in range(n // 20)}


@case("check")
def corrections_that_are_gone(n):
    fix = "- {{ file: methods/user/gat{i}.yaml, at: params.x, to: string, why: x }}\n"
    return method("params: { x: string }\n") | {"corrections/a.yaml": lines(n, fix)}


@case("check")
def corrections_of_one_file(n):
    fix = "- {{ file: methods/user/get.yaml, at: params.x{i}, is: integer, set: string, why: x, until: y }}\n"
    return method("params:\n" + lines(n, "  x{i}: integer\n")) | {"corrections/a.yaml": lines(n, fix)}


@case("check")
def words_of_nothing(n):
    words = "method: user.get\nparams:\n" + lines(n, "  q{i}: x\n")
    return method("params:\n" + lines(n, "  p{i}: string\n")) | {"words/user/get.yaml": words}


@case("check")
def nested_objects(n):
    deep = min(n, 40)
    return method("params:\n  p: " + "{ fields: { a: " * deep + "string" + " } }" * deep + "\n")


# --- pages ---------------------------------------------------------------------------------------------------------

PAGES = ROOT / "generator/import/tests/import/pages/parcels"
PAGE = (PAGES / "api-reference/parcels/parcel-add.md").read_text()


def page(text, before="## Code Examples"):
    return {"api-reference/parcels/parcel-add.md": PAGE.replace(before, text + "\n" + before, 1)}


ROW = "|| **P{i}**\n[`string`](../data-types.md) | Text. Possible values:\n- `A` — one ||\n"


@case("import")
def page_rows(n):
    return page("#|\n|| **Name**\n`type` | **Description** ||\n" + lines(n // 5, ROW) + "|#\n")


@case("import")
def page_rows_of_one_name(n):
    row = "|| **P**\n[`string`](../data-types.md) | Text {i} ||\n"
    return page("#|\n|| **Name**\n`type` | **Description** ||\n" + lines(n // 3, row) + "|#\n")


@case("import")
def page_tables(n):
    table = "#|\n|| **Name**\n`type` | **Description** ||\n|| **P{i}**\n`object` | Text ||\n|#\n\n"
    return page(lines(n // 5, table))


@case("import")
def page_chapters(n):
    return page(lines(n // 2, "### Parameter P{i} {{#p{i}}}\n\n#|\n|| **Name**\n`type` | **Text** ||\n|| **A**\n`string` | x ||\n|#\n\n"))


@case("import")
def page_links_to_chapters(n):
    head = "#|\n|| **Name**\n`type` | **Description** ||\n"
    rows = lines(n // 5, "|| **P{i}**\n`object` | Text ([detailed description](#p{i})) ||\n")
    parts = lines(n // 5, "### Parameter P{i} {{#p{i}}}\n\n#|\n|| **Name**\n`type` | **Text** ||\n|| **A**\n`string` | x ||\n|#\n\n")
    return page(head + rows + "|#\n\n" + parts)


@case("import")
def page_errors(n):
    return page(lines(n, "|| `CODE_{i}` | The text {i} | Value ||\n"), "|| `TOO_HEAVY`")


@case("import")
def page_errors_of_one_code(n):
    return page(lines(n, "|| `CODE` | The text {i} | Value ||\n"), "|| `TOO_HEAVY`")


@case("import")
def page_example_keys(n):
    return page(lines(n, '"key{i}": {i},\n'), '"result": {')


@case("import")
def page_example_list(n):
    return page('"list": [' + lines(n, '{{ "a": {i}, "b{i}": 1 }},\n') + "{}],", '"result": {')


@case("import")
def page_example_depth(n):
    return page('"list": ' + '{"a":' * 2 * n + "1" + "}" * 2 * n + ",", '"result": {')


@case("import")
def page_long_example(n):
    return page('"text": "' + "x" * 10 * n + '",', '"result": {')


@case("import")
def page_values(n):
    rows = "|| **P**\n[`string`](../data-types.md) | Text. Possible values:\n" + lines(n, "- `V{i}` — one\n") + "||\n"
    return page("#|\n|| **Name**\n`type` | **Description** ||\n" + rows + "|#\n")


@case("import")
def page_types(n):
    row = "|| **P**\n" + lines(n, "[`t{i}`](x.md) | ") + " | Text ||\n"
    return page("#|\n|| **Name**\n`type` | **Description** ||\n" + row + "|#\n")


@case("import")
def page_includes_in_a_circle(n):
    count = max(2, n // 200)
    circle = "".join(f"{{% include [x](./c{i}.md) %}}\n" for i in range(count))
    files = {f"api-reference/parcels/c{i}.md": circle for i in range(count)}
    return page("{% include [x](./c0.md) %}\n") | files


@case("import")
def page_includes(n):
    return page("{% include [x](./c.md) %}\n" * n) | {"api-reference/parcels/c.md": "Text\n"}


@case("import")
def page_includes_of_much(n):
    return page("{% include [x](./c.md) %}\n" * (n // 20)) | {"api-reference/parcels/c.md": "Text\n" * (n // 2)}


@case("import")
def page_example_calls(n):
    return page(lines(n, "https://x/rest/1/x/parcel.add{i}\n"), "    curl -X POST")


@case("import")
def page_scopes(n):
    return page("> Scope: " + lines(n, "`s{i}`, "), "> Scope")


@case("import")
def pages_of_one_method(n):
    return {f"api-reference/parcels/p{i}.md": PAGE for i in range(n // 100)}


@case("import")
def pages_of_many_methods(n):
    return {f"api-reference/parcels/parcel-add{i}.md": PAGE.replace("parcel.add", f"parcel.add{i}") for i in range(n // 100)}


@case("import")
def pages_of_things(n):
    pages = {}
    for i in range(n // 200):
        for verb in ["get", "add", "update", "list"]:
            text = PAGE.replace("parcel.add", f"thing{i}.{verb}").replace("**parcel**", f"**thing{i}**")
            pages[f"api-reference/things/thing{i}-{verb}.md"] = text
    return pages


TABLE = "#|\n|| **Name**\n`type` | **Description** ||\n|| **P**\n[`string`](../data-types.md) | {} ||\n|#\n"
BITS = {
    "square": "[", "round": "(", "curly": "{", "angle": "<", "link": "](", "links": "[a](b) ", "half-links": "[](", "pipes": "|",
    "rows": "||", "open-tables": "#|\n", "closed-tables": "|#\n", "ticks": "`", "spaced-ticks": "` ", "growing": None,
    "stars": "*", "bold": "**a", "backslashes": "\\", "tags": "<br", "anchors": "{#", "notes": "{% note info %}\n",
    "ends": "{% endnote %}\n", "lists": "{% list tabs %}\n", "hidden": "{% if build == 'dev' %}\n", "cuts": '{% cut "x" %}\n',
    "fences": "```\n", "tildes": "~~~\n", "headings": "# a\n", "quotes": "> `a`\n", "dashes": "- a\n", "deep-dashes": None,
    "double": '"', "single": "'", "rest": "/rest/", "words": "default ", "or": " or ", "from": "from 1 to ", "values": "Possible values:\n- `a`\n",
    "commas": "`a`, ", "percent": "{%", "entities": "&lt;", "spaces": " ", "empty": "\n", "digits": "1", "dots": ".",
    "cyrillic": "Ж", "dash": " — ", "colons": ": ", "html": "<table>", "comments": "<!--", "slashes": "//", "json": '{"a":[',
    "php": "'a' => [", "array": "array(",
}
for name, bit in BITS.items():
    def text(n, bit=bit, name=name):
        if name == "growing":
            deep = int((20 * n) ** 0.5)
            return " ".join("`" * i for i in range(deep))
        if name == "deep-dashes":
            deep = int((20 * n) ** 0.5)
            return "\n".join(" " * i + "- a" for i in range(deep))
        return bit * (10 * n // len(bit))

    SUITES[f"page-text-{name}"] = ("import", lambda n, text=text: page(text(n)))
    SUITES[f"page-cell-{name}"] = ("import", lambda n, text=text: page(TABLE.replace("{}", text(n))))
    SUITES[f"page-names-{name}"] = ("import", lambda n, text=text: page(TABLE.replace("**P**", text(n))))
    SUITES[f"page-code-{name}"] = ("import", lambda n, text=text: page(text(n) + "\n", "{ \"error\""))
    SUITES[f"page-result-{name}"] = ("import", lambda n, text=text: page(text(n) + "\n", '"result": {'))
    SUITES[f"page-errors-{name}"] = ("import", lambda n, text=text: page(text(n) + "\n", "|| `0` |"))
    SUITES[f"page-title-{name}"] = ("import", lambda n, text=text: page(text(n).replace("\n", " ") + " parcel.add", " parcel.add"))


# --- comparisons and code ------------------------------------------------------------------------------------------


@case("diff")
def diff_renamed(n):
    old = method("params:\n" + lines(n, "  old{i}: string\n"))
    return old, method("params:\n" + lines(n, "  new{i}: string\n"))


@case("diff")
def diff_types(n):
    old = method("params:\n" + lines(n, "  p{i}: string\n"))
    return old, method("params:\n" + lines(n, "  p{i}: integer\n"))


@case("diff")
def diff_values(n):
    text = "params:\n  p: {{ type: string, values: [{}] }}\n"
    return method(text.format(lines(n, "a{i}, "))), method(text.format(lines(n, "b{i}, ")))


@case("diff")
def diff_errors(n):
    return method("errors:\n" + lines(n, "- {{ code: A{i} }}\n")), method("errors:\n" + lines(n, "- {{ code: B{i} }}\n"))


@case("diff")
def diff_methods(n):
    def files(word):
        text = "method: a.{}\nscope: a\nkind: read\nparams: {{ x: string }}\n"
        return {"catalogue.yaml": CATALOGUE} | {f"methods/a/{word}{i}.yaml": text.format(f"{word}{i}") for i in range(n // 20)}

    return files("old"), files("new")


@case("diff")
def diff_waivers(n):
    old = method("params:\n" + lines(n, "  p{i}: string\n"))
    waivers = lines(n, "- {{ change: param-type-changed, subject: 'user.get p{i}', why: x, until: 2030-01-01 }}\n")
    return old, method("params:\n" + lines(n, "  p{i}: integer\n")) | {"waivers.yaml": waivers}


@case("generate")
def generate_parameters(n):
    return method("params:\n" + lines(n // 2, "  p{i}: string\n"))


@case("generate")
def generate_values(n):
    return method("params:\n  p: { type: string, values: [" + lines(n // 2, "v{i}, ") + "] }\n")


@case("generate")
def generate_errors(n):
    return method("errors:\n" + lines(n // 4, "- {{ code: A, message: 'the {i} is bad' }}\n"))


@case("generate")
def generate_options(n):
    deep = min(n, 24)
    return method("params:\n" + lines(n // 4, "  p{i}: string | integer[] | map<string>\n"))


# --- measuring -----------------------------------------------------------------------------------------------------


def write(folder, files):
    for path, text in files.items():
        path = folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return sum(len(text) for text in files.values())


def prepare(command, files, folder):
    """Writes the files; returns their size, and the arguments of b24."""
    folder.mkdir()
    if command == "diff":
        size = write(folder / "old", files[0]) + write(folder / "new", files[1])
        return size, ["diff", "old", "new", "--out", "text=diff.txt", "--out", "html=diff.html", "--out", "sarif=diff.sarif"]
    if command == "import":
        shutil.copytree(PAGES, folder / "docs")
        return write(folder / "docs", files), ["import", "docs", "--report", "report.md"]
    size = write(folder / "schema", files)
    return size, ["check"] if command == "check" else ["generate", "--out", "out"]


def run(b24, arguments, folder, limit):
    """Returns CPU seconds, peak memory in MiB, and the status of a run."""
    with open(folder / "out.txt", "wb") as out:
        bound = lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        program = subprocess.Popen([b24, *arguments], cwd=folder, stdout=out, stderr=out, preexec_fn=bound)
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, program.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--b24", default=ROOT / "target/release/b24", help="the program; default: target/release/b24")
    parser.add_argument("--size", type=int, default=2000, help="items of the smaller input, of about ten bytes each")
    parser.add_argument("--limit", type=int, default=60, help="CPU seconds that a run may take")
    parser.add_argument("--all", action="store_true", help="print what is well, too")
    parser.add_argument("names", nargs="*", help="beginnings of the names of inputs; default: all")
    args = parser.parse_args()
    print("| input | bytes | CPU, s | ten times, s | growth | memory, MiB | ten times, MiB |\n|---|---|---|---|---|---|---|")
    bad = 0
    for name, (command, make) in SUITES.items():
        if args.names and not name.startswith(tuple(args.names)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            results = []
            for times in (1, 10):
                place = pathlib.Path(folder) / str(times)
                size, arguments = prepare(command, make(args.size * times), place)
                results.append((size, *run(pathlib.Path(args.b24).resolve(), arguments, place, args.limit)))
        (size, cpu, memory, status), (_, cpu10, memory10, status10) = results
        growth = max(cpu10, 0.1) / max(cpu, 0.1)
        is_bad = growth > 15 or memory10 / max(memory, 16) > 15 or {status, status10} - {0, 1, 2, 3, 4}
        bad += bool(is_bad)
        if is_bad or args.all:
            note = f" status {status} {status10}" if is_bad else ""
            print(f"| {name} | {size} | {cpu:.2f} | {cpu10:.2f} | {growth:.1f} | {memory:.0f} | {memory10:.0f} |{note}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
