# SPDX-License-Identifier: GPL-3.0-or-later
"""Read and worked by braille alone (EN 301 549 5.1.2.2; handbook part 3). tests/braille has the device."""
import json
import os

from driving import Journey, built


class Braille(Journey):
    def felt(self, kiosk):
        return json.loads(kiosk.bytes_of("braille", "json"))

    def test_the_line_has_its_shape_and_is_as_wide_as_the_display(self):
        kiosk = self.english()
        felt = self.felt(kiosk)
        self.assertEqual(list(felt), ["text", "cells", "cursor", "width", "language", "offset"])
        self.assertEqual((felt["width"], felt["cursor"], felt["language"], felt["offset"]), (40, None, "en", 0))
        self.assertTrue(felt["text"].endswith("hdg"))
        for _ in range(30):
            felt = self.felt(kiosk)
            self.assertLessEqual(len(felt["cells"]), 40)
            self.assertTrue(all(0x2800 <= ord(cell) <= 0x28FF for cell in felt["cells"]))
            kiosk("braille_key right")

    def test_5_1_3_1_every_stop_that_keys_reach_is_reached_and_said_in_braille(self):
        for language in ("en", "ar"):
            kiosk = self.kiosk("--lang", language)
            kiosk("braille_key route 0")
            self.assertEqual(kiosk.screen(), "home")
            by_braille, by_keys = [], []
            for _ in range(60):
                kiosk("braille_key down")
                by_braille.append(kiosk.tree()["focus"])
                self.assertTrue(self.felt(kiosk)["text"].strip())
            for _ in range(60):
                kiosk("press next")
                by_keys.append(kiosk.tree()["focus"])
            self.assertEqual(set(by_braille), set(by_keys))
            self.ends_well(kiosk)

    def test_a_routing_key_does_what_the_control_does_and_beside_the_line_nothing(self):
        kiosk = self.english()
        while not self.felt(kiosk)["text"].startswith("Get help now"):
            kiosk("braille_key down")
        felt = self.felt(kiosk)
        kiosk(f"braille_key route {len(felt['cells'])}")
        self.assertEqual((kiosk.screen(), self.felt(kiosk)), ("home", felt))
        kiosk("braille_key route 2")
        self.assertEqual(kiosk.screen(), "help_now")
        kiosk("braille_key back")
        self.assertEqual(kiosk.screen(), "home")

    def test_panning_goes_through_a_long_line_and_on_to_the_next(self):
        kiosk = self.kiosk()
        offsets, text = [], self.felt(kiosk)["text"]
        while self.felt(kiosk)["text"] == text and len(offsets) < 40:
            offsets.append(self.felt(kiosk)["offset"])
            kiosk("braille_key right")
        self.assertEqual(offsets, sorted(set(offsets)))
        self.assertGreater(len(offsets), 2)
        self.assertNotEqual(kiosk.screen(), "attract")

    def test_the_cursor_follows_what_is_typed(self):
        kiosk = self.english()
        kiosk("type damp", "press next")
        while not self.felt(kiosk)["text"].startswith("damp"):
            kiosk("braille_key up")
        self.assertEqual((self.felt(kiosk)["cursor"], self.felt(kiosk)["text"]), (4, "damp box"))
        kiosk("type  flat in the attic with a leaking roof")
        felt = self.felt(kiosk)
        self.assertGreater(felt["offset"], 0)
        self.assertIsNotNone(felt["cursor"])

    def test_11_2_2_1_the_countdown_is_felt_and_any_braille_key_extends_without_end(self):
        kiosk = self.english()
        kiosk("braille_key down", "wait 121000")
        self.assertEqual(kiosk.screen(), "still_there")
        self.assertTrue(self.felt(kiosk)["text"].startswith("40 seconds left"))
        kiosk("wait 11000")
        self.assertTrue(self.felt(kiosk)["text"].startswith("30 seconds left"))
        for key in ("other", "right", "left", "down", "up") * 3:
            kiosk("wait 25000", f"braille_key {key}")
            self.assertTrue(self.felt(kiosk)["text"].startswith("40 seconds left"))
        while "Yes" not in self.felt(kiosk)["text"]:
            kiosk("braille_key down")
        kiosk("braille_key route 0")
        self.assertEqual(kiosk.screen(), "home")

    def test_panning_is_activity(self):
        kiosk = self.english()
        for _ in range(10):
            kiosk("wait 100000", "braille_key other")
        self.assertEqual(kiosk.screen(), "home")

    def test_whoever_reads_by_hand_is_not_read_aloud_to_the_room(self):
        kiosk = self.english()
        before = len(kiosk.speech())
        for key in ("down", "down", "right", "left", "up", "back"):
            kiosk(f"braille_key {key}", "wait 2000")
        self.assertEqual(kiosk.said(before), [])
        kiosk("tap bar.read_aloud", "settle")
        before = len(kiosk.speech())
        kiosk("braille_key down", "settle")
        self.assertTrue(kiosk.said(before), "who listens too hears each stop")

    def test_nothing_of_a_visit_is_felt_after_it(self):
        kiosk = self.english()
        kiosk("type zebrafish", "press next", "press exit")
        self.assertNotIn("zebra", self.felt(kiosk)["text"])
        self.assertEqual(kiosk.screen(), "attract")

    def test_a_braille_display_in_use_is_counted_as_a_feature(self):
        kiosk = self.english()
        kiosk("braille_key down", "quit")
        self.ends_well(kiosk)
        measures = os.path.join(os.path.dirname(built.kiosk), "kiosk-measures")
        status, shown, errors = self.run_program("show", "--state", self.path("state"), program=measures)
        self.assertEqual(status, 0, errors)
        rows = [line.split("\t") for line in shown.splitlines()]
        self.assertIn(["feature", "city", "braille"], [[row[0], row[1], row[3]] for row in rows if len(row) == 5])
        self.assertNotIn("keys", [row[3] for row in rows if row[0] == "feature"])

    def test_keys_that_there_are_not_are_refused(self):
        kiosk = self.english()
        for wrong in ("braille_key", "braille_key sideways", "braille_key route", "braille_key route x", "braille"):
            kiosk.refuses(wrong)
        kiosk("braille_key route -1", "braille_key route 4000")
        self.assertEqual(kiosk.screen(), "home")
