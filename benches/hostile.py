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

from hostile_inputs import PAGES, SUITES

ROOT = pathlib.Path(__file__).resolve().parent.parent


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
