"""Pages that are slow to import: large tables, examples and links."""

import pathlib

from .register import case, lines

PAGES = pathlib.Path(__file__).resolve().parents[2] / "generator/import/tests/import/pages/parcels"
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
def page_declared_members(n):
    members = lines(n, "  p{i}: number\n")
    call = "a.make<T>({ method: 'parcel.add' })\n"
    return page("```ts\ntype T = {\n" + members + "}\n" + call + "```\n", "## Response Handling")


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
