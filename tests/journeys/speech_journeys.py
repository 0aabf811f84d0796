# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said, how finely, how slowly and in which language."""
from driving import Journey


class SpokenFinely(Journey):
    def test_letters_and_words_of_the_focus(self):
        kiosk = self.english()
        kiosk("press next", "settle", "press finer", "press finer", "settle")
        self.assertEqual(kiosk.state()["unit"], "word")
        focus = kiosk.state()["focus"]
        words = kiosk.tree().node(focus)["label"].split()
        before = len(kiosk.speech())
        kiosk("press right", "settle", "press right", "settle")
        self.assertEqual(kiosk.said(before), words[:2])
        self.assertEqual(kiosk.state()["focus"], focus, "the ring stays")
        kiosk("press finer", "settle")
        before = len(kiosk.speech())
        kiosk("press left", "settle", "press right", "settle")
        self.assertEqual(kiosk.said(before)[-1], words[1][0])
        kiosk("press next")
        self.assertNotEqual(kiosk.state()["focus"], focus)
        self.ends_well(kiosk)


class SlowNumbers(Journey):
    def test_a_digit_at_a_time_then_slower(self):
        kiosk = self.english()
        kiosk("tap home.topic.work", "settle", "tap results.card.central-library", "settle")
        lengths = []
        for _ in range(2):
            before, begun = len(kiosk.speech()), kiosk.state()["now_ms"]
            kiosk("tap service.phone.0.slow", "settle")
            self.assertEqual(kiosk.said(before), list("01132224444"))
            lengths.append(kiosk.state()["now_ms"] - begun)
        self.assertGreater(lengths[0], 11 * 800)
        self.assertGreater(lengths[1], lengths[0] * 1.3)
        self.assertEqual(kiosk.tree().node("service.phone.0.slow")["label"], "Again, slower")
        self.ends_well(kiosk)


class HeardInAnotherLanguage(Journey):
    def test_english_shown_and_polish_heard(self):
        kiosk = self.english()
        kiosk("tap bar.access")
        for _ in range(6):
            kiosk("tap access.heard", "settle")
            if kiosk.state()["heard"] == "pl":
                break
        self.assertEqual(kiosk.state()["heard"], "pl")
        kiosk("tap access.done", "press next", "settle")
        before = len(kiosk.speech())
        kiosk("tap bar.read_aloud", "settle")
        spoken = kiosk.speech()[before:]
        self.assertGreater(sum(clause["language"] == "pl" for clause in spoken), len(spoken) // 2)
        tree = kiosk.tree()
        self.assertEqual((tree["language"], tree.node("home.topic.health")["language"]), ("en", "en"))
        self.ends_well(kiosk)
