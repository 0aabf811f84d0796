# SPDX-License-Identifier: GPL-3.0-or-later
"""Staff at the kiosk: the PIN, the visit that they set aside, the self-test (handbook part 3, Time and session)."""
import json
import os
import re
import subprocess

import driving
from at_the_desk import PIN, StaffJourney


class En301549_5_1_3_8_PinIsNotSpoken(StaffJourney):
    """5.1.3.8, 5.1.3.9: the PIN is not spoken aloud, unless by headphones or by choice."""

    def test_not_to_the_room(self):
        kiosk = self.english("--config", self.config)
        kiosk("tap bar.read_aloud", "settle", "hold top.site 3000")
        before = len(kiosk.speech())
        kiosk("tap staff_pin.key.7", "press next", "press next", "press select", "press repeat", "press switch1", "settle", "type 35", "wait 2000")
        self.assertEqual(kiosk.speech()[before:], [])
        self.assertFalse(kiosk.state()["speaking"])
        self.ends_well(kiosk)

    def test_by_headphones(self):
        kiosk = self.at_the_pad()
        kiosk("headphones in", "settle")
        before = len(kiosk.speech())
        kiosk("tap staff_pin.key.7", "settle")
        said = kiosk.speech()[before:]
        self.assertIn("7", [clause["text"] for clause in said])
        self.assertEqual({clause["route"] for clause in said}, {"headphones"})
        before = len(kiosk.speech())
        kiosk("headphones out", "tap staff_pin.key.3", "press next", "settle")
        self.assertEqual(kiosk.speech()[before:], [])
        self.ends_well(kiosk)

    def test_by_choice_that_warns(self):
        kiosk = self.at_the_pad()
        self.assertIn("others may hear", kiosk.tree().words())
        kiosk("tap staff_pin.read_aloud", "settle")
        self.assertTrue([text for text in kiosk.said() if "PIN" in text], "the pad is read")
        kiosk("press next", "settle")
        self.ends_well(kiosk)

    def test_only_blocks_are_seen(self):
        kiosk = self.at_the_pad()
        kiosk("type 1357")
        tree = kiosk.tree()
        self.assertEqual(tree.node("staff_pin.field")["label"], "Numbers typed: 4")
        self.assertNotIn("1357", json.dumps(tree) + json.dumps(kiosk.state()))
        self.ends_well(kiosk)


class StaffSetAsideAVisit(StaffJourney):
    """vxsuite #1478: staff screens silence and set aside the resident's session."""

    def test_from_every_screen_and_back_exactly(self):
        for way in ([], ["tap home.topic.money"], ["tap home.help_now"], ["tap home.talk"], ["tap bar.access"], ["tap bar.language"], ["tap home.near"],
                    ["type food"], ["type food", "tap search.go"], ["tap home.topic.health", "CARD"]):
            with self.subTest(way):
                kiosk = self.english("--config", self.config)
                for step in way:
                    kiosk(f"tap {kiosk.tree().cards()[0]}" if step == "CARD" else step)
                kiosk("tap bar.contrast", "tap bar.text_size", "settle")
                before, picture = kiosk.tree(), kiosk.picture()
                kiosk("hold top.site 3000")
                pad = kiosk.tree()
                self.assertEqual(pad["screen"], "staff_pin")
                self.assertFalse([i for i in pad.ids() if i.startswith(("bar.", "home.", "results.", "service."))])
                kiosk("tap staff_pin.back")
                self.assertEqual(kiosk.tree(), before)
                self.assertEqual(kiosk.picture(), picture)
                self.ends_well(kiosk)

    def test_a_short_touch_or_a_drag_is_none(self):
        kiosk = self.english("--config", self.config)
        x, y = kiosk.tree().middle("top.site").split()
        kiosk("hold top.site 2900", "wait 5000", f"down {x} {y}", f"move {int(x) + 200} {y}", "wait 4000", "up")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_speech_stops_and_back_goes_on_as_before(self):
        kiosk = self.english("--config", self.config)
        kiosk("tap bar.read_aloud", "wait 500", "hold top.site 3000")
        self.assertFalse(kiosk.state()["speaking"])
        before = len(kiosk.speech())
        kiosk("tap staff_pin.back", "settle")
        self.assertTrue(kiosk.state()["read_aloud"])
        self.assertTrue(kiosk.speech()[before:])
        self.ends_well(kiosk)

    def test_the_visit_ends_as_if_idle(self):
        kiosk = self.among_staff()
        self.assertIn("staff.back", kiosk.tree().ids())
        for _ in range(9):
            kiosk("wait 19000", "touch 5 500")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "staff")
        self.assertNotIn("staff.back", tree.ids(), "there is nothing to go back to")
        kiosk("tap staff.leave")
        self.assertEqual(kiosk.screen(), "attract")
        self.ends_well(kiosk)

    def test_staff_who_walk_away_leave_it_locked(self):
        kiosk = self.among_staff()
        kiosk("wait 161000")
        self.assertEqual(kiosk.screen(), "attract")
        self.ends_well(kiosk)


class StaffPin(StaffJourney):
    def test_wrong_ones_slow_the_next_down(self):
        kiosk = self.at_the_pad()
        kiosk("type 1111", "tap staff_pin.key.ok")
        self.assertIn("5 seconds left", kiosk.tree().node("staff_pin.state")["label"])
        kiosk.refuses("tap staff_pin.key.1")
        kiosk("wait 1000")
        self.assertIn("4 seconds left", kiosk.tree().node("staff_pin.state")["label"])
        kiosk("wait 4000", "type 2222", "tap staff_pin.key.ok")
        self.assertIn("10 seconds left", kiosk.tree().node("staff_pin.state")["label"])
        kiosk("wait 10000", f"type {PIN}", "tap staff_pin.key.ok")
        self.assertEqual(kiosk.screen(), "staff")

    def test_by_keys_alone(self):
        kiosk = self.at_the_pad()
        for target in [f"staff_pin.key.{digit}" for digit in PIN] + ["staff_pin.key.ok"]:
            for _ in range(40):
                if kiosk.tree()["focus"] == target:
                    break
                kiosk("press next")
            kiosk("press select")
        self.assertEqual(kiosk.screen(), "staff")
        self.ends_well(kiosk)

    def test_without_one_the_screen_says_how(self):
        kiosk = self.english()
        kiosk("hold top.site 3000")
        self.assertIn("--pin-hash", kiosk.tree().node("staff_pin.state")["label"])
        kiosk("type 1234")
        kiosk.refuses("tap staff_pin.key.ok")
        kiosk("tap staff_pin.back")
        self.assertEqual(kiosk.screen(), "home")

    def test_the_command_refuses_what_is_no_pin(self):
        for wrong in ("", "123", "123456789", "12ab", "١٢٣٤"):
            made = subprocess.run([driving.built.kiosk, "--pin-hash"], input=wrong + "\n", capture_output=True, text=True, check=False)
            self.assertEqual((made.returncode, made.stdout), (2, ""), wrong)
            self.assertIn("4 to 8", made.stderr)
            if wrong:
                self.assertNotIn(wrong, made.stderr)

    def test_no_file_and_no_log_holds_it(self):
        home = self.path("home")
        os.mkdir(home)
        kiosk = self.english("--config", self.config, environment={"HOME": home, "TMPDIR": home})
        kiosk("hold top.site 3000", "type 90817", "press select", "wait 6000", f"type {PIN}", "tap staff_pin.key.ok", "settle")
        self.assertEqual(kiosk.screen(), "staff")
        kiosk("quit")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        for digits in (PIN, "90817"):
            self.assertNotIn(digits, errors)
            for path, data in self.files().items():
                self.assertNotIn(digits.encode(), data, path)


class StaffSelfTest(StaffJourney):
    def test_all_of_it(self):
        kiosk = self.among_staff()
        kiosk("tap staff.self_test", "tap self_test.screen", "tap self_test.yes")
        self.assertEqual(kiosk.tree().node("self_test.screen.result")["label"], "Works")

        before = len(kiosk.speech())
        kiosk("tap self_test.speech", "settle")
        languages = 0
        while "self_test.question" in kiosk.tree().ids():
            languages += 1
            kiosk("tap self_test.yes", "settle")
        said = kiosk.speech()[before:]
        self.assertEqual(len({clause["language"] for clause in said}), languages)
        self.assertEqual({clause["ended"] for clause in said}, {"finished"})

        before = len(kiosk.speech())
        kiosk("tap self_test.volume", "settle")
        for step in range(1, 7):
            self.assertIn(f"Volume {step} of 6", kiosk.tree().node("self_test.question")["label"])
            kiosk("tap self_test.yes" if step > 1 else "tap self_test.no", "settle")
        gains = [clause["gain_db"] for clause in kiosk.speech()[before:]]
        self.assertEqual(len(set(gains)), 6)
        self.assertEqual(gains, sorted(gains))

        kiosk("tap self_test.keys", "press next", "press previous", "press select", "press back")
        self.assertIn("next, previous, select, back", kiosk.tree().node("self_test.seen")["label"])
        kiosk("press back")
        kiosk("tap self_test.jack", "headphones in", "headphones out", "tap self_test.done")
        self.assertEqual(kiosk.tree().node("self_test.jack.result")["label"], "Works")

        kiosk("tap self_test.touch")
        for step in range(5):
            x, y = map(int, kiosk.tree().middle("self_test.cross").split())
            kiosk(f"touch {x + (60 if step == 2 else 3)} {y}")
        tree = kiosk.tree()
        self.assertEqual({i: tree.node(f"self_test.{i}.result")["label"] for i in ("screen", "speech", "volume", "keys", "jack", "touch")},
                         {"screen": "Works", "speech": "Works", "volume": "Does not work", "keys": "Works", "jack": "Works", "touch": "Does not work"})
        self.assertEqual(tree.node("self_test.summary")["label"], "Needs mending: Volume, Touch")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        lines = [line for line in errors.splitlines() if "Self-test" in line]
        self.assertEqual(len(lines), 2, errors)
        self.assertRegex(lines[0], re.escape("volume failed: not heard at volume 1"))
        self.assertRegex(lines[1], "touch failed: a finger was seen 15 mm beside the cross")

    def test_by_keys_and_left_any_time(self):
        kiosk = self.among_staff()

        def go_to(target):
            for _ in range(30):
                if kiosk.tree()["focus"] == target:
                    return kiosk("press select")
                kiosk("press next")
            self.fail(f"{target} is not reached")

        go_to("staff.self_test")
        go_to("self_test.volume")
        go_to("self_test.yes")
        kiosk("press back")
        self.assertIn("self_test.summary", kiosk.tree().ids())
        kiosk("press back")
        go_to("staff.back")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)
