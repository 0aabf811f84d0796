# SPDX-License-Identifier: GPL-3.0-or-later
"""With one switch or two, and nothing else (handbook part 3, Touch, keys, switches)."""
import os

from driving import Journey

CONTROLS = ("button", "toggle", "link", "tile", "card", "textfield", "key")


class Switches(Journey):
    def order(self, tree):
        """As switches go through a page: the page itself, the strip above, the bar below."""
        ids = [node["id"] for node in tree["nodes"] if node["role"] in CONTROLS and node["enabled"]]
        return [i for i in ids if not i.startswith(("top.", "bar."))] + [i for i in ids if i.startswith("top.")] + [i for i in ids if i.startswith("bar.")]

    def choose(self, kiosk, target):
        """Goes to `target` as somebody would who looks what is lit, and chooses it."""
        order = self.order(kiosk.tree())
        begin, end = 0, len(order)
        while True:
            starts = [kiosk.tree()["focus"]]
            while True:
                kiosk("press switch1")
                focus = kiosk.tree()["focus"]
                if focus in starts:
                    break
                starts.append(focus)
            if (begin, end) != (0, len(order)):
                kiosk("press switch2")  # round once, and out: in again
            places = [order.index(start) for start in starts] + [end]
            self.assertEqual(places, sorted(places), starts)
            self.assertEqual(places[0], begin)
            part = max(i for i, place in enumerate(places[:-1]) if place <= order.index(target))
            for _ in range(part):
                kiosk("press switch1")
            begin, end = places[part], places[part + 1]
            kiosk("press switch2")
            if end - begin == 1:
                return

    def test_two_switches_reach_every_kind_of_page(self):
        for target, screen in (("home.topic.rights", "results"), ("home.talk", "talk"), ("home.help_now", "help_now"), ("home.search", "search"),
                               ("bar.access", "access"), ("bar.hide", "attract")):
            with self.subTest(target):
                kiosk = self.kiosk("--lang", "en")
                kiosk("press switch1", "settle")
                self.assertEqual(kiosk.screen(), "home")
                self.choose(kiosk, target)
                kiosk("settle")
                self.assertEqual(kiosk.screen(), screen)
                self.ends_well(kiosk)

    def test_two_switches_from_a_word_typed_to_a_service(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("press switch2", "settle")
        self.choose(kiosk, "home.search")
        kiosk("settle")
        for letter in "gp":
            keys = {node["label"].lower(): node["id"] for node in kiosk.tree()["nodes"] if node["role"] == "key"}
            self.choose(kiosk, keys[letter])
            kiosk("settle")
        self.assertEqual(kiosk.tree().node("search.field")["value"], "gp")
        card = next(i for i in kiosk.tree().ids() if ".hit." in i and i.count(".") == 2)
        self.choose(kiosk, card)
        kiosk("settle")
        self.assertEqual(kiosk.screen(), "service")
        self.ends_well(kiosk)

    def test_two_switches_open_a_hard_word_and_hear_what_it_means(self):
        kiosk = self.english()
        kiosk("tap home.topic.rights")
        kiosk(f"tap {kiosk.tree().cards()[0]}")
        self.assertIn("service.word.0", kiosk.tree().ids())
        kiosk("press switch1", "settle")
        before = len(kiosk.speech())
        self.choose(kiosk, "service.word.0")
        kiosk("settle")
        tree = kiosk.tree()
        self.assertIs(tree.node("service.word.0")["checked"], True)
        self.assertIn(tree.node("service.meaning.word")["label"], kiosk.said(before))
        self.choose(kiosk, "service.meaning.close")
        kiosk("settle")
        self.assertNotIn("service.meaning.word", kiosk.tree().ids())
        self.ends_well(kiosk)

    def test_what_is_lit_is_said(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("press switch1", "settle", "press switch1", "settle")
        self.assertRegex(" ".join(kiosk.said()), r"From .+ to .+")
        self.ends_well(kiosk)

    def one_switch(self):
        path = os.path.join(self.folder, "one.toml")
        with open(path, "w") as file:
            file.write("[switches]\ncount = 1\nmoves_on_after_ms = 1000\n")
        return self.kiosk("--lang", "en", "--config", path)

    def test_one_switch_and_the_light_that_moves_by_itself(self):
        kiosk = self.one_switch()
        kiosk("press switch1")
        lit = [kiosk.tree()["focus"]]
        for _ in range(4):
            kiosk("wait 1000")
            lit.append(kiosk.tree()["focus"])
        self.assertGreater(len(set(lit)), 2, lit)
        kiosk("press switch1", "wait 900")
        inside = kiosk.tree()["focus"]
        kiosk("wait 200")
        self.assertNotEqual(kiosk.tree()["focus"], inside)
        self.ends_well(kiosk)

    def test_the_light_alone_keeps_no_visit_and_a_switch_does(self):
        kiosk = self.one_switch()
        kiosk("press switch1", "settle", "wait 119000")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("wait 5000")
        self.assertEqual(kiosk.screen(), "still_there")
        while kiosk.tree()["focus"] != "still_there.carry_on":
            kiosk("wait 1000")
        kiosk("press switch1")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("wait 60000")
        waits = kiosk.tree()["focus"]
        kiosk("wait 10000")
        self.assertEqual(kiosk.tree()["focus"], waits, "after a few times round the light waits")
        kiosk("wait 200000")
        self.assertEqual(kiosk.screen(), "attract")
        kiosk("wait 5000")
        self.assertIsNone(kiosk.tree()["focus"])
        self.ends_well(kiosk)
