# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resident types, chooses and hears stays in memory, and not for long."""
import os

from driving import Journey

TYPED = ["Quokkaville", "Xylophonist", "زنجبيلستان"]


class NothingIsKept(Journey):
    def test_no_file_holds_a_word_of_a_visit(self):
        store = self.copy_of_store()
        home = self.path("home")
        os.mkdir(home)
        kiosk = self.kiosk("--lang", "ar", store=store, environment={"HOME": home, "TMPDIR": home, "XDG_CACHE_HOME": home})
        before = self.files()
        kiosk("touch 960 540", "tap bar.read_aloud")
        for word in TYPED:
            kiosk("press home", f"type {word}", "settle", "tap search.go", "settle", "press repeat", "wait 100")
        kiosk("press home", "type food", "tap search.go", "wait 1000", "press pause")
        kiosk(f"tap {kiosk.tree().cards()[0]}", "wait 100")
        self.assertEqual(kiosk.screen(), "service")
        kiosk("wait 400000")
        self.assertEqual(kiosk.screen(), "attract")
        kiosk("quit")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)

        for word in TYPED + ["Trussell", "food bank"]:
            self.assertNotIn(word, errors)
        held = self.files()
        for path, data in held.items():
            for word in TYPED:
                for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
                    self.assertNotIn(form, data, path)
            if path.endswith(".stamp"):  # which file the pack is, where another copy of it was stamped (decision 0020)
                self.assertRegex(data, rb"\A\d+:\d+ \d+:\d+\.\d+ \d+\.\d+ [0-9a-f]{128}\n\Z")
            elif path.startswith(store):
                self.assertEqual(data, before[path], f"{path} is read, never written")
        new = sorted(set(held) - set(before))
        self.assertFalse([path for path in new if not path.startswith(self.path("state"))], "nothing is written outside the state folder")
