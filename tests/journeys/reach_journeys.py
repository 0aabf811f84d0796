# SPDX-License-Identifier: GPL-3.0-or-later
"""Without aiming at anything, from a chair, from afar, with one switch (handbook part 3)."""
from driving import Journey

# The glass lying down is 1920 by 1080. All that these journeys touch is its edges and its corner.
NEXT, PREVIOUS, ACT, BACK, CORNER = "touch 1915 500", "touch 4 500", "touch 1915 1070", "touch 4 1000", "4 1075"
CONTROLS = ("button", "toggle", "link", "tile", "card", "textfield", "key")


class En301549_V4_5_5_EdgesAlone(Journey):
    def hear_first(self, *options):
        kiosk = self.kiosk("--lang", "en", *options)
        kiosk(f"down {CORNER}", "wait 2001", "up", "settle")
        self.assertEqual(kiosk.screen(), "home")
        return kiosk

    def go_to(self, kiosk, target):
        for _ in range(80):
            kiosk(NEXT)
            if kiosk.tree()["focus"] == target:
                return
        self.fail(f"the edge never led to {target}: {kiosk.tree().ids()}")

    def test_from_attract_to_the_telephone_number_of_a_service(self):
        kiosk = self.hear_first()
        self.go_to(kiosk, "home.topic.money")
        kiosk(ACT, "settle")
        self.assertEqual(kiosk.screen(), "results")
        phone = None
        for card in kiosk.tree().cards():
            self.go_to(kiosk, card)
            kiosk(ACT, "settle")
            self.assertEqual(kiosk.screen(), "service")
            phone = next((i for i in kiosk.tree().ids() if i.startswith("service.phone.") or i == "service.phone"), None)
            if phone:
                break
            kiosk(BACK, "settle")
        self.assertIsNotNone(phone, "no service with a number on the first page")
        digits = [span["text"] for node in kiosk.tree()["nodes"] for span in node["spans"] if span["kind"] == "telephone"][0].replace(" ", "")
        before = len(kiosk.speech())
        heard = ""
        for _ in range(80):
            kiosk(NEXT, "settle")
            heard = "".join(c for c in " ".join(kiosk.said(before)) if c.isdigit())
            if digits in heard:
                break
        self.assertIn(digits, heard)
        kiosk(BACK, "settle")
        self.assertEqual(kiosk.screen(), "results")
        kiosk(BACK, "settle")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_previous_is_the_way_back_of_next(self):
        kiosk = self.hear_first()
        kiosk(NEXT)
        first = kiosk.tree()["focus"]
        kiosk(NEXT, PREVIOUS)
        self.assertEqual(kiosk.tree()["focus"], first)
        self.ends_well(kiosk)

    def test_each_answers_aloud_even_where_there_is_nothing_to_do(self):
        kiosk = self.hear_first()
        for edge in (ACT, BACK, NEXT, PREVIOUS):
            before = len(kiosk.speech())
            kiosk(edge, "settle")
            self.assertGreater(len(kiosk.speech()), before, edge)
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_without_hear_first_the_edges_do_nothing(self):
        kiosk = self.english()
        kiosk(NEXT, PREVIOUS, ACT, BACK)
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["focus"]), ("home", None))
        self.ends_well(kiosk)

    def test_standing_up_too(self):
        kiosk = self.kiosk("--lang", "en", "--window", "1080x1920")
        kiosk("down 10 1910", "wait 2001", "up", "settle", "touch 1070 900")
        first = kiosk.tree()["focus"]
        self.assertIsNotNone(first)
        kiosk("touch 1070 900", "touch 10 900")
        self.assertEqual(kiosk.tree()["focus"], first)
        self.ends_well(kiosk)

    def test_it_is_said_how(self):
        kiosk = self.hear_first()
        self.assertIn("Tap the right edge for next.", kiosk.said())
        self.ends_well(kiosk)


class En301549_5_2_TheCornerStartsSpeech(Journey):
    """Lying down, visit_journeys.HearFirst does the same on every screen."""

    def test_standing_up_from_every_kind_of_screen_and_for_another_kiosk_hung_low(self):
        low = self.write("low.toml", "[panel]\nbottom_above_floor_mm = 300\n")
        ways = {"home": [], "results": ["tap home.topic.money"], "search": ["type food bank"], "help_now": ["tap home.help_now"], "access": ["tap bar.access"],
                "language": ["tap bar.language"], "still_there": ["wait 120100"]}
        for config in ([], ["--config", low]):
            for screen, way in ways.items():
                with self.subTest(screen, config=config):
                    kiosk = self.english("--window", "1080x1920", *config)
                    # Lowered on a glass that hangs low, the corner reaches up to where the rest begins.
                    at = "20 1690" if config else "20 1900"
                    for line in (["tap bar.reach"] if config else []) + way:
                        kiosk(line)
                    kiosk(f"down {at}", "wait 2001", "up")
                    state = kiosk.state()
                    self.assertEqual((state["screen"], state["hear_first"]), (screen, True))
                    self.ends_well(kiosk)


class En301549_5_5_2_ReadingIsNotActing(Journey):
    def hear_first(self):
        kiosk = self.english()
        kiosk("press help", "settle")
        return kiosk

    def test_taps_on_one_thing_then_another_change_nothing(self):
        kiosk = self.hear_first()
        tree = kiosk.tree()
        kiosk(f"touch {tree.middle('home.topic.money')}", "wait 700", f"touch {tree.middle('home.talk')}", "settle")
        self.assertEqual((kiosk.screen(), kiosk.tree()["focus"]), ("home", "home.talk"))
        self.ends_well(kiosk)

    def test_a_finger_that_slides_across_hide_only_reads_it(self):
        kiosk = self.hear_first()
        tree = kiosk.tree()
        before = len(kiosk.speech())
        kiosk(f"drag {tree.middle('bar.access')} {tree.middle('bar.hide')} 900", "settle")
        self.assertEqual(kiosk.screen(), "home")
        self.assertIn("Hide this screen", " ".join(kiosk.said(before)))
        self.ends_well(kiosk)

    def test_with_read_aloud_one_tap_changes_the_screen(self):
        kiosk = self.english()
        kiosk("tap bar.read_aloud", "settle")
        kiosk(f"touch {kiosk.tree().middle('home.topic.money')}", "settle")
        self.assertEqual(kiosk.screen(), "results")
        self.ends_well(kiosk)


class En301549_8_3_WithinReach(Journey):
    """Lowered, every control lies between 380 and 1,220 mm above the floor."""

    def heights(self, kiosk, bottom_mm):
        tree = kiosk.tree()
        for node in tree["nodes"]:
            if node["role"] in CONTROLS:
                _, y, _, height = node["bounds_px"]
                low = bottom_mm + (tree["height_px"] - y - height) * tree["mm_per_px"]
                yield node["id"], low, low + height * tree["mm_per_px"]

    def test_lying_down_and_standing_up_from_the_mounting_height(self):
        for window, bottom_mm in (("1920x1080", None), ("1920x1080", 1040), ("1920x1080", 330), ("1080x1920", None), ("1080x1920", 300)):
            with self.subTest(window=window, bottom_mm=bottom_mm):
                options = ["--window", window]
                if bottom_mm:
                    options += ["--config", self.write("hung.toml", f"[panel]\nbottom_above_floor_mm = {bottom_mm}\n")]
                portrait = window == "1080x1920"
                kiosk = self.english(*options)
                if portrait:
                    kiosk("tap bar.reach")
                else:
                    kiosk("tap bar.access")
                    while "access.reach" not in kiosk.tree().ids():
                        kiosk("tap access.next_page")
                    kiosk("tap access.reach", "tap top.back")
                for way in ((), ("tap home.topic.money",), ("press home", "tap home.search"), ("press home", "tap home.help_now"), ("tap bar.access",),
                            ("press home", "wait 121000")):
                    if way:
                        kiosk(*way)
                    for name, low, high in self.heights(kiosk, bottom_mm or (800 if portrait else 970)):
                        self.assertGreaterEqual(low, 379.5, (way, name))
                        self.assertLessEqual(high, 1220.5, (way, name))
                self.ends_well(kiosk)

    def test_a_kiosk_hung_out_of_reach_says_so_and_does_what_it_can(self):
        kiosk = self.english("--config", self.write("high.toml", "[panel]\nbottom_above_floor_mm = 1190\n"))
        kiosk("tap bar.access")
        while "access.reach" not in kiosk.tree().ids():
            kiosk("tap access.next_page")
        kiosk("tap access.reach")
        self.assertFalse([node["id"] for node in kiosk.tree()["nodes"] if node["clipped"]])
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        self.assertEqual(errors.count("bottom_above_floor_mm"), 1, errors)


class En301549_5_1_4_LargeEnoughFromWhereOneStands(Journey):
    def test_visits_begin_with_words_that_are_seen_under_0_7_degrees(self):
        for distance_mm, size in ((None, 1), (410, 2), (500, 2), (600, 3), (700, 4)):
            with self.subTest(distance_mm):
                options = ["--config", self.write("far.toml", f"[panel]\nviewing_distance_mm = {distance_mm}\n")] if distance_mm else []
                kiosk = self.english(*options)
                self.assertEqual(kiosk.state()["text_size"], size)
                tree = kiosk.tree()
                capitals = min(node["cap_height_px"] for node in tree["nodes"] if node["cap_height_px"] and not node["id"].startswith(("bar.", "top.")))
                self.assertGreaterEqual(capitals * tree["mm_per_px"], 0.95 * (distance_mm or 400) * 0.01222)
                kiosk("tap bar.text_size", "tap bar.start_again", "tap attract.begin")
                self.assertEqual(kiosk.state()["text_size"], size)
                self.ends_well(kiosk)


class Wcag_1_4_12_TextSpacing(Journey):
    def test_words_and_lines_stand_further_apart_and_nothing_is_lost(self):
        kiosk = self.english()
        kiosk("activate home.topic.money")
        before = kiosk.tree()
        kiosk("press home", "tap bar.access")
        while "access.spacing" not in kiosk.tree().ids():
            kiosk("tap access.next_page")
        kiosk("tap access.spacing")
        while "access.spacing" not in kiosk.tree().ids():  # wider words turn over sooner
            kiosk("tap access.next_page")
        self.assertIs(kiosk.tree().node("access.spacing")["checked"], True)
        kiosk("press home", "activate home.topic.money")
        after = kiosk.tree()
        self.assertFalse([node["id"] for node in after["nodes"] if node["clipped"]])
        wider = [line for node in after["nodes"] for line in node["lines"]]
        self.assertNotEqual(before.lines(), wider)
        kiosk("tap bar.start_again", "tap attract.begin", "activate home.topic.money")
        self.assertEqual(kiosk.tree().lines(), before.lines(), "it ends with the visit")
        self.ends_well(kiosk)


class BadTouchPanel(Journey):
    def test_a_finger_that_never_lifts_and_ups_from_nowhere(self):
        kiosk = self.english()
        money = kiosk.tree().middle("home.topic.money")
        kiosk("down 900 20 5", "wait 11000", f"touch {money}")
        self.assertEqual(kiosk.screen(), "results", "the next finger counts")
        kiosk("press home", "down 900 20 6", "wait 11000", f"touch {money}")
        self.assertEqual(kiosk.screen(), "results")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        self.assertEqual(errors.count("finger"), 2, errors)  # one line, which has the word twice

    def test_two_fingers_press_one_thing(self):
        kiosk = self.english()
        tree = kiosk.tree()
        kiosk(f"down {tree.middle('home.topic.money')} 1", f"down {tree.middle('home.talk')} 2", "up 2")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("up 1")
        self.assertEqual(kiosk.screen(), "results")
        self.ends_well(kiosk)


class Vvsg_7_2_F_Switches(Journey):
    def one_switch(self):
        return self.kiosk("--lang", "en", "--config", self.write("one.toml", "[switches]\ncount = 1\nmoves_on_after_ms = 2000\n"))

    def test_a_band_names_the_part_and_what_the_switch_does(self):
        kiosk = self.one_switch()
        kiosk("press switch1")
        tree = kiosk.tree()
        self.assertTrue(tree.node("scan.part")["label"].startswith("From "), tree.node("scan.part"))
        self.assertEqual(tree.node("scan.hint")["label"], "Press your switch to go in.")
        self.assertEqual(tree.node("scan.timer")["role"], "timer")
        self.assertFalse([node["id"] for node in tree["nodes"] if node["clipped"]])
        kiosk("tap home.talk")
        self.assertNotIn("scan.part", kiosk.tree().ids(), "whoever touches needs no band")
        self.ends_well(kiosk)

    def test_the_band_shows_how_much_of_the_time_is_left(self):
        kiosk = self.one_switch()
        kiosk("press switch1")
        pictures = [kiosk.picture()]
        for _ in range(3):
            kiosk("wait 500")
            pictures.append(kiosk.picture())
        self.assertEqual(len(set(pictures)), 4)
        self.ends_well(kiosk)

    def test_with_two_switches_there_is_no_time_and_the_second_chooses(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("press switch1")
        tree = kiosk.tree()
        self.assertEqual(tree.node("scan.hint")["label"], "Press the second switch to go in.")
        self.assertNotIn("scan.timer", tree.ids())
        self.ends_well(kiosk)

    def test_the_time_can_be_made_longer_and_ends_with_the_visit(self):
        kiosk = self.one_switch()
        kiosk("press switch1", "activate bar.access")
        pages = kiosk.tree()["pages"]
        for _ in range(pages):
            if "access.dwell.more" in kiosk.tree().ids():
                break
            kiosk("activate access.next_page")
        kiosk("activate access.dwell.more", "activate access.dwell.more")
        self.assertIn("6 of 7", kiosk.tree().node("access.dwell.value")["label"])
        kiosk("activate access.done", "press switch1")
        kiosk("press switch1")
        lit = kiosk.tree()["focus"]
        kiosk("wait 4400")
        self.assertEqual(kiosk.tree()["focus"], lit, "2000 ms have become 4500")
        kiosk("wait 200")
        self.assertNotEqual(kiosk.tree()["focus"], lit)
        self.ends_well(kiosk)

    def test_one_or_two_is_the_residents_choice(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("press switch1", "activate bar.access")
        while "access.switches.one" not in kiosk.tree().ids():
            kiosk("activate access.next_page")
        kiosk("activate access.switches.one", "activate access.done", "press switch1")
        lit = kiosk.tree()["focus"]
        kiosk("wait 1900")
        self.assertNotEqual(kiosk.tree()["focus"], lit, "the light moves by itself now")
        self.ends_well(kiosk)
