"""Pages with one sign or notation again and again, in each part of a page."""

from .pages import page
from .register import SUITES

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
