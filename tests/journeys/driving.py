# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk as a test sees it: commands in, what is seen, known and said out."""
import array
import io
import json
import os
import shutil
import subprocess
import tempfile
import unittest
import wave
from collections import namedtuple

Built = namedtuple("Built", "kiosk pack store source")
built = None  # set by journeys.py

THURSDAY = "2026-11-12T10:42"
SAMPLES_A_SECOND = 22050
BAR = ["bar.language", "bar.read_aloud", "bar.text_size", "bar.contrast", "bar.access", "bar.start_again", "bar.hide"]

# Whoever runs the tests may have settings of their own; the program gets none of them.
PLAIN = {name: value for name, value in os.environ.items()
         if not name.startswith(("SDL_", "ESPEAK", "XDG_", "LC_", "LANG")) and name not in ("DISPLAY", "WAYLAND_DISPLAY")}


class Tree(dict):
    """What `tree` wrote."""

    def ids(self):
        return [node["id"] for node in self["nodes"]]

    def node(self, name):
        found = [node for node in self["nodes"] if node["id"] == name]
        assert len(found) == 1, f"{len(found)} nodes are called {name} on {self['screen']}: {self.ids()}"
        return found[0]

    def all_of(self, role):
        return [node for node in self["nodes"] if node["role"] == role]

    def cards(self):
        return [node["id"] for node in self.all_of("card")]

    def lines(self):
        return [line for node in self["nodes"] for line in node["lines"]]

    def words(self):
        return "\n".join(node["label"] for node in self["nodes"])

    def middle(self, name):
        x, y, width, height = self.node(name)["bounds_px"]
        return f"{x + width // 2} {y + height // 2}"


class Sound:
    """What `audio` wrote."""

    def __init__(self, data):
        with wave.open(io.BytesIO(data)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLES_A_SECOND)
            self.samples = array.array("h", file.readframes(file.getnframes()))

    def __len__(self):
        return len(self.samples)

    def loudest(self, first=0, last=None):
        return max((abs(sample) for sample in self.samples[first:last]), default=0)


class Kiosk:
    """One run of `leeds-kiosk --drive -`, a command and its answer at a time."""

    def __init__(self, folder, *options, now=THURSDAY, store=None, state=None, environment=None):
        self.folder = folder
        self.greeted = 0  # clauses of the hello
        self._files = 0
        self._errors = tempfile.TemporaryFile()
        command = [built.kiosk, "--store", store or built.store, "--state", state or os.path.join(folder, "state"), *options, "--drive", "-"]
        if now:
            command += ["--now", now]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, cwd=folder,
                                        env={**PLAIN, **(environment or {})})

    def answer(self, line):
        try:
            self.process.stdin.write(line.encode() if isinstance(line, str) else line)
            self.process.stdin.write(b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        reply = self.process.stdout.readline()
        assert reply, f"no answer to {line!r}; standard error: {self.close()[1]}"
        return json.loads(reply)

    def to_its_page(self, line):
        """The settings stand on several pages: turns to the one that a command means, as somebody who looks for it does."""
        command, _, name = line.partition(" ") if isinstance(line, str) else ("", "", "")
        if command not in ("tap", "activate", "hold") or not name.startswith("access."):
            return
        for button in ("access.next_page",) * 8:
            tree = self.tree()
            if tree["screen"] != "access" or name.split()[0] in tree.ids() or not any(node["id"] == button and node["enabled"] for node in tree["nodes"]):
                return
            self.answer(f"activate {button}")

    def __call__(self, *lines):
        for line in lines:
            self.to_its_page(line)
            answer = self.answer(line)
            assert answer["ok"] is True, f"{line!r}: {answer}"
        return answer

    def refuses(self, line):
        answer = self.answer(line)
        assert answer["ok"] is False and answer["error"].strip(), f"{line!r}: {answer}"
        return answer["error"]

    def bytes_of(self, what, ending):
        self._files += 1
        path = os.path.join(self.folder, f"{what}-{self._files}.{ending}")
        self(f"{what} {path}")
        with open(path, "rb") as file:
            data = file.read()
        os.unlink(path)
        return data

    def tree(self):
        return Tree(json.loads(self.bytes_of("tree", "json")))

    def state(self):
        return json.loads(self.bytes_of("state", "json"))

    def speech(self):
        return json.loads(self.bytes_of("speech", "json"))[self.greeted:]

    def said(self, since=0):
        return [clause["text"] for clause in self.speech()[since:]]

    def sound(self):
        return Sound(self.bytes_of("audio", "wav"))

    def picture(self):
        return self.bytes_of("screenshot", "png")

    def screen(self):
        return self.tree()["screen"]

    def close(self):
        """The exit status and standard error."""
        if self.process.stdout.closed:
            return self.ended
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdout.read()
        self.process.stdout.close()
        status = self.process.wait(timeout=60)
        self._errors.seek(0)
        self.ended = status, self._errors.read().decode(errors="replace")
        self._errors.close()
        return self.ended


class Journey(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="journey.")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self._open = []
        self.addCleanup(lambda: [kiosk.process.kill() or kiosk.close() for kiosk in self._open if kiosk.process.poll() is None])

    def kiosk(self, *options, **settings):
        kiosk = Kiosk(self.folder, *options, **settings)
        self._open.append(kiosk)
        return kiosk

    def english(self, *options, **settings):
        """A visit on the home screen, in English."""
        kiosk = self.kiosk("--lang", "en", *options, **settings)
        kiosk("tap attract.begin")
        self.hush(kiosk)
        return kiosk

    def hush(self, kiosk):
        """Looks at another page and comes back, which ends the first touch's hello before any of it sounds; leaves it out of `speech`."""
        kiosk("tap bar.access", "tap top.back")
        kiosk.greeted = len(kiosk.speech())

    def ends_well(self, kiosk):
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)

    def run_program(self, *arguments, commands=b"", environment=None, program=None):
        """A run to its end: status, standard output, standard error."""
        done = subprocess.run([program or built.kiosk, *arguments], input=commands, capture_output=True, cwd=self.folder,
                              env={**PLAIN, **(environment or {})}, timeout=60)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def copy_of_store(self):
        copy = os.path.join(self.folder, "store")
        shutil.copytree(built.store, copy, symlinks=True)
        return copy

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, words):
        with open(self.path(name), "wb") as file:
            file.write(words.encode() if isinstance(words, str) else words)
        return self.path(name)

    def files(self, *names):
        """What every file in a folder holds, by path."""
        found = {}
        for folder, _, inside in os.walk(self.path(*names)):
            for name in inside:
                with open(os.path.join(folder, name), "rb") as file:
                    found[os.path.join(folder, name)] = file.read()
        return found
