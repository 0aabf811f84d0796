# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs as built: the terminal has no network library in it (it works
with no network at all) and, unless it was built for engineers, no inspector (a
resident with a keyboard must never open it), and every program carries the hardening that
CMakeLists.txt asks for.

usage: check_programs.py SOURCE_DIR BINARY_DIR (status 77: nothing is built yet)"""
import pathlib
import re
import subprocess
import sys

from source_files import finish

TERMINAL = "leeds-kiosk"
NEVER_IN_THE_TERMINAL = re.compile(r"\blib(?:curl|pq|ssl|nghttp2)[\w.-]*\.so[\d.]*")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


# Debian's libavformat brings network libraries of its own. We open no protocol in it: it reads memory,
# with a protocol whitelist of "none" (kiosk/platform/media.cpp, decision 0016).
NOT_FOLLOWED = "libavformat.so"


def loaded(program):
    """The names of all libraries that come with a program, but for what only NOT_FOLLOWED brings."""
    places = dict(re.findall(r"^\s*(\S+) => (/\S+)", run("ldd", program), re.M))
    names, waiting = set(), [program]
    while waiting:
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-dW", waiting.pop())):
            if name not in names:
                names.add(name)
                if name in places and not name.startswith(NOT_FOLLOWED):
                    waiting.append(places[name])
    return names


def hardening(program, optimised):
    header, segments, dynamic = run("readelf", "-hW", program), run("readelf", "-lW", program), run("readelf", "-dW", program)
    symbols = run("readelf", "--dyn-syms", "-W", program)
    stack = re.search(r"GNU_STACK\s.*\s(R?W?E?)\s+0x", segments)
    if not re.search(r"Type:\s+DYN", header) or "PIE" not in dynamic:
        yield "is not position independent (-pie)"
    if "GNU_RELRO" not in segments:
        yield "has no read-only relocations (-z relro)"
    if not re.search(r"BIND_NOW|FLAGS_1.*\bNOW\b", dynamic):
        yield "binds late (-z now)"
    if not stack or "E" in stack.group(1):
        yield "has an executable stack (-z noexecstack)"
    if "RUNPATH" in dynamic or "RPATH" in dynamic:
        yield "looks for libraries in a folder of its own (RPATH)"
    if "__stack_chk_fail" not in symbols:
        yield "has no stack protector (-fstack-protector-strong)"
    if optimised and not re.search(r"\b__(?!stack)\w+_chk\b", symbols):
        yield "has no checked library calls (-D_FORTIFY_SOURCE=2)"


def main():
    binary_dir = pathlib.Path(sys.argv[2])
    programs = sorted(path for path in (binary_dir / "bin").glob("*") if path.read_bytes()[:4] == b"\x7fELF")
    if not programs:
        print("no program has been built yet")
        sys.exit(77)
    cache = (binary_dir / "CMakeCache.txt").read_text(encoding="utf-8")
    inspector = re.search(r"^KIOSK_INSPECTOR:BOOL=(ON|1|TRUE|YES)$", cache, re.M) is not None
    optimised = "CMAKE_BUILD_TYPE:STRING=Debug" not in cache and not re.search(r"^KIOSK_SANITIZE:STRING=.", cache, re.M)
    problems = []
    for program in programs:
        for problem in hardening(str(program), optimised):
            problems.append(f"{program.name} {problem}")
        if program.name == TERMINAL:
            # Names of symbols and words on its window alike.
            if (b"nspector" in program.read_bytes()) != inspector:
                problems.append(f"{program.name} has {'no' if inspector else 'the'} inspector in it, and KIOSK_INSPECTOR is {'ON' if inspector else 'OFF'}")
            for library in sorted(set(NEVER_IN_THE_TERMINAL.findall("\n".join(loaded(str(program)))))):
                problems.append(f"{program.name} loads {library}: the terminal has no network library; that work belongs in kiosk/fleet/")
    finish(problems, len(programs))


main()
