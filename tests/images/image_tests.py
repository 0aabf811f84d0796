# SPDX-License-Identifier: GPL-3.0-or-later
"""A few whole pictures, byte for byte.

They are compared with references/NAME.png as soon as that folder exists. When
the look is changed on purpose, write them anew by hand and look at each one:
    KIOSK_UPDATE_GOLDENS=1 ctest --test-dir build/release -R '^images$'
A picture that differs is left in build/.../images.
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
PICTURES = {
    "home.en": ("en", []),
    "service.ar": ("ar", ["tap home.topic.work", "tap results.card.central-library"]),
    "results.en.white_on_black": ("en", ["tap bar.contrast", "tap bar.contrast", "tap home.topic.money"]),
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
        language, way = PICTURES[name]
        kiosk = self.kiosk("--lang", language)
        kiosk("touch 960 540", *way, "settle")
        picture = kiosk.picture()
        self.ends_well(kiosk)
        return picture

    def test_the_same_in_two_runs_and_as_agreed(self):
        update = os.environ.get("KIOSK_UPDATE_GOLDENS") == "1"
        self.assertFalse(update and os.environ.get("CI"), "references are written by hand, never in CI")
        for name in PICTURES:
            with self.subTest(name):
                now = self.picture(name)
                self.assertTrue(self.picture(name) == now, "two runs differ")
                reference = os.path.join(REFERENCES, name + ".png")
                if update:
                    os.makedirs(REFERENCES, exist_ok=True)
                    with open(reference, "wb") as file:
                        file.write(now)
                if os.path.isdir(REFERENCES):
                    with open(reference, "rb") as file:
                        agreed = file.read()
                    if agreed != now:
                        self.fail(f"not as agreed: compare {reference} with {self.leave(name, now)}")

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

    def test_attract_on_x11(self):
        driven = self.kiosk("--window", "%dx%d" % self.SIZE)
        expected = pixels_of(driven.picture())
        self.ends_well(driven)
        self.assertGreater(len(set(expected)), 20)
        kiosk = subprocess.Popen([driving.built.kiosk, "--store", driving.built.store, "--state", self.path("state")], cwd=self.folder,
                                 env={**PLAIN, "DISPLAY": self.x_server()}, stderr=subprocess.PIPE)
        self.addCleanup(kiosk.wait)
        self.addCleanup(kiosk.kill)
        give_up = time.monotonic() + 15
        while self.glass() != expected and time.monotonic() < give_up:
            self.assertIsNone(kiosk.poll())
            time.sleep(0.1)
        self.assertTrue(self.glass() == expected, "the glass shows another picture")
        kiosk.send_signal(signal.SIGTERM)
        errors = kiosk.communicate(timeout=20)[1].decode()
        self.assertEqual(kiosk.returncode, 0, errors)

    def test_no_display_is_said(self):
        status, out, errors = self.run_program("--store", driving.built.store, "--state", self.path("state"))
        self.assertEqual((status, out), (1, ""))
        self.assertIn("DISPLAY", errors)
