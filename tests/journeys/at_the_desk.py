# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk whose staff have set a PIN, and the way to their screens."""
import subprocess

import driving
from driving import Journey

PIN = "73519"


class StaffJourney(Journey):
    def setUp(self):
        super().setUp()
        made = subprocess.run([driving.built.kiosk, "--pin-hash"], input=PIN + "\n", capture_output=True, text=True, check=True)
        self.assertRegex(made.stdout, r'^pin_hash = "\$argon2id\$[^"]+"\n$')
        self.config = self.path("kiosk.toml")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("[staff]\n" + made.stdout)

    def at_the_pad(self, *options):
        kiosk = self.english("--config", self.config, *options)
        kiosk("hold top.site 3000")
        self.assertEqual(kiosk.screen(), "staff_pin")
        return kiosk

    def among_staff(self, *options):
        kiosk = self.at_the_pad(*options)
        kiosk(*[f"tap staff_pin.key.{digit}" for digit in PIN], "tap staff_pin.key.ok")
        self.assertEqual(kiosk.screen(), "staff")
        return kiosk
