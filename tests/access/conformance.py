#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes conformance.md, clause by clause, from clauses.toml.

conformance.py            writes the page
conformance.py --check    says whether it is current; exit status 1 if not

A row of clauses.toml is one of the things that must hold. `tests` are the tests
that show it, as `Suite.Name` (GoogleTest) or `Class` or `Class.test_method`
(journeys); a name that no test has is an error, so that the page cannot claim a
test that is gone. `guide` is the heading of the installer's guide that a person
follows where no machine can tell; it too must be there.
"""
import pathlib
import re
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = HERE / "conformance.md"
GUIDE = ROOT / "packaging" / "INSTALLING.md"

HOW = {
    "met": "met",              # an automated test shows it
    "proxy": "proxy",          # a test shows something like it, and a person measures the rest
    "by hand": "by hand",      # only a person can tell
    "not met": "not met",      # does not hold, or nothing shows that it does
}


def tests_there_are():
    """Every name a row may give."""
    names = set()
    for path in [*ROOT.glob("tests/**/*_test.cpp"), *ROOT.glob("tests/fuzz/*.cpp")]:
        for suite, name in re.findall(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", path.read_text(encoding="utf-8"), re.M):
            names.add(f"{suite}.{name}")
    for path in [*ROOT.glob("tests/**/*_journeys.py"), *ROOT.glob("tests/**/*_tests.py")]:
        owner = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"class (\w+)\(", line):
                owner = found[1]
                names.add(owner)
            elif (found := re.match(r"    def (test_\w+)\(", line)) and owner:
                names.add(f"{owner}.{found[1]}")
    return names


def headings_of_the_guide():
    return {line.lstrip("# ").strip() for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def problems_of(rows):
    tests, headings, found = tests_there_are(), headings_of_the_guide(), []
    for row in rows:
        where = f"clauses.toml, '{row['holds'][:60]}'"
        if row["how"] not in HOW:
            found.append(f"{where}: how = '{row['how']}' is none of {', '.join(HOW)}.")
        if row["how"] in ("met", "proxy") and not row.get("tests"):
            found.append(f"{where}: is '{row['how']}', but names no test. Name one, or say 'by hand' or 'not met'.")
        if row["how"] in ("proxy", "by hand") and not row.get("guide"):
            found.append(f"{where}: needs a person, but names no heading of packaging/INSTALLING.md.")
        for name in row.get("tests", []):
            if name not in tests:
                found.append(f"{where}: no test is called {name}. Name one that is there.")
        if row.get("guide") and row["guide"] not in headings:
            found.append(f"{where}: packaging/INSTALLING.md has no heading '{row['guide']}'.")
    return found


def page_of(table):
    rows = table["row"]
    count = {how: sum(row["how"] == how for row in rows) for how in HOW}
    lines = ["<!-- Written by conformance.py from clauses.toml. Change that and run it; a test keeps this page current. -->",
             "# What holds, clause by clause", ""]
    lines += table["only_people"].strip().splitlines()
    lines += ["", f"Of {len(rows)} requirements, {count['met']} are met and an automated test shows it; {count['proxy']} have a test of something like them, "
              f"and an installer measures the rest; {count['by hand']} only a person can tell; {count['not met']} are not met.", ""]
    section = None
    for row in rows:
        if row["section"] != section:
            section = row["section"]
            lines += ["", f"## {section}", "", "| clause | what must hold | how | shown by |", "|---|---|---|---|"]
        shown = [f"`{name}`" for name in row.get("tests", [])]
        if row.get("guide"):
            anchor = re.sub(r"[^\w\- ]", "", row["guide"].lower()).replace(" ", "-")
            shown.append(f"[{row['guide']}](../../packaging/INSTALLING.md#{anchor})")
        note = f" {row['note']}" if row.get("note") else ""
        lines.append(f"| {row['clause']} | {row['holds']}{note} | {row['how']} | {'<br>'.join(shown)} |")
    return "\n".join(lines) + "\n", count


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: conformance.py [--check]", file=sys.stderr)
        return 2
    table = tomllib.loads((HERE / "clauses.toml").read_text(encoding="utf-8"))
    problems = problems_of(table["row"])
    for problem in problems:
        print(problem, file=sys.stderr)
    page, count = page_of(table)
    for row in table["row"]:
        print(f"{row['how']:8} {row['clause']}: {row['holds'][:90]}")
    print(", ".join(f"{number} {how}" for how, number in count.items()))
    if not arguments:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        problems.append("tests/access/conformance.md is not current. Run tests/access/conformance.py and look at what changed.")
        print(problems[-1], file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
