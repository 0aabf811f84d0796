# SPDX-License-Identifier: GPL-3.0-or-later
"""The files people wrote, for the checks beside this one."""
import os
import pathlib
import sys

NOT_OURS = {".git", "build", ".cache", "__pycache__", "corpus"}
CODE = {".cpp", ".hpp", ".py", ".cmake"}


def all_files(root):
    """Every file of the tree outside build folders, in order."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        for name in sorted(files):
            yield pathlib.Path(folder) / name


def cpp_files(root, *tops):
    for top in tops:
        for path in all_files(root / top):
            if path.suffix in {".cpp", ".hpp"}:
                yield path


def without_comments(text):
    """C++ with comments and the insides of string literals blanked; lines stay lines."""
    out, i, size = [], 0, len(text)
    while i < size:
        if text.startswith("//", i):
            end = text.find("\n", i)
            i = size if end < 0 else end
        elif text.startswith("/*", i):
            end = text.find("*/", i + 2)
            end = size if end < 0 else end + 2
            out.append("\n" * text.count("\n", i, end))
            i = end
        elif text.startswith('R"', i):
            tag = text[i + 2:text.index("(", i)]
            end = text.find(")" + tag + '"', i)
            end = size if end < 0 else end + len(tag) + 2
            out.append('""' + "\n" * text.count("\n", i, end))
            i = end
        elif text[i] == '"' or (text[i] == "'" and not (i and text[i - 1].isalnum())):
            quote, j = text[i], i + 1
            while j < size and text[j] != quote and text[j] != "\n":
                j += 2 if text[j] == "\\" else 1
            out.append(quote + quote)
            i = j + 1
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def finish(problems, checked):
    """Says what is wrong, one line each, and ends with the status CTest reads."""
    for problem in problems:
        print(problem)
    if not checked:
        problems.append("nothing was checked")
        print("nothing was checked: is this the root of the source tree?")
    print(f"{checked} checked, {len(problems)} wrong")
    sys.exit(1 if problems else 0)
