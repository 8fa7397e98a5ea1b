#!/usr/bin/env python3
"""Makes ten times a schema, or ten times a tree of pages: each method, type and event is there again under other names.

    benches/tenfold.py schema target/tenfold/schema
    benches/tenfold.py ../docs target/tenfold/docs
    b24 check --schema target/tenfold/schema

A copy has names of its own, `crm.deal.add` and `crm4.deal.add`, and refers to nothing of other copies; so each command should
take ten times as long, and no longer. Pages are renamed with the names that the schema of this repository has.
"""

import argparse
import pathlib
import re
import shutil

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+)+")
KINDS = ("methods", "types", "events")
SUBJECT = re.compile(r"^(method|type|event): *(\S+)", re.MULTILINE)


def names(schema):
    """Returns the names of all methods and types, and those of methods in small letters: pages write them in any case."""
    found = set()
    for kind in KINDS:
        for path in (schema / kind).rglob("*.yaml"):
            found.update(name for _, name in SUBJECT.findall(path.read_text())[:1])
    # An identifier may be called as the method that lists its values.
    found.difference_update(re.findall(r"^  (\S+):", (schema / "catalogue.yaml").read_text(), re.MULTILINE))
    return found, {name.lower() for name in found}


def renamed(name, copy):
    first, dot, rest = name.partition(".")
    return f"{first.rstrip('_')}{copy}{dot}{rest}"


def of_copy(text, copy, known):
    """Returns a text with the names of a copy in it; a name with one segment may be any word, and is no name here."""
    own, low = known
    is_name = lambda name: name in own or name.lower() in low or name.removesuffix("@v3") in own
    return NAME.sub(lambda found: renamed(found[0], copy) if is_name(found[0]) else found[0], text)


def place(path, kind, copy):
    """Returns the path of a copy's file: the first part of a method's path is that of its name."""
    first, *rest = path.relative_to(kind).parts
    stem, dot, end = first.partition(".")
    return pathlib.Path(kind, f"{stem}{copy}{dot}{end}", *rest)


def copy_schema(source, target, times):
    known = names(source)
    shutil.copytree(source, target)
    catalogue = (target / "catalogue.yaml").read_text()
    types = re.search(r"^types:\n((?:  .*\n)*)", catalogue, re.MULTILINE)
    more = ""
    for copy in range(2, times + 1):
        for kind in KINDS:
            for path in (source / kind).rglob("*.yaml"):
                new = target / place(path.relative_to(source), kind, copy)
                text = path.read_text()
                subject = f"{SUBJECT.search(text)[1]}: {renamed(SUBJECT.search(text)[2], copy)}"
                text = SUBJECT.sub(subject, of_copy(text, copy, known), count=1)
                text = re.sub(r"^docs: api-reference/", f"docs: api-reference/copy{copy}/", text, flags=re.MULTILINE)
                new.parent.mkdir(parents=True, exist_ok=True)
                new.write_text(text)
        for path in (source / "words").glob("*.yaml"):
            if path.name != "glossary.yaml":
                text = of_copy(path.read_text(), copy, known)
                single = lambda found: f"{renamed(found[1], copy)}:" if found[1] in known[0] else found[0]
                (target / f"words/{path.stem}{copy}.yaml").write_text(re.sub(r"^([\w@]+):", single, text, flags=re.MULTILINE))
        for path in (source / "corrections").glob("*.yaml"):
            moved = lambda found: f"file: {place(pathlib.Path(found[1]), found[2], copy)}"
            text = re.sub(r"file: ((methods|types|events)/[^\s,}]+)", moved, of_copy(path.read_text(), copy, known))
            (target / f"corrections/{path.stem}{copy}.yaml").write_text(text)
        if types:
            entries = types[1].replace("api-reference/", f"api-reference/copy{copy}/")
            more += re.sub(r": (\S+)$", lambda found: f": {renamed(found[1], copy)}", entries, flags=re.MULTILINE)
    if types:
        (target / "catalogue.yaml").write_text(catalogue[: types.end()] + more + catalogue[types.end() :])


def copy_pages(source, target, times):
    known = names(ROOT / "schema")
    shutil.copytree(source, target)
    pages = source / "api-reference"
    # Copies are a folder deeper, and so are the links to what they include.
    shutil.copytree(source / "_includes", target / "api-reference/_includes", dirs_exist_ok=True)
    for copy in range(2, times + 1):
        for path in pages.rglob("*.md"):
            new = target / "api-reference" / f"copy{copy}" / path.relative_to(pages)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(of_copy(path.read_text(), copy, known))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path, help="a schema's folder, or a folder with `api-reference`")
    parser.add_argument("target", type=pathlib.Path, help="a folder that is not there yet")
    parser.add_argument("--times", type=int, default=10)
    args = parser.parse_args()
    is_pages = (args.source / "api-reference").is_dir()
    args.target.parent.mkdir(parents=True, exist_ok=True)
    (copy_pages if is_pages else copy_schema)(args.source, args.target, args.times)


if __name__ == "__main__":
    main()
