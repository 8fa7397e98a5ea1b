"""Schemas of which it is slow to generate code."""

from .register import case, lines, method


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
