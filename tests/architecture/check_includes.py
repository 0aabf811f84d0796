# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of kiosk/ includes only folders above it in kiosk/README.md, and a
library that the table gives to a folder appears in that folder alone.

usage: check_includes.py SOURCE_DIR BINARY_DIR"""
import pathlib
import re
import sys

from source_files import cpp_files, finish

# How the table's names look in an #include. A name of the table that is not
# here fails the check, so that a new library cannot slip past it.
HEADERS = {
    "toml++": r"toml\+\+/",
    "spdlog": r"spdlog/",
    "ICU": r"unicode/\w+\.h$",
    "SQLite": r"sqlite3(ext)?\.h$",
    "stemmer": r"libstemmer\.h$|libstemmer/",
    "HarfBuzz": r"hb(-\w+)?\.h$|harfbuzz/",
    "FreeType": r"ft2build\.h$|freetype/|FT_\w+_H$",
    "eSpeak NG": r"espeak(-ng)?/|speak_lib\.h$",
    "libsodium": r"sodium(/|\.h$)",
    "libzip": r"zip\.h$|zipconf\.h$",
    "Expat": r"expat(_\w+)?\.h$",
    "libxlsxwriter": r"xlsxwriter(\.h$|/)",
    "GLPK": r"glpk\.h$",
    "liblouis": r"(liblouis/)?liblouis\.h$",
    "libxkbcommon": r"xkbcommon/",
    "libpinyin": r"pinyin\.h$|libpinyin",
    "imgui": r"(imgui/)?imgui\w*\.h$",
    "libqrencode": r"qrencode\.h$",
    "cairo": r"(cairo/)?cairo\S*\.h$",
    "CUPS": r"cups/",
    "SDL2": r"(SDL2/)?SDL\w*\.h$",
    "BrlAPI": r"brlapi\w*\.h$",
    "FFmpeg": r"lib(av|sw)\w+/",
    "libcurl": r"curl/",
    "libpq": r"(postgresql/)?libpq(-fe\.h|/)",
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*(?:"([^"]+)"|<([^>]+)>|(\w+))', re.M)
ROW = re.compile(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|", re.M)


def read_table(text):
    """Folders in order, and for each library (folder, files allowed at most or None)."""
    order, owners, problems = [], {}, []
    for row in ROW.finditer(text):
        folder = row.group(1)
        order.append(folder)
        for cell in filter(None, (part.strip() for part in row.group(2).split(","))):
            name, _, limit = cell.partition(" (")
            where = re.match(r"in `([\w/]+)/`\)", limit)
            if name not in HEADERS:
                problems.append(f"kiosk/README.md: '{name}' is given to {folder}/, but check_includes.py does not know its headers: add it to HEADERS")
            owners[name] = (f"{folder}/{where.group(1)}" if where else folder, 1 if limit == "one file)" else None)
    return order, owners, problems


def main():
    root = pathlib.Path(sys.argv[1])
    table = root / "kiosk/README.md"
    order, owners, problems = read_table(table.read_text(encoding="utf-8"))
    if len(order) < 2:
        problems.append("kiosk/README.md: no table of folders was found in it")
    users = {name: set() for name in owners}
    checked = 0
    for path in cpp_files(root, "kiosk"):
        checked += 1
        inside = path.relative_to(root / "kiosk")
        folder = inside.parts[0]
        if len(inside.parts) < 2 or folder not in order:
            problems.append(f"kiosk/{inside}: '{folder}' is not in the table of kiosk/README.md")
            continue
        text = path.read_text(encoding="utf-8")
        for found in INCLUDE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            header = found.group(1) or found.group(2) or found.group(3)
            here = f"kiosk/{inside}:{line}"
            if header.startswith("kiosk/"):
                used = header.split("/")[1]
                if used not in order:
                    problems.append(f"{here}: includes {header}, but '{used}' is not in the table of kiosk/README.md")
                elif order.index(used) > order.index(folder):
                    problems.append(f"{here}: {folder}/ includes {header}, but {used}/ stands below it in the table")
            elif found.group(1) and not any(re.match(pattern, header) for pattern in HEADERS.values()):
                problems.append(f'{here}: includes "{header}"; a header of ours is included as "kiosk/<folder>/<file>"')
            for name, (owner, _) in owners.items():
                if name in HEADERS and re.match(HEADERS[name], header):
                    users[name].add(inside)
                    if not str(inside).startswith(owner + "/"):
                        problems.append(f"{here}: includes {header}, but {name} belongs in {owner}/ alone")
    for name, (owner, most) in owners.items():
        if most is not None and len(users[name]) > most:
            files = ", ".join(sorted(str(file) for file in users[name]))
            problems.append(f"kiosk/{owner}/: {name} is included by {len(users[name])} files ({files}), and may be by one")
    finish(problems, checked)


main()
