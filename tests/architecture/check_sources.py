# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file names its licence; none holds a path of somebody's
machine or a leftover of a merge; the program throws nothing (decision 0001).

usage: check_sources.py SOURCE_DIR BINARY_DIR"""
import pathlib
import re
import sys

from source_files import CODE, all_files, finish, without_comments

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
# Pictures, fonts and packs are data; generated corpora may hold anything.
TEXT = CODE | {".md", ".txt", ".toml", ".json", ".csv", ".drive", ".yml", ".yaml", ".in", ".service", ""}
FORBIDDEN = [
    (re.compile(r"(?<![\w.>/])/(?:work|home|root|Users)/[\w.]"), "a path of one machine; make it relative, or a path every kiosk has"),
    (re.compile(r"^(?:<{7} |={7}$|>{7} )", re.M), "a leftover of a merge; settle it"),
    (re.compile(r"\b(?:TODO|FIXME)\b"), "a note of work not done; do it or write an issue"),
]
THROW = re.compile(r"\bthrow\b")


def is_code(path, text):
    return path.suffix in CODE or path.name == "CMakeLists.txt" or text.startswith("#!")


def main():
    root = pathlib.Path(sys.argv[1])
    this_file = pathlib.Path(__file__).resolve()
    problems, checked = [], 0
    for path in all_files(root):
        if path.suffix not in TEXT:
            continue
        inside = path.relative_to(root)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(f"{inside}: this is not UTF-8 text")
            continue
        checked += 1
        if is_code(path, text) and SPDX not in "\n".join(text.split("\n", 3)[:3]):
            problems.append(f"{inside}:1: the licence line is missing; add '{SPDX}' as a comment")
        for pattern, what in FORBIDDEN:
            for found in pattern.finditer(text):
                if path.resolve().parent != this_file.parent:  # the rules and their bad examples
                    problems.append(f"{inside}:{text.count(chr(10), 0, found.start()) + 1}: '{found.group(0)}' is {what}")
        if inside.parts[0] == "kiosk" and path.suffix in {".cpp", ".hpp"}:
            bare = without_comments(text)
            for found in THROW.finditer(bare):
                problems.append(f"{inside}:{bare.count(chr(10), 0, found.start()) + 1}: throws; return an Error instead (kiosk/decisions/0001)")
    finish(problems, checked)


main()
