"""Schemas that are slow to check, and YAML that is no schema."""

from .register import CATALOGUE, SUITES, case, lines, method


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
