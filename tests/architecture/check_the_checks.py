# SPDX-License-Identifier: GPL-3.0-or-later
"""Every check beside this one passes a good tree and fails on each kind of bad
one, saying why. A check that nothing here makes fail is itself a failure.

usage: check_the_checks.py SOURCE_DIR BINARY_DIR"""
import pathlib
import subprocess
import sys
import tempfile

from source_files import finish

HERE = pathlib.Path(__file__).resolve().parent
SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
TABLE = """| folder | what | only here |
|---|---|---|
| `base/` | low | toml++ |
| `unicode/` | | ICU |
| `speech/` | | eSpeak NG (one file) |
| `ui/` | high | imgui (in `paint/`) |
"""
GOOD = {
    "kiosk/README.md": TABLE,
    "kiosk/base/a.hpp": SPDX + "#include <string>\n// throw is only a word here\n",
    "kiosk/base/a.cpp": SPDX + '#include "kiosk/base/a.hpp"\n#include <toml++/toml.h>\nconst char* s = "throw";\n',
    "kiosk/unicode/u.cpp": SPDX + '#include "kiosk/base/a.hpp"\n#include <unicode/ubidi.h>\n',
    "kiosk/speech/s.cpp": SPDX + "#include <espeak-ng/speak_lib.h>\n",
    "kiosk/ui/paint/p.cpp": SPDX + '#include <imgui.h>\n#include "kiosk/speech/s.hpp"\n',
    "kiosk/ui/m.hpp": SPDX + '// "not.a.key"_msg\nconst auto m = f("http://x", "home.text.a"_msg);\n',
    "locales/en.json": '{"messages": {"home.text.a": "x"}}',
    "tests/run": "#!/bin/bash\n# SPDX-License-Identifier: GPL-3.0-or-later\nrm -rf /tmp/x; ls ../work/x build/home/x\n",
}

# check, files that make the tree bad, what the check must say
BAD_TREES = [
    ("includes", {"kiosk/base/b.cpp": SPDX + '#include "kiosk/ui/paint/p.hpp"\n'}, "kiosk/base/b.cpp:2: base/ includes kiosk/ui/paint/p.hpp"),
    ("includes", {"kiosk/base/b.hpp": SPDX + "#  include <kiosk/unicode/u.hpp>\n"}, "unicode/ stands below it"),
    ("includes", {"kiosk/base/b.cpp": SPDX + '#include "a.hpp"\n'}, 'includes "a.hpp"'),
    ("includes", {"kiosk/base/b.cpp": SPDX + '#include "../ui/p.hpp"\n'}, 'includes "../ui/p.hpp"'),
    ("includes", {"kiosk/ui/b.cpp": SPDX + "#include <unicode/uloc.h>\n"}, "ICU belongs in unicode/ alone"),
    ("includes", {"kiosk/ui/layout/b.cpp": SPDX + '#include "imgui.h"\n'}, "imgui belongs in ui/paint/ alone"),
    ("includes", {"kiosk/speech/t.cpp": SPDX + "#include <espeak-ng/espeak_ng.h>\n"}, "included by 2 files"),
    ("includes", {"kiosk/extra/b.cpp": SPDX}, "'extra' is not in the table"),
    ("includes", {"kiosk/base/b.cpp": SPDX + '#include "kiosk/extra/b.hpp"\n'}, "'extra' is not in the table"),
    ("includes", {"kiosk/README.md": TABLE.replace("ICU", "ICV")}, "does not know its headers"),
    ("includes", {"kiosk/README.md": "no table"}, "no table of folders"),
    ("sources", {"kiosk/base/b.cpp": "int b;\n"}, "kiosk/base/b.cpp:1: the licence line is missing"),
    ("sources", {"tests/tool": "#!/usr/bin/python3\nprint()\n"}, "tests/tool:1: the licence line is missing"),
    ("sources", {"kiosk/CMakeLists.txt": "project(x)\n"}, "kiosk/CMakeLists.txt:1: the licence line is missing"),
    ("sources", {"docs.md": "see /home/ann/notes\n"}, "docs.md:1: '/home/a' is a path of one machine"),
    ("sources", {"docs.md": "a\n<<<<<<< HEAD\n"}, "docs.md:2"),
    ("sources", {"kiosk/base/b.cpp": SPDX + "// TO" + "DO\n"}, "a note of work not done"),
    ("sources", {"kiosk/base/b.cpp": SPDX + '/* x\n*/ const char* s = R"(a\nb)"; void f() { throw 1; }\n'}, "kiosk/base/b.cpp:4: throws"),
    ("sources", {"content/a.csv": b"\xff\xfe\n"}, "content/a.csv: this is not UTF-8 text"),
    ("message_keys", {"kiosk/ui/n.cpp": SPDX + 'auto n = "home.text.b"_msg;\n'}, "kiosk/ui/n.cpp:2: 'home.text.b' is not in locales/en.json"),
    ("message_keys", {"locales/en.json": '{"messages": {"home.text.a": "x", "home.text.b": "y"}}'}, "nothing in kiosk/ uses 'home.text.b'"),
    ("message_keys", {"locales/en.json": '{"messages": {"Home": "x", "home.text.a": "x"}}'}, "'Home' is not of the shape"),
    ("message_keys", {"locales/en.json": "{"}, "locales/en.json: cannot be read"),
]

HARD = ["-O2", "-fPIE", "-pie", "-fstack-protector-strong", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-Wl,-z,relro,-z,now,-z,noexecstack"]
BAD_PROGRAMS = [  # flags after the good ones, what the check must say
    (["-no-pie", "-fno-pie"], "is not position independent"),
    (["-Wl,-z,norelro"], "has no read-only relocations"),
    (["-Wl,-z,lazy"], "binds late"),
    (["-Wl,-z,execstack"], "has an executable stack"),
    (["-Wl,-rpath,/opt/x"], "looks for libraries in a folder of its own"),
    (["-fno-stack-protector"], "has no stack protector"),
    (["-U_FORTIFY_SOURCE"], "has no checked library calls"),
]


def write(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def run_check(name, source_dir, binary_dir="unused", env=None):
    done = subprocess.run([sys.executable, "-B", HERE / f"check_{name}.py", source_dir, binary_dir], capture_output=True, text=True, check=False, env=env)
    return done.returncode, done.stdout + done.stderr


def main():
    problems, checked, tried = [], 0, {"the_checks"}

    def expect(what, got, status, words):
        nonlocal checked
        checked += 1
        if got[0] != status or words not in got[1] or "Traceback" in got[1]:
            problems.append(f"{what}: expected status {status} and '{words}', got {got[0]}:\n{got[1]}")

    for name, files, words in BAD_TREES:
        tried.add(name)
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            write(root, GOOD)
            expect(f"check_{name} on a good tree", run_check(name, root), 0, " 0 ")
            write(root, files)
            expect(f"check_{name} on {sorted(files)}", run_check(name, root), 1, words)
    for name in ("includes", "sources"):
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder), {"kiosk/README.md": TABLE} if name == "includes" else {})
            expect(f"check_{name} on an empty tree", run_check(name, folder), 1, "nothing was checked")

    tried.add("programs")
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        write(root, {"CMakeCache.txt": "CMAKE_BUILD_TYPE:STRING=Release\nKIOSK_SANITIZE:STRING=\n", "bin/.keep": "",
                     "curl.c": "int curl(void) { return 1; }\n",
                     "main.c": "#include <stdio.h>\n#include <string.h>\nint main(int n, char** v) { char b[64]; strcpy(b, v[n - 1]); return puts(b); }\n",
                     "net.c": "int curl(void);\n#include <string.h>\n#include <stdio.h>\nint main(int n, char** v) { char b[64]; strcpy(b, v[n - 1]); return curl() + puts(b); }\n"})
        program = root / "bin/leeds-kiosk"

        def compile_to(target, *arguments):
            subprocess.run(["cc", "-w", *HARD, *arguments, "-o", target], check=True)

        expect("check_programs with none built", run_check("programs", root, root), 77, "no program")
        compile_to(program, root / "main.c")
        expect("check_programs on a good program", run_check("programs", root, root), 0, " 0 wrong")
        compile_to(program, root / "main.c", "-Wl,--defsym=InspectorWindow=main")
        expect("check_programs on a terminal with the inspector", run_check("programs", root, root), 1, "leeds-kiosk has the inspector in it")
        for flags, words in BAD_PROGRAMS:
            compile_to(program, root / "main.c", *flags)
            expect(f"check_programs with {flags}", run_check("programs", root, root), 1, words)
        library = root / "libcurl.so.4"
        compile_to(library, root / "curl.c", "-fPIC", "-no-pie", "-shared", "-Wl,-soname,libcurl.so.4")
        compile_to(program, root / "net.c", library)
        expect("check_programs on a terminal with libcurl", run_check("programs", root, root, {"LD_LIBRARY_PATH": folder, "PATH": "/usr/bin:/bin"}), 1,
               "leeds-kiosk loads libcurl.so.4")

    for path in sorted(HERE.glob("check_*.py")):
        if path.stem.removeprefix("check_") not in tried:
            problems.append(f"{path.name}: nothing here shows that it can fail; add a bad example")
    finish(problems, checked)


main()
