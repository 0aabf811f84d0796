#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A braille display worked with the kiosk proper: `leeds-kiosk` in a window of
Xvfb's, BRLTTY with its Virtual driver, and this test as the display, which
BRLTTY tells its cells and which presses the keys. Nothing is simulated but the
device itself.

Usage: braille_tests.py KIOSK STORE [unittest's options]"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PATIENCE = 60  # seconds; a machine may be slow
# Whoever runs the tests may have settings of their own; the programs get none of them.
PLAIN = {name: value for name, value in os.environ.items()
         if not name.startswith(("SDL_", "XDG_", "LC_", "LANG", "BRLAPI", "BRLTTY", "LOUIS")) and name not in ("DISPLAY", "WAYLAND_DISPLAY", "WINDOWPATH")}
BRLTTY = shutil.which("brltty", path=PLAIN.get("PATH", "") + ":/sbin:/usr/sbin")

# Uncontracted English, of the letters that the tests look for.
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "1 12 14 145 15 124 1245 125 24 245 13 123 134 1345 135 1234 12345 1235 234 2345 136 1236 2456 1346 13456 1356".split()))
SIGNS = {" ": "", ",": "2", ".": "256", "?": "236", "'": "3", "-": "36", ":": "25"}


def in_braille(words):
    """Words in small letters, with a capital sign before a capital letter, as the dots of each cell."""
    cells = []
    for letter in words:
        if letter.isupper():
            cells.append("6")
        cells.append(LETTERS.get(letter.lower(), SIGNS.get(letter)))
    return cells


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Display:
    """The far end of BRLTTY's Virtual driver."""

    def __init__(self, port, width):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
                break
            except OSError:
                assert time.monotonic() < end, "BRLTTY does not listen for its display"
                time.sleep(0.1)
        self.rest = b""
        self.cells = []
        self.key(f"cells {width}")

    def key(self, command):
        self.socket.sendall(command.encode() + b"\n")

    def listen(self, seconds):
        """Takes in what comes within that time; True if the cells were told."""
        self.socket.settimeout(seconds)
        try:
            more = self.socket.recv(65536)
        except (socket.timeout, ConnectionResetError):
            return False
        self.rest += more
        told = False
        while b"\n" in self.rest:
            line, self.rest = self.rest.split(b"\n", 1)
            words = line.decode(errors="replace").strip()
            if words.startswith('Braille "'):
                # Dots in any order; the cursor is dots 7 and 8.
                self.cells = ["".join(sorted(cell.replace("7", "").replace("8", "").strip())) for cell in words[9:-1].split("|")]
                told = True
        return told

    def wait_for(self, cells, what):
        end = time.monotonic() + PATIENCE
        while self.cells[:len(cells)] != cells:
            assert time.monotonic() < end, f"the display does not begin with {what} {cells}; it shows {self.cells}"
            self.listen(0.2)

    def wait_for_other_than(self, cells):
        end = time.monotonic() + PATIENCE
        while self.cells == cells:
            assert time.monotonic() < end, f"the display still shows {cells}"
            self.listen(0.2)
        return self.cells

    def close(self):
        self.socket.close()


class BrailleTest(unittest.TestCase):
    WIDTH = 40

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="braille.")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.driver_port = free_port()
        # BrlAPI's ports are 4101 and up, written as their distance from there.
        self.api = next(n for n in range(100 + os.getpid() % 400, 60000) if self.is_free(4101 + n))
        self.display_name = self.xvfb()
        self.display = None

    def is_free(self, port):
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", port)) != 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def xvfb(self):
        reading, writing = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp", "-noreset"],
                                  pass_fds=[writing], stderr=subprocess.DEVNULL, env=PLAIN)
        os.close(writing)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        number = b""
        while not number.endswith(b"\n"):
            more = os.read(reading, 16)
            number += more
            self.assertTrue(more, "Xvfb did not start")
        os.close(reading)
        return ":" + number.decode().strip()

    def end(self, process):
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def brltty(self):
        """BRLTTY and a display on it."""
        os.makedirs(self.path("brltty"), exist_ok=True)
        log = open(self.path("brltty.log"), "ab")
        process = subprocess.Popen(
            [BRLTTY, "-n", "-q", "-b", "vr", "-d", f"server:127.0.0.1:{self.driver_port}", "-x", "no", "-s", "no",
             "-A", f"auth=none,host=127.0.0.1:{self.api}", "-f", "/dev/null", "-P", self.path("brltty.pid"), "-U", self.path("brltty"),
             "-W", self.path("brltty")], stdout=log, stderr=log, env=PLAIN, cwd=self.folder)
        log.close()
        self.addCleanup(self.end, process)
        self.display = Display(self.driver_port, self.WIDTH)
        self.addCleanup(self.display.close)
        return process

    def kiosk(self, language="en"):
        with open(self.path("kiosk.toml"), "w") as file:
            file.write(f'[braille]\nhost = "127.0.0.1:{self.api}"\n')
        self.errors = open(self.path("kiosk.log"), "w+b")
        self.addCleanup(self.errors.close)
        process = subprocess.Popen([built_kiosk, "--store", store, "--state", self.path("state"), "--config", self.path("kiosk.toml"), "--lang", language,
                                    "--window", "1280x720"], stdout=self.errors, stderr=self.errors, cwd=self.folder,
                                   env={**PLAIN, "DISPLAY": self.display_name, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"})
        self.addCleanup(self.end, process)
        return process

    def log(self):
        with open(self.path("kiosk.log"), errors="replace") as file:
            return [line for line in file if "braille" in line]

    def begin(self):
        """From attract to the home page."""
        self.display.wait_for(in_braille("Start"), "Start")
        self.display.key("route 1")
        self.display.wait_for(in_braille("What matters to you today?"), "the heading of home")


class En301549_5_1_2_2_EverythingIsReadAndWorkedFromABrailleDisplay(BrailleTest):
    def test_keys_move_and_a_routing_key_acts(self):
        self.brltty()
        kiosk = self.kiosk()
        self.begin()
        heading = self.display.cells
        self.display.key("lndn")
        self.display.wait_for(in_braille("Try "), "the search field")
        self.display.key("lnup")
        self.display.wait_for(heading, "the heading again")
        for words in ("Try ", "Search btn", "Get help now"):
            self.display.key("lndn")
            self.display.wait_for(in_braille(words), words)
        self.display.key("route 3")
        self.display.wait_for(in_braille("Get help now hdg"), "the page behind the button")
        self.display.key("home")
        self.display.wait_for(in_braille("What matters to you today?"), "home")
        self.assertIsNone(kiosk.poll())

    def test_panning_reads_the_rest_of_a_line_and_then_the_next(self):
        self.brltty()
        self.kiosk()
        self.display.wait_for(in_braille("Start"), "Start")
        first = self.display.cells
        self.display.key("fwinrt")
        second = self.display.wait_for_other_than(first)
        self.assertNotEqual(second[0], "", "a window begins with a word")
        self.display.key("fwinlt")
        self.display.wait_for(first, "the first window again")

    def test_arabic_is_in_arabic_braille(self):
        self.brltty()
        self.kiosk("ar")
        self.display.wait_for(in_braille("Start"), "attract, which is in English first")
        self.display.key("route 1")
        # As `lou_translate unicode.dis,ar-ar-g1.utb` has it.
        self.display.wait_for(["134", "1", "", "1", "123", "2346", "24", "", "24", "125"], "ما الذي يه")


class ADisplayMayComeAndGo(BrailleTest):
    def test_brltty_killed_in_the_middle_of_a_line_and_started_again(self):
        first = self.brltty()
        kiosk = self.kiosk()
        self.begin()
        here = self.display.cells
        first.kill()
        first.wait()
        self.display.close()
        end = time.monotonic() + PATIENCE
        while not any("went away" in line for line in self.log()):
            self.assertLess(time.monotonic(), end, self.log())
            time.sleep(0.1)
        self.assertIsNone(kiosk.poll(), "the kiosk goes on")
        self.driver_port = free_port()
        self.brltty()
        self.display.wait_for(here, "the same line on the display that came back")
        self.display.key("lndn")
        self.display.wait_for_other_than(here)
        self.assertEqual(sum("went away" in line for line in self.log()), 1, self.log())

    def test_the_kiosk_started_before_brltty(self):
        kiosk = self.kiosk()
        end = time.monotonic() + PATIENCE
        while not self.log():
            self.assertLess(time.monotonic(), end)
            self.assertIsNone(kiosk.poll())
            time.sleep(0.1)
        self.assertIn("does not answer", self.log()[0])
        self.brltty()
        self.display.wait_for(in_braille("Start"), "Start")

    def test_keys_that_mean_nothing_here(self):
        self.brltty()
        kiosk = self.kiosk()
        self.begin()
        here = self.display.cells
        for key in ("learn", "prefmenu", "route 40", "top", "csrvis", "switchvt 3", "nothing at all", "function 12", "freeze", "route 999"):
            self.display.key(key)
            self.display.listen(0.2)  # the driver takes what follows a toggling command at once for its operand
        self.assertEqual(self.display.cells, here)
        self.display.key("lndn")
        self.display.wait_for_other_than(here)
        self.assertIsNone(kiosk.poll())
        kiosk.terminate()
        self.assertEqual(kiosk.wait(timeout=PATIENCE), 0)


if __name__ == "__main__":
    built_kiosk, store = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
