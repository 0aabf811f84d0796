# SPDX-License-Identifier: GPL-3.0-or-later
"""My communication needs: a card for a desk, its QR code, and the code that sets a kiosk up again."""
import os
import re
import subprocess

from driving import Journey


class NeedsCard(Journey):
    def read_by_phone(self, kiosk):
        """What a phone reads off the screen."""
        path = os.path.join(self.folder, "card.png")
        with open(path, "wb") as file:
            file.write(kiosk.picture())
        done = subprocess.run(["zbarimg", "--raw", "-q", path], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().rstrip("\n")

    def card(self, *options):
        kiosk = self.english(*options)
        kiosk("tap bar.access", "activate access.needs", "activate needs.large_print", "activate needs.bsl", "activate needs.show", "settle")
        return kiosk

    def test_En301549_5_1_3_16_what_the_phone_reads_is_what_is_shown_and_said(self):
        for options in ([], ["--window", "1080x1920"]):
            for _ in range(4):
                kiosk = self.card(*options)
                for _theme in range(_):
                    kiosk("tap bar.contrast")
                kiosk("settle")
                node = kiosk.tree().node("needs.payload")
                self.assertEqual(self.read_by_phone(kiosk), node["label"])
                self.assertIn("Large print, A BSL interpreter", node["label"])
                self.assertIn(node["label"], node["spoken"])
                self.ends_well(kiosk)

    def test_the_code_sets_the_next_kiosk_up_again(self):
        kiosk = self.english()
        kiosk("tap bar.contrast", "tap bar.contrast", "tap bar.text_size", "tap bar.access", "activate access.needs", "activate needs.more_time", "activate needs.show", "settle")
        payload = self.read_by_phone(kiosk)
        code = re.search(r"Kiosk code: (\S{4} \S{4})\.", payload)[1]
        self.ends_well(kiosk)
        kiosk = self.english(state=self.path("another"))
        kiosk("tap bar.access", "activate access.code", f"type {code[:-1]}", "activate needs_code.go", "settle")
        self.assertIn("8", kiosk.tree().node("needs_code.fault")["label"])
        kiosk(f"type {code[-1]}", "activate needs_code.go", "settle")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["theme"], tree["text_size"]), ("home", "white_on_black", 2))
        self.ends_well(kiosk)

    def test_nothing_of_it_is_stored(self):
        kiosk = self.card()
        code = re.search(r"Kiosk code: (\S{4} \S{4})\.", kiosk.tree().node("needs.payload")["label"])[1]
        kiosk("tap bar.start_again", "wait 1000")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        for path, data in self.files("state").items():
            for word in (code, code.replace(" ", ""), "BSL interpreter", "large_print"):
                self.assertNotIn(word.encode(), data, path)
        self.assertNotIn(code, errors)
