# SPDX-License-Identifier: GPL-3.0-or-later
"""Going about with the keys of a keypad and nothing else."""
from driving import Journey


class Keypad(Journey):
    def to(self, kiosk, wanted, most=120):
        for _ in range(8):  # the settings stand on several pages
            ids = kiosk.tree().ids()
            if not wanted.startswith("access.") or wanted in ids or "access.next_page" not in ids:
                break
            self.choose(kiosk, "access.next_page")
        for _ in range(most):
            kiosk("press next")
            if kiosk.state()["focus"] == wanted:
                return
        self.fail(f"{wanted} was not reached: {kiosk.tree().ids()}")

    def choose(self, kiosk, wanted):
        self.to(kiosk, wanted)
        kiosk("press select")

    def sensitive(self):
        """A visit, by touch, at a record that others should not hear."""
        kiosk = self.english()
        kiosk("type samaritans", "tap search.go", "activate results.card.samaritans")
        self.assertEqual(kiosk.screen(), "service")
        return kiosk
