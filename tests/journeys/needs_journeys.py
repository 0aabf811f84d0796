# SPDX-License-Identifier: GPL-3.0-or-later
"""What people come for: each need within two taps or one short search in English."""
import fnmatch
import json
import os

from driving import Journey


def one_of(ids, patterns):
    return next((name for name in ids if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)), None)


class EverydayNeeds(Journey):
    def setUp(self):
        super().setUp()
        with open(os.path.join(os.path.dirname(__file__), "everyday_needs.json"), encoding="utf-8") as file:
            self.needs = json.load(file)

    def test_there_are_twenty(self):
        self.assertGreaterEqual(len(self.needs), 20)

    def test_one_short_search(self):
        kiosk = self.english()
        for need in self.needs:
            with self.subTest(need["need"]):
                kiosk("press home", "type " + need["query"])
                hits = kiosk.tree().ids()
                found = one_of(hits, ["search.hit." + expected for expected in need["expected"]])
                self.assertIsNotNone(found, (need["query"], hits))
                kiosk("tap " + found)
                self.assertEqual(kiosk.screen(), "service")
        self.ends_well(kiosk)

    def test_who_wants_to_die_finds_a_person_first_in_every_language(self):
        for language, words in (("en", "i dont want to live"), ("pl", "nie chcę żyć"), ("ar", "لا أريد أن أعيش"), ("ur", "جینا نہیں چاہتا"),
                                ("pa", "ਜੀਣਾ ਨਹੀਂ ਚਾਹੁੰਦਾ"), ("zh-Hans", "活不下去")):
            with self.subTest(language):
                state = self.path("state-" + language)
                kiosk = self.kiosk("--lang", language, state=state)
                kiosk("touch 960 540", "type " + words)
                hits = [name for name in kiosk.tree().ids() if name.startswith("search.hit.") and name.count(".") == 2]
                self.assertEqual(set(hits[:2]), {"search.hit.samaritans", "search.hit.nhs-111-mental-health"})
                kiosk("tap search.go")
                self.assertEqual(set(kiosk.tree().cards()[:2]), {"results.card.samaritans", "results.card.nhs-111-mental-health"})
                self.assertNotIn("results.card.samaritans.because", kiosk.tree().ids(), "the words are not shown to others")
                self.ends_well(kiosk)

    def test_two_taps(self):
        by_taps = [need for need in self.needs if "taps" in need]
        self.assertGreaterEqual(len(by_taps), 10)
        kiosk = self.english()
        for need in by_taps:
            with self.subTest(need["need"]):
                first, second = need["taps"]
                kiosk("press home", "tap " + first)
                found = one_of(kiosk.tree().ids(), [second])
                self.assertIsNotNone(found, (need["taps"], kiosk.tree().ids()))
                kiosk("tap " + found)
                tree = kiosk.tree()
                self.assertIn(tree["screen"], ("service", "help_now"))
        self.ends_well(kiosk)
