"""Schemas that are slow to compare."""

from .register import CATALOGUE, case, lines, method


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
