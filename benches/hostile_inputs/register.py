"""Keeps the generators of inputs, and the parts that they share."""

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
