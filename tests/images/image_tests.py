# SPDX-License-Identifier: GPL-3.0-or-later
"""A few whole pictures, byte for byte.

They are compared with references/NAME.png as soon as that folder exists. A
picture that differs, or has no reference, is left in build/.../images.
"""
import os
import signal
import struct
import subprocess
import time
import zlib

import driving
from driving import Journey, PLAIN

REFERENCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "references")
RENEW = ("If the look was changed on purpose, write the references anew and look at each one: "
         "KIOSK_UPDATE_GOLDENS=1 ctest --test-dir build/release -R '^images$'")
LARGEST = 150_000  # bytes: they are in git for ever
# The panels of a library with fewer pixels, so that a picture is small.
LANDSCAPE, PORTRAIT = ("--window", "960x540", "--mm-per-px", "0.496"), ("--window", "540x960", "--mm-per-px", "0.738")
BEGIN = "touch 270 270"
# name: (options of the program, commands). One for each thing that only pixels show.
PICTURES = {
    "attract": (LANDSCAPE, []),
    "home.en": (("--lang", "en") + LANDSCAPE, [BEGIN]),
    "home.en.portrait": (("--lang", "en") + PORTRAIT, [BEGIN]),
    "home.pa.biggest": (("--lang", "pa") + LANDSCAPE, [BEGIN] + ["tap bar.text_size"] * 3),
    "results.en.white_on_black": (("--lang", "en") + LANDSCAPE, [BEGIN, "tap bar.contrast", "tap bar.contrast", "tap home.topic.money"]),
    "results.zh-Hans.soft": (("--lang", "zh-Hans") + LANDSCAPE, [BEGIN, "tap bar.contrast", "tap home.topic.health"]),
    "service.ar": (("--lang", "ar") + LANDSCAPE, [BEGIN, "tap home.topic.work", "tap results.card.central-library"]),
    "results.ur": (("--lang", "ur") + LANDSCAPE, [BEGIN, "tap home.topic.health"]),
    "search.pl": (("--lang", "pl") + LANDSCAPE, [BEGIN, "tap home.search"]),
}


def pixels_of(png):
    """The rows of an 8-bit RGB picture, as bytes."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 2)
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + size]
        at += 12 + size
    data, rows, above = zlib.decompress(data), [], bytearray(width * 3)
    for y in range(height):
        start = y * (width * 3 + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + width * 3])
        for i, value in enumerate(row) if kind else ():
            left, up, corner = (row[i - 3], above[i], above[i - 3]) if i > 2 else (0, above[i], 0)
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            else:
                to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
                guess = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
            row[i] = value + guess & 255
        rows.append(bytes(row))
        above = row
    return rows


class Pictures(Journey):
    def picture(self, name):
        options, way = PICTURES[name]
        kiosk = self.kiosk(*options)
        kiosk(*way, "settle")
        picture = kiosk.picture()
        self.ends_well(kiosk)
        return picture

    def test_the_same_in_two_runs_and_as_agreed(self):
        update = os.environ.get("KIOSK_UPDATE_GOLDENS") == "1"
        self.assertFalse(update and os.environ.get("CI"), "references are written by hand, never in CI")
        if update:
            os.makedirs(REFERENCES, exist_ok=True)
        for name in PICTURES:
            with self.subTest(name):
                now = self.picture(name)
                self.assertTrue(self.picture(name) == now, "two runs differ")
                self.assertLess(len(now), LARGEST, "too large for a reference: take another page")
                if update:
                    with open(self.reference(name), "wb") as file:
                        file.write(now)
                elif os.path.isdir(REFERENCES):
                    self.compare(name, now)

    def test_every_reference_is_of_a_picture(self):
        agreed = os.listdir(REFERENCES) if os.path.isdir(REFERENCES) else []
        self.assertEqual(sorted(set(agreed) - {name + ".png" for name in PICTURES}), [], "nothing is compared with these: remove them")

    def reference(self, name):
        return os.path.join(REFERENCES, name + ".png")

    def compare(self, name, now):
        reference = self.reference(name)
        if not os.path.exists(reference):
            self.fail(f"there is no {reference}; what is drawn now: {self.leave(name, now)}. {RENEW}")
        with open(reference, "rb") as file:
            agreed = file.read()
        if agreed == now:
            return
        before, after = pixels_of(agreed), pixels_of(now)
        rows = [y for y in range(min(len(before), len(after))) if before[y] != after[y]]
        where = f"rows {rows[0]} to {rows[-1]} differ" if rows else "the sizes differ" if len(before) != len(after) else "the pixels are equal, the files are not"
        self.fail(f"not as agreed, {where}: compare {reference} with {self.leave(name, now)}. {RENEW}")

    def leave(self, name, picture):
        folder = os.environ.get("KIOSK_IMAGES_LEFT", os.getcwd())
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name + ".png")
        with open(path, "wb") as file:
            file.write(picture)
        return path


class Display(Journey):
    """The kiosk proper, on an X server: what stands on the glass is what the driver would have drawn."""

    SIZE = (640, 360)

    def x_server(self):
        reading, writing = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "%dx%dx24" % self.SIZE, "-nolisten", "tcp", "-noreset",
                                   "-fbdir", self.folder], pass_fds=[writing], stderr=subprocess.DEVNULL, env=PLAIN)
        os.close(writing)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        # Xvfb writes the number and the line's end in two writes.
        number = b""
        while not number.endswith(b"\n"):
            more = os.read(reading, 16)
            number += more
            self.assertTrue(more, "Xvfb did not start")
        os.close(reading)
        return ":" + number.decode().strip()

    def glass(self):
        """The rows of the server's frame buffer, which is an XWD file."""
        with open(self.path("Xvfb_screen0"), "rb") as file:
            data = file.read()
        header = struct.unpack(">25I", data[:100])
        start, stride = header[0] + 12 * header[19], header[12]
        rows = []
        for y in range(self.SIZE[1]):
            row = data[start + y * stride:start + y * stride + 4 * self.SIZE[0]]
            rgb = bytearray(3 * self.SIZE[0])
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(rgb))
        return rows

    def on_display(self):
        display = self.x_server()
        kiosk = subprocess.Popen([driving.built.kiosk, "--store", driving.built.store, "--state", self.path("state")], cwd=self.folder,
                                 env={**PLAIN, "DISPLAY": display}, stderr=subprocess.PIPE)
        self.addCleanup(kiosk.wait)
        self.addCleanup(kiosk.kill)
        return kiosk, display

    def comes_to_show(self, expected, kiosk, shown=True):
        """Whether the glass comes to show the picture or, with `shown` False, anything else."""
        give_up = time.monotonic() + 15
        while (self.glass() == expected) != shown:
            self.assertIsNone(kiosk.poll())
            if time.monotonic() > give_up:
                return False
            time.sleep(0.1)
        return True

    def f12(self, kiosk, expected, display):
        """The engineers' inspector where it was built in, and nothing at all in a library."""
        def xdotool(*words):
            time.sleep(0.5)  # the server gives a new window the keys in its own time
            return subprocess.run(["xdotool", *words], env={**PLAIN, "DISPLAY": display}, capture_output=True, text=True).stdout

        if os.environ.get("KIOSK_INSPECTOR", "").upper() in ("ON", "1", "TRUE", "YES"):
            before = xdotool("getwindowfocus")
            for _ in range(2):
                xdotool("key", "F12")
                self.assertTrue(self.comes_to_show(expected, kiosk, False), "F12 opened nothing")
                self.assertNotEqual(xdotool("getwindowfocus"), before, "F12 opened no window")
                xdotool("key", "F12")
                self.assertEqual(xdotool("getwindowfocus"), before, "F12 did not give the keys back to the kiosk")
            return
        xdotool("key", "F12")
        time.sleep(1)
        self.assertTrue(self.glass() == expected, "F12 changed what is on the glass")
        xdotool("key", "Return")  # or the key before went nowhere
        self.assertTrue(self.comes_to_show(expected, kiosk, False), "no key arrives")

    def test_attract_on_x11(self):
        driven = self.kiosk("--window", "%dx%d" % self.SIZE)
        expected = pixels_of(driven.picture())
        self.ends_well(driven)
        self.assertGreater(len(set(expected)), 20)
        kiosk, display = self.on_display()
        self.assertTrue(self.comes_to_show(expected, kiosk), "the glass shows another picture")
        self.f12(kiosk, expected, display)
        kiosk.send_signal(signal.SIGTERM)
        errors = kiosk.communicate(timeout=20)[1].decode()
        self.assertEqual(kiosk.returncode, 0, errors)

    def test_no_display_is_said(self):
        status, out, errors = self.run_program("--store", driving.built.store, "--state", self.path("state"))
        self.assertEqual((status, out), (1, ""))
        self.assertIn("DISPLAY", errors)
