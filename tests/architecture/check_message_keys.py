# SPDX-License-Identifier: GPL-3.0-or-later
"""Every "..."_msg literal in kiosk/ is a key of locales/en.json, and every key
is used: a literal that no catalogue has would show its key to a resident, and a
key that nothing uses costs a translator's time in every language.

usage: check_message_keys.py SOURCE_DIR BINARY_DIR"""
import json
import pathlib
import re
import sys

from source_files import cpp_files, finish

# Keys that kiosk/ does not spell out as a literal, each with its reason.
NOT_SPELLED_OUT = {}

# A comment, or a string with what follows it: strings may hold `//`, and comments quotes.
# (`operator""_msg` is the literal's own definition.)
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|operator""_msg|"((?:[^"\\\n]|\\.)*)"(_msg\b)?', re.S)
SHAPE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+){2}")


def main():
    root = pathlib.Path(sys.argv[1])
    problems, used = [], set()
    try:
        keys = json.loads((root / "locales/en.json").read_text(encoding="utf-8"))["messages"]
    except (OSError, ValueError, KeyError) as error:
        keys = {}
        problems.append(f"locales/en.json: cannot be read ({type(error).__name__} {error})")

    for path in cpp_files(root, "kiosk"):
        text = path.read_text(encoding="utf-8")
        for found in TOKEN.finditer(text):
            if not found.group(2):
                continue
            used.add(found.group(1))
            if found.group(1) not in keys:
                line = text.count("\n", 0, found.start()) + 1
                problems.append(f"{path.relative_to(root)}:{line}: '{found.group(1)}' is not in locales/en.json; add it there, or mend the name")

    for key in keys:
        if not SHAPE.fullmatch(key):
            problems.append(f"locales/en.json: '{key}' is not of the shape screen.control.purpose")
        if key not in used and key not in NOT_SPELLED_OUT:
            problems.append(f"locales/en.json: nothing in kiosk/ uses '{key}'; take it out of every locale")
    for key in sorted(NOT_SPELLED_OUT):
        if key not in keys or key in used:
            problems.append(f"{pathlib.Path(__file__).name}: '{key}' need not be in NOT_SPELLED_OUT; take it out")
    finish(problems, len(keys))


main()
