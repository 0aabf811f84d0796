# SPDX-License-Identifier: GPL-3.0-or-later
"""Visits from attract to the end, as residents make them."""
import re

from driving import BAR, Journey, SAMPLES_A_SECOND

# One press away from home or from a page that has been reached; every screen there is so far.
WAYS = {
    "language": ["tap bar.language"],
    "not_here": ["tap bar.language", "tap language.other"],
    "home": [],
    "results": ["tap home.topic.money"],
    "near": ["tap home.near"],
    "search": ["type food bank"],
    "service": ["tap home.topic.work", "tap results.card.central-library"],
    "help_now": ["tap home.help_now"],
    "talk": ["tap home.talk"],
    "access": ["tap bar.access"],
    "still_there": ["wait 120100"],
}


class ArabicVisit(Journey):
    def test_attract_to_listen_to_home(self):
        kiosk = self.kiosk()
        self.assertEqual(kiosk.tree()["screen"], "attract")
        kiosk("touch 960 540")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree["direction"]), ("language", "en", "ltr"))
        self.assertEqual(tree.node("language.ar")["label"], "العربية")
        self.assertEqual(tree.node("language.ar")["language"], "ar")
        hello = kiosk.speech()
        self.assertEqual([(clause["text"], clause["node"]) for clause in hello], [("Hold the bottom left to listen.", "")])
        kiosk.greeted = len(hello)

        kiosk("tap language.ar")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree["direction"]), ("home", "ar", "rtl"))
        # Mirrored: the first topic is at the right, the bar stays where it was for everyone.
        first, second = tree.all_of("tile")[1:3]
        self.assertGreater(first["bounds_px"][0], second["bounds_px"][0])
        places = [tree.node(name)["bounds_px"][0] for name in BAR]
        self.assertEqual(places, sorted(places))

        kiosk("tap home.topic.work")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree["direction"]), ("results", "ar", "rtl"))
        self.assertEqual(tree.cards()[0], "results.card.central-library", "nearest first")
        card = tree.node("results.card.central-library")
        self.assertEqual((card["label"], card["language"]), ("Leeds Central Library", "en"))
        self.assertEqual(card["lines"], ["Leeds Central Library"], "an English name is drawn from left to right")

        kiosk("tap results.card.central-library")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree["direction"]), ("service", "ar", "rtl"))
        self.assertEqual(tree.node("service.day.1.times")["lines"], ["09:00–19:00"], "opening before closing, from left to right")
        self.assertIn({"text": "LS1 3AB", "language": "en", "kind": "postcode"}, tree.node("service.address.line")["spans"])
        picture = kiosk.picture()
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(picture[16:24], (1920).to_bytes(4, "big") + (1080).to_bytes(4, "big"))

        kiosk("tap service.listen")
        self.assertTrue(kiosk.state()["speaking"])
        silent_before = len(kiosk.sound())
        self.assertEqual(silent_before, 0, "no time has gone by yet")
        kiosk("wait 1000")
        playing = [clause for clause in kiosk.speech() if clause["ended"] == "playing"]
        self.assertTrue(playing)
        kiosk("settle")
        clauses = kiosk.speech()
        self.assertEqual({clause["ended"] for clause in clauses}, {"finished"})
        voices = {clause["language"]: clause["voice"] for clause in clauses}
        self.assertEqual(voices, {"en": "gmw/en", "ar": "sem/ar"})
        name = clauses[0]
        self.assertEqual((name["text"], name["language"], name["voice"], name["node"], name["route"]),
                         ("Leeds Central Library", "en", "gmw/en", "service.name", "speaker"))
        self.assertIsNotNone(name["first_sound_wall_ms"])
        for clause in clauses:
            self.assertEqual(bool(re.search("[\u0600-\u06ff]", clause["text"])), clause["language"] == "ar", clause)
            self.assertIn(clause["node"], ["", *tree.ids()])
        monday = [clause["text"] for clause in clauses if clause["node"] == "service.day.1.times"]
        self.assertEqual(len(monday), 1)
        self.assertNotRegex(monday[0], "[0-9:]", "times are said in words")

        sound = kiosk.sound()
        self.assertGreater(len(sound), 20 * SAMPLES_A_SECOND)
        self.assertLess(len(sound), 240 * SAMPLES_A_SECOND)
        self.assertGreater(sound.loudest(), 3000)
        self.assertGreater(sound.loudest(0, SAMPLES_A_SECOND // 4), 300, "speech starts at once")

        kiosk("press home")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"]), ("home", "ar"))
        self.assertEqual(len(kiosk.speech()), len(clauses), "home says nothing by itself")
        self.ends_well(kiosk)

    def test_telephone_number(self):
        kiosk = self.kiosk("--lang", "ar")
        kiosk("touch 960 540", "type food bank armley", "tap label:Armley")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["direction"]), ("service", "rtl"))
        number = tree.node("service.phone.0")
        self.assertEqual(number["lines"], ["0113 269 2985"])
        self.assertEqual(number["spans"], [{"text": "0113 269 2985", "language": "en", "kind": "telephone"}])
        kiosk("tap service.listen", "settle")
        said = [clause for clause in kiosk.speech() if clause["node"] == "service.phone.0"]
        self.assertTrue(said)
        self.assertEqual({clause["voice"] for clause in said}, {"gmw/en"})
        self.assertNotIn("0113", " ".join(clause["text"] for clause in said), "said figure by figure")
        self.ends_well(kiosk)

    def test_going_home_ends_what_is_being_said(self):
        kiosk = self.kiosk("--lang", "ar")
        kiosk("touch 960 540", "tap home.topic.work", "tap results.card.central-library", "tap service.listen", "wait 500", "press home")
        ended = [clause["ended"] for clause in kiosk.speech()]
        self.assertNotIn("playing", ended)
        self.assertNotIn("finished", ended)
        heard = len(kiosk.sound())
        kiosk("wait 1000")
        self.assertEqual(kiosk.sound().loudest(heard), 0, "not one more sample")
        self.ends_well(kiosk)

    def test_listen_pauses_and_goes_on(self):
        kiosk = self.english()
        kiosk("tap home.topic.work", "tap results.card.central-library")
        listen = kiosk.tree().node("service.listen")["label"]
        kiosk("tap service.listen", "wait 2000")
        self.assertNotEqual(kiosk.tree().node("service.listen")["label"], listen, "the button offers a pause")
        kiosk("tap service.listen")
        self.assertTrue(kiosk.state()["paused"])
        heard = len(kiosk.sound())
        kiosk("wait 1000")
        self.assertEqual(kiosk.sound().loudest(heard), 0)
        kiosk("tap service.listen", "settle")
        self.assertEqual({clause["ended"] for clause in kiosk.speech()}, {"finished"})
        self.assertEqual(kiosk.tree().node("service.listen")["label"], listen)
        self.ends_well(kiosk)


class KeysAlone(Journey):
    def to(self, kiosk, wanted, most=60):
        """Press next until the focus is on `wanted`."""
        for _ in range(most):
            kiosk("press next")
            if kiosk.state()["focus"] == wanted:
                return
        self.fail(f"{wanted} was not reached: {kiosk.tree().ids()}")

    def test_attract_to_listen_to_home(self):
        kiosk = self.kiosk()
        kiosk("press select")
        self.assertEqual(kiosk.screen(), "language")
        self.to(kiosk, "language.en")
        kiosk("press select")
        self.assertEqual(kiosk.screen(), "home")
        self.to(kiosk, "home.topic.work")
        kiosk("press select")
        self.assertEqual(kiosk.screen(), "results")
        self.to(kiosk, "results.card.central-library")
        kiosk("press select")
        self.assertEqual(kiosk.screen(), "service")
        self.to(kiosk, "service.listen")
        said = len(kiosk.speech())
        kiosk("press select", "settle")
        listened = kiosk.speech()[said:]
        self.assertEqual(listened[0]["node"], "service.name")
        self.assertEqual({clause["ended"] for clause in listened}, {"finished"})
        kiosk("press back")
        self.assertEqual(kiosk.screen(), "results")
        kiosk("press back")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("press back")
        self.assertEqual(kiosk.screen(), "home", "home has nothing before it")
        kiosk("tap home.near", "tap bar.access", "press home")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_the_ring_speaks_and_comes_round(self):
        kiosk = self.english()
        tree = kiosk.tree()
        controls = [node["id"] for node in tree["nodes"] if node["touch_px"]]
        visited, spoken = [], 0
        while len(visited) < 80:
            kiosk("press next")
            focus = kiosk.tree()["focus"]
            if visited and focus == visited[0]:
                break
            visited.append(focus)
            new = kiosk.speech()[spoken:]
            spoken += len(new)
            self.assertTrue(new, f"{focus} says nothing")
            # Words said in the place of those that are shown belong to no node.
            self.assertLessEqual({clause["node"] for clause in new if clause["node"] and not clause["node"].startswith(focus)}, set(), focus)
        self.assertEqual(visited[0], tree.all_of("heading")[0]["id"], "the first press lands on the heading")
        self.assertEqual(len(set(visited)), len(visited))
        self.assertLessEqual(set(controls), set(visited))
        self.assertEqual([name for name in visited if name in BAR], BAR)
        kiosk("press previous")
        self.assertEqual(kiosk.tree()["focus"], visited[-1])
        kiosk("press left", "press right")
        self.assertEqual(kiosk.tree()["focus"], visited[-1])
        focused = [node["id"] for node in kiosk.tree()["nodes"] if node["focused"]]
        self.assertEqual(focused, [visited[-1]])
        self.ends_well(kiosk)

    def test_the_focus_is_seen_and_a_touch_takes_its_ring_away(self):
        kiosk = self.english()
        plain = kiosk.picture()
        kiosk("press next")
        ringed = kiosk.picture()
        self.assertNotEqual(plain, ringed)
        kiosk("press next")
        self.assertNotEqual(kiosk.picture(), ringed)
        kiosk("touch 5 5", "settle")
        self.assertEqual(kiosk.picture(), plain)
        self.ends_well(kiosk)

    def test_rate_volume_repeat_and_pause(self):
        kiosk = self.english()
        kiosk("press next", "settle")
        first = kiosk.speech()
        kiosk("press repeat", "settle")
        again = kiosk.speech()[len(first):]
        self.assertEqual([clause["text"] for clause in again], [clause["text"] for clause in first])
        kiosk("press faster", "settle", "press louder", "settle", "press next", "settle")
        now = kiosk.speech()[-1]
        self.assertGreater(now["words_per_minute"], first[0]["words_per_minute"])
        self.assertEqual(now["gain_db"], first[0]["gain_db"] + 6)
        for _ in range(10):
            kiosk("press slower", "press quieter")
        kiosk("press next", "settle")
        now = kiosk.speech()[-1]
        self.assertEqual((now["words_per_minute"], now["gain_db"]), (62, -30))
        for _ in range(10):
            kiosk("press faster", "press louder")
        kiosk("press next", "settle")
        now = kiosk.speech()[-1]
        self.assertEqual((now["words_per_minute"], now["gain_db"]), (246, 0))
        kiosk("press repeat", "wait 100", "press pause")
        self.assertTrue(kiosk.state()["paused"])
        kiosk("press pause", "settle")
        self.assertEqual(kiosk.speech()[-1]["ended"], "finished")
        kiosk("press exit")
        self.assertEqual(kiosk.screen(), "attract")
        self.ends_well(kiosk)


class ReadAloud(Journey):
    def test_every_page_is_read_and_turns_off_at_once(self):
        kiosk = self.english()
        kiosk("tap bar.read_aloud")
        tree = kiosk.tree()
        self.assertIs(tree.node("bar.read_aloud")["checked"], True)
        kiosk("settle")
        clauses = kiosk.speech()
        self.assertEqual(clauses[0]["node"], tree.all_of("heading")[0]["id"])
        said = " ".join(clause["text"] for clause in clauses)
        for name in ("home.topic.health", "home.topic.rights", "home.near", "home.talk", "home.help_now"):
            first_word = tree.node(name)["label"].split()[0]
            self.assertIn(first_word, said)
        self.assertFalse([clause for clause in clauses if clause["node"].startswith(("bar.", "top."))], "what every page has is not read on every page")

        before = len(clauses)
        kiosk("tap home.topic.money", "settle")
        page = kiosk.speech()[before:]
        self.assertEqual(page[0]["node"], "results.title")
        self.assertIn("results.count", {clause["node"] for clause in page})
        self.assertTrue({clause["node"] for clause in page} >= set(kiosk.tree().cards()))

        before = len(kiosk.speech())
        kiosk("tap results.next_page", "wait 300", "tap bar.read_aloud")
        self.assertEqual({clause["ended"] for clause in kiosk.speech()[before:]} - {"interrupted"}, set())
        heard = len(kiosk.sound())
        kiosk("wait 500")
        self.assertEqual(kiosk.sound().loudest(heard), 0)
        before = len(kiosk.speech())
        kiosk("press back", "settle")
        self.assertEqual(len(kiosk.speech()), before)
        self.ends_well(kiosk)

    def test_a_new_page_replaces_what_is_said(self):
        kiosk = self.english()
        kiosk("tap bar.read_aloud", "wait 500", "tap home.topic.money", "wait 100")
        clauses = kiosk.speech()
        old = [clause["ended"] for clause in clauses if clause["requested_ms"] == 0]
        new = [clause["ended"] for clause in clauses if clause["requested_ms"] == 500]
        self.assertTrue(old and new)
        self.assertLessEqual(set(old), {"finished", "interrupted", "replaced"})
        self.assertIn("playing", new)
        self.ends_well(kiosk)


class HearFirst(Journey):
    def setUp(self):
        super().setUp()
        self.visit = self.english()
        self.visit("press help", "settle")
        self.assertTrue(self.visit.state()["hear_first"])

    def new_words(self, before):
        return [clause for clause in self.visit.speech()[before:] if clause["node"]]

    def test_a_touch_reads_and_changes_nothing(self):
        kiosk = self.visit
        for name in ("home.topic.money", "home.topic.health", "bar.start_again", "bar.hide", "bar.contrast"):
            before = len(kiosk.speech())
            kiosk(f"tap {name}", "wait 700")
            state = kiosk.state()
            self.assertEqual((state["screen"], state["focus"], state["theme"]), ("home", name, "day"))
            self.assertEqual(self.new_words(before)[0]["node"], name)

    def test_a_double_tap_acts_on_what_was_read_last(self):
        kiosk = self.visit
        kiosk("tap home.topic.health", "wait 700", "tap home.topic.money", "wait 300", "tap home.topic.money")
        state = kiosk.state()
        self.assertEqual((state["screen"], state["topic"]), ("results", "money"))

    def test_the_second_tap_may_land_anywhere(self):
        kiosk = self.visit
        kiosk("tap home.topic.money", "wait 300", "tap home.talk")
        self.assertEqual((kiosk.state()["screen"], kiosk.state()["topic"]), ("results", "money"))

    def test_a_finger_that_stays_is_no_tap(self):
        kiosk = self.visit
        kiosk("hold home.topic.money 2000", "wait 100", "tap home.talk", "wait 700")
        self.assertEqual((kiosk.screen(), kiosk.state()["focus"]), ("home", "home.talk"))
        kiosk("tap home.topic.health", "wait 100", "hold home.near 1500", "wait 700")
        self.assertEqual((kiosk.screen(), kiosk.state()["focus"]), ("home", "home.near"), "it was read, and did nothing")

    def test_two_slow_taps_are_not_one(self):
        kiosk = self.visit
        kiosk("tap home.topic.money", "wait 650", "tap home.topic.money", "wait 650")
        self.assertEqual(kiosk.screen(), "home")

    def test_a_sliding_finger_reads_what_it_passes(self):
        kiosk = self.visit
        tree = kiosk.tree()
        before = len(kiosk.speech())
        kiosk(f"down {tree.middle('home.topic.health')}", "wait 100")
        for name in ("home.topic.money", "home.topic.home", "home.topic.money"):
            kiosk(f"move {tree.middle(name)}", "wait 100")
            self.assertEqual(kiosk.state()["focus"], name)
        kiosk("up", "wait 1000")
        self.assertEqual(kiosk.screen(), "home")
        nodes = [clause["node"] for clause in self.new_words(before) if clause["node"].count(".") == 2]
        self.assertEqual(nodes[0], "home.topic.health")
        self.assertLess(nodes.index("home.topic.money"), nodes.index("home.topic.home"))
        a, b = tree.middle("home.topic.health"), tree.middle("home.talk")
        kiosk(f"drag {a} {b} 500", "wait 1000")
        self.assertEqual(kiosk.screen(), "home")

    def test_what_is_switched_off_is_read_and_does_nothing(self):
        kiosk = self.visit
        kiosk("tap home.topic.money", "tap home.topic.money", "settle")
        middle = kiosk.tree().middle("results.page_before")
        before = len(kiosk.speech())
        kiosk(f"touch {middle}", "wait 100", f"touch {middle}")
        self.assertEqual(kiosk.tree()["page"], 1)
        self.assertIn("results.page_before", {clause["node"] for clause in kiosk.speech()[before:]})

    def test_the_corner_starts_it(self):
        kiosk = self.kiosk()
        kiosk("down 20 1060", "wait 1900")
        self.assertEqual(kiosk.screen(), "attract")
        kiosk("wait 200", "up")
        state = kiosk.state()
        self.assertEqual((state["screen"], state["hear_first"]), ("language", True))
        kiosk("settle")
        said = kiosk.said()
        self.assertEqual(said[:2], ["Touch reads,", "twice chooses."])
        self.assertIn("العربية", said, "each language says its own name")
        self.ends_well(kiosk)

    def test_the_corner_starts_it_on_every_screen_with_raw_touches_alone(self):
        for screen, way in WAYS.items():
            with self.subTest(screen):
                kiosk = self.english()
                if way:
                    kiosk(*way)
                before = len(kiosk.speech())
                kiosk("down 20 1060", "wait 2001", "up")
                state = kiosk.state()
                self.assertEqual((state["screen"], state["hear_first"]), (screen, True))
                self.assertEqual(kiosk.said(before)[0], "Touch reads,")
                self.ends_well(kiosk)


class FingersWithoutHearFirst(Journey):
    def test_a_finger_acts_on_release_inside_the_target(self):
        kiosk = self.english()
        tree = kiosk.tree()
        money, talk = tree.middle("home.topic.money"), tree.middle("home.talk")
        kiosk(f"down {money}")
        self.assertEqual(kiosk.screen(), "home")
        kiosk(f"move {talk}", "up")
        self.assertEqual(kiosk.screen(), "home", "sliding off cancels")
        kiosk(f"drag {money} {money} 300")
        self.assertEqual(kiosk.screen(), "results", "a finger that stays is a tap")
        kiosk("press home", f"down {money}", f"down {talk} 1", "up 1")
        self.assertEqual(kiosk.screen(), "home", "a second finger does nothing")
        kiosk("up")
        self.assertEqual(kiosk.screen(), "results")
        kiosk("press home", "hold home.talk 5000")
        self.assertEqual(kiosk.screen(), "talk")
        self.ends_well(kiosk)


class Search(Journey):
    def hits(self, tree):
        return [node["id"] for node in tree.all_of("link")]

    def test_typing_finds(self):
        kiosk = self.english()
        kiosk("type foo")
        self.assertEqual(kiosk.screen(), "search")
        kiosk("type d bank")
        tree = kiosk.tree()
        self.assertEqual(tree.node("search.field")["value"], "food bank")
        self.assertTrue(self.hits(tree))
        self.assertTrue(all("food-bank" in name for name in self.hits(tree)), self.hits(tree))
        kiosk("tap search.go")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "results")
        self.assertTrue(all("food-bank" in card for card in tree.cards()), tree.cards())
        kiosk(f"tap {tree.cards()[0]}", "press back")
        self.assertEqual(kiosk.tree().cards(), tree.cards())
        kiosk("press back")
        self.assertEqual(kiosk.screen(), "search")
        self.ends_well(kiosk)

    def test_in_arabic(self):
        kiosk = self.kiosk("--lang", "ar")
        kiosk("touch 960 540", "type بنك طعام")
        tree = kiosk.tree()
        self.assertEqual(tree.node("search.field")["value"], "بنك طعام")
        self.assertTrue(any("food-bank" in name for name in self.hits(tree)), self.hits(tree))
        self.ends_well(kiosk)

    def test_nothing_found_is_no_dead_end(self):
        kiosk = self.english()
        kiosk("type zzqxzzqx", "tap search.go")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree.cards()), ("results", []))
        kiosk("tap results.talk")
        self.assertEqual(kiosk.screen(), "talk")
        self.ends_well(kiosk)

    def test_clearing(self):
        kiosk = self.english()
        kiosk("type library", "tap search.clear")
        tree = kiosk.tree()
        self.assertFalse(tree.node("search.field")["value"])
        self.assertIs(tree.node("search.go")["enabled"], False)
        self.assertEqual(self.hits(tree), [])
        self.ends_well(kiosk)

    def test_any_characters(self):
        words = ['"', "'", "\"*(){}^:NEAR/3 AND OR NOT", "' OR 1=1; DROP TABLE service; --", "%_%\\", "a" * 5000, "\u202e\u2066\u200f\u200b",
                 "😀👩‍👩‍👧‍👦🇬🇧", "e\u0301" * 300, "\ufffe\uffff\U0010ffff", "<b>&amp;</b>", "${HOME} $(id) `id` %s%n", "\t\x01\x1b[31m\x7f", "ﷺ" * 50, "ا" * 400,
                 "नमस्ते ਪੰਜਾਬੀ 中文 ትግርኛ", "-", "*", "label:food", "../../etc/passwd", "   "]
        raw = [b"\xff\xfe\xc0\xaf", b"\xed\xa0\x80", b"\xe2\x82", b"food\x00bank", b"\xf0\x9f\x98" * 90]
        kiosk = self.english()
        for typed in [word.encode() for word in words] + raw:
            kiosk("press home")
            answer = kiosk.answer(b"type " + typed)
            self.assertTrue(answer["ok"], (typed, answer))
            tree = kiosk.tree()
            self.assertEqual(tree["screen"], "search", typed)
            self.assertLessEqual(len(kiosk.state()["words"].encode()), 3 * 200, typed)
            if typed in raw:
                kiosk.picture()
            if tree.node("search.go")["enabled"]:
                kiosk("tap search.go")
                self.assertEqual(kiosk.screen(), "results", typed)
        kiosk("press home", "type food bank")
        self.assertTrue(self.hits(kiosk.tree()), "the directory is as it was")
        kiosk("press next", "settle")
        self.ends_well(kiosk)

    def test_a_word_without_end_stays_in_its_field(self):
        kiosk = self.english()
        kiosk("type " + "a" * 250)
        field = kiosk.tree().node("search.field")
        self.assertFalse(field["clipped"])
        self.assertGreater(len(field["lines"]), 1)
        self.ends_well(kiosk)

    def test_typing_on_attract_begins_nothing(self):
        kiosk = self.kiosk()
        kiosk("type hello")
        self.assertEqual((kiosk.screen(), kiosk.state()["words"]), ("attract", ""))
        self.ends_well(kiosk)


class Idle(Journey):
    def full_visit(self, kiosk):
        """A visit that has changed all that a visit can change."""
        kiosk("touch 960 540", "tap language.ar", "tap bar.text_size", "tap bar.contrast", "press next", "press louder", "press faster",
              "tap bar.read_aloud", "settle", "press home", "type Zanzibarquux", "settle", "tap search.go", "settle")

    def remembered(self, kiosk):
        state = kiosk.state()
        del state["now_ms"]
        return state

    def assert_nothing_is_left(self, kiosk, fresh_state, fresh_tree):
        self.assertEqual(self.remembered(kiosk), fresh_state)
        self.assertEqual(kiosk.tree(), fresh_tree)
        said = len(kiosk.speech())
        kiosk("press repeat", "settle")
        self.assertEqual(len(kiosk.speech()), said, "what was said is forgotten")
        self.assertEqual(kiosk.screen(), "attract")
        # The next visit starts as the first one did.
        kiosk("touch 960 540")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree["theme"], tree["text_size"]), ("language", "en", "day", 1))
        kiosk("tap language.en", "type a")
        self.assertEqual(kiosk.state()["words"], "a")

    def test_the_question_and_the_end(self):
        kiosk = self.kiosk()
        fresh_state, fresh_tree = self.remembered(kiosk), kiosk.tree()
        self.full_visit(kiosk)
        kiosk("wait 119900")
        self.assertEqual(kiosk.screen(), "results")
        kiosk("wait 200")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"]), ("still_there", "ar"))
        self.assertNotIn("Zanzibarquux", str(tree))
        self.assertFalse([name for name in tree.ids() if name.startswith(("results.", "home.", "search.", "top."))], "the cover is opaque")
        self.assertEqual(tree["focus"], "still_there.carry_on")
        asked = kiosk.speech()[-1]
        self.assertGreaterEqual(asked["requested_ms"], kiosk.state()["now_ms"] - 200, "who reads by ear hears the question")
        kiosk("wait 39700")
        self.assertEqual(kiosk.screen(), "still_there")
        kiosk("wait 300")
        self.assertEqual(kiosk.screen(), "attract")
        self.assert_nothing_is_left(kiosk, fresh_state, fresh_tree)
        self.ends_well(kiosk)

    def test_start_again_and_no(self):
        for way in ("tap bar.start_again", "press exit"):
            kiosk = self.kiosk()
            fresh_state, fresh_tree = self.remembered(kiosk), kiosk.tree()
            self.full_visit(kiosk)
            kiosk(way)
            self.assert_nothing_is_left(kiosk, fresh_state, fresh_tree)
            self.ends_well(kiosk)
        kiosk = self.english()
        kiosk("wait 120100", "tap still_there.clear")
        self.assertEqual(kiosk.screen(), "attract")
        self.ends_well(kiosk)

    def test_carrying_on(self):
        kiosk = self.english()
        kiosk("tap home.topic.money", "tap results.next_page")
        before = kiosk.tree()
        for way in ("tap still_there.carry_on", "press select", "press back", "touch 5 5"):
            kiosk("wait 120100")
            self.assertEqual(kiosk.screen(), "still_there", way)
            kiosk("wait 20000", way)
            after = kiosk.tree()
            self.assertEqual((after["screen"], after["page"], after.cards()), ("results", 2, before.cards()), way)
        kiosk("wait 119900")
        self.assertEqual(kiosk.screen(), "results", "the time starts again")
        self.ends_well(kiosk)

    def test_any_sign_of_life_puts_the_question_off(self):
        kiosk = self.english()
        for sign in ("touch 5 5", "press next", "press quieter", "type a", "headphones out", "down 5 5", "up"):
            kiosk("wait 100000", sign)
            self.assertNotEqual(kiosk.screen(), "still_there", sign)
        self.ends_well(kiosk)

    def test_attract_waits_for_ever(self):
        kiosk = self.kiosk()
        kiosk("wait 700000")
        self.assertEqual(kiosk.screen(), "attract")
        self.ends_well(kiosk)

    def test_it_does_not_ask_while_it_reads(self):
        kiosk = self.english()
        for _ in range(6):
            kiosk("press slower")
        kiosk("tap home.topic.work", "tap results.card.central-library", "tap service.listen")
        while kiosk.state()["speaking"]:
            kiosk("wait 10000")
            self.assertEqual(kiosk.screen(), "service")
        self.assertGreater(kiosk.state()["now_ms"], 60000)
        kiosk("wait 120000")
        self.assertEqual(kiosk.screen(), "still_there")
        self.ends_well(kiosk)


class HideThisScreen(Journey):
    def test_from_every_screen(self):
        kiosk = self.english()
        for screen, way in WAYS.items():
            for leave in ("tap bar.hide", "press exit"):
                kiosk("touch 960 540", *way)
                tree = kiosk.tree()
                self.assertEqual(tree["screen"], screen)
                self.assertEqual([name for name in tree.ids() if name in BAR], BAR, screen)
                kiosk(leave)
                tree = kiosk.tree()
                self.assertEqual(tree["screen"], "attract", f"{leave} on {screen}")
                self.assertNotIn("food bank", str(tree))
                state = kiosk.state()
                self.assertEqual((state["words"], state["topic"], state["service"], state["history"], state["pages"]), ("", None, None, [], {}))
        self.ends_well(kiosk)


class SizesAndColours(Journey):
    def test_text_size_steps_in_place(self):
        kiosk = self.english()
        kiosk("tap home.topic.money")
        capitals = []
        for step in (1, 2, 3, 4, 1):
            tree = kiosk.tree()
            self.assertEqual((tree["screen"], tree["text_size"]), ("results", step))
            self.assertFalse([node["id"] for node in tree["nodes"] if node["clipped"]])
            capitals.append(tree.node("results.title")["cap_height_px"])
            kiosk("tap bar.text_size")
        self.assertLess(capitals[0], capitals[1])
        self.assertLess(capitals[1], capitals[2])
        self.assertLess(capitals[2], capitals[3])
        self.assertEqual(capitals[0], capitals[4])
        self.ends_well(kiosk)

    def test_contrast_steps_in_place(self):
        kiosk = self.english()
        themes, colours, pictures = [], [], set()
        for _ in range(5):
            tree = kiosk.tree()
            heading = tree.all_of("heading")[0]
            themes.append(tree["theme"])
            colours.append((heading["text_colour"], heading["background_colour"]))
            pictures.add(kiosk.picture())
            kiosk("tap bar.contrast")
            self.assertEqual(kiosk.screen(), "home")
        self.assertEqual(themes, ["day", "soft", "white_on_black", "yellow_on_black", "day"])
        self.assertEqual(colours[2], ("#ffffff", "#000000"))
        self.assertEqual(colours[3][1], "#000000")
        self.assertEqual(len(set(colours)), 4)
        self.assertEqual(len(pictures), 4)
        self.ends_well(kiosk)

    def test_the_settings_page(self):
        kiosk = self.english()
        kiosk("tap bar.access")
        settings = {"access.read_aloud": "read_aloud", "access.hear_first": "hear_first"}
        kiosk("tap access.read_aloud")
        self.assertTrue(kiosk.state()["read_aloud"])
        kiosk("tap access.read_aloud")
        for name, remembered in settings.items():
            self.assertFalse(kiosk.state()[remembered], name)
        kiosk("tap access.done")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("tap bar.contrast", "tap bar.text_size", "tap bar.access")
        if "access.reset" in kiosk.tree().ids():
            kiosk("tap access.reset")
            self.assertEqual((kiosk.state()["theme"], kiosk.state()["text_size"]), ("day", 1))
        self.ends_well(kiosk)


class Pages(Journey):
    def test_every_card_is_on_one_page(self):
        kiosk = self.english()
        kiosk("tap home.topic.money")
        tree = kiosk.tree()
        count, pages, cards = kiosk.state()["results"], tree["pages"], []
        self.assertGreater(pages, 1)
        self.assertIn(str(count), tree.node("results.count")["label"])
        for page in range(1, pages + 1):
            tree = kiosk.tree()
            self.assertEqual((tree["page"], tree["pages"]), (page, pages))
            self.assertEqual([line for line in tree.node("results.page")["lines"]], [f"Page {page} of {pages}"])
            self.assertEqual((tree.node("results.page_before")["enabled"], tree.node("results.next_page")["enabled"]), (page > 1, page < pages))
            cards += tree.cards()
            if page < pages:
                kiosk("tap results.next_page")
        self.assertEqual((len(cards), len(set(cards))), (count, count))
        kiosk("tap results.page_before")
        self.assertEqual(kiosk.tree()["page"], pages - 1)
        self.ends_well(kiosk)

    def test_near_here_has_the_nearest_first(self):
        kiosk = self.english()
        kiosk("tap home.near")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "near")
        self.assertGreater(kiosk.state()["results"], 50)
        self.assertEqual(tree.cards()[0], "results.card.central-library")
        self.ends_well(kiosk)

    def test_a_change_of_language_keeps_the_page(self):
        kiosk = self.english()
        kiosk("tap home.topic.money", "tap results.next_page", "tap results.next_page")
        english = kiosk.tree()
        kiosk("tap bar.language", "tap language.ar")
        arabic = kiosk.tree()
        self.assertEqual((arabic["screen"], arabic["language"], arabic["direction"], arabic["page"]), ("results", "ar", "rtl", 3))
        self.assertEqual(arabic.cards(), english.cards())
        self.assertNotEqual(arabic.node("results.title")["label"], english.node("results.title")["label"])
        kiosk(f"tap {arabic.cards()[0]}", "tap bar.language", "tap language.en")
        service = kiosk.tree()
        self.assertEqual((service["screen"], service["direction"]), ("service", "ltr"))
        kiosk("press back")
        back = kiosk.tree()
        self.assertEqual((back["screen"], back["page"], back["language"], back.cards()), ("results", 3, "en", english.cards()))
        self.assertEqual(back, english, "and in the words of the language chosen last")
        self.ends_well(kiosk)

    def test_a_search_keeps_its_words_through_a_change_of_language(self):
        kiosk = self.english()
        kiosk("type library", "tap bar.language", "tap language.ar")
        tree = kiosk.tree()
        self.assertEqual((tree["screen"], tree["language"], tree.node("search.field")["value"]), ("search", "ar", "library"))
        self.ends_well(kiosk)


class Headphones(Journey):
    def test_in_and_out(self):
        kiosk = self.english()
        kiosk("headphones in")
        state = kiosk.state()
        self.assertEqual((state["headphones"], state["hear_first"]), (True, True))
        kiosk("wait 500")
        clauses = kiosk.speech()
        self.assertTrue(clauses)
        self.assertEqual({clause["route"] for clause in clauses}, {"headphones"})
        kiosk("headphones out")
        state = kiosk.state()
        self.assertEqual((state["headphones"], state["hear_first"], state["read_aloud"], state["speaking"]), (False, False, False, False))
        heard = len(kiosk.sound())
        kiosk("tap home.topic.money", "wait 1000")
        self.assertEqual(kiosk.screen(), "results", "touch acts at once again")
        self.assertEqual(kiosk.sound().loudest(heard), 0, "not a word leaks to the room")
        self.assertNotIn("playing", {clause["ended"] for clause in kiosk.speech()})
        self.ends_well(kiosk)

    def test_on_attract_they_begin_a_visit(self):
        kiosk = self.kiosk()
        kiosk("headphones in", "settle")
        self.assertEqual(kiosk.screen(), "language")
        self.assertTrue(kiosk.speech())
        kiosk("press exit")
        state = kiosk.state()
        self.assertEqual((state["screen"], state["headphones"], state["hear_first"]), ("attract", True, False))
        # Left in the jack, they are the next visit's way of working too.
        before = len(kiosk.speech())
        kiosk("touch 960 540", "wait 100")
        self.assertIs(kiosk.state()["hear_first"], True)
        self.assertEqual((kiosk.speech()[before]["text"], kiosk.speech()[before]["route"]), ("Touch reads,", "headphones"))
        kiosk("tap language.ar", "wait 700")
        self.assertEqual((kiosk.screen(), kiosk.state()["focus"]), ("language", "language.ar"), "a touch reads")
        self.ends_well(kiosk)


class Time(Journey):
    def samples(self, ms):
        return ms * SAMPLES_A_SECOND // 1000

    def test_wait_is_exactly_that_much_speech(self):
        kiosk = self.english()
        kiosk("wait 1234")
        self.assertEqual(len(kiosk.sound()), self.samples(1234))
        kiosk("tap home.topic.work", "tap results.card.central-library", "tap service.listen")
        passed = 1234
        for ms in (1, 7, 49, 50, 51, 1000, 2377):
            kiosk(f"wait {ms}")
            passed += ms
            self.assertEqual(len(kiosk.sound()), self.samples(passed), ms)
            self.assertEqual(kiosk.state()["now_ms"], passed)
        sound = kiosk.sound()
        self.assertEqual(sound.loudest(0, self.samples(1234)), 0)
        self.assertGreater(sound.loudest(self.samples(1234)), 1000)
        kiosk("wait 0")
        self.assertEqual(kiosk.sound().samples, sound.samples)
        self.ends_well(kiosk)

    def test_fingers_take_the_time_they_are_given(self):
        kiosk = self.english()
        passed = 0
        for line, ms in (("drag 5 5 50 50 500", 500), ("drag 5 5 50 50 57", 57), ("drag 5 5 50 50 3", 3), ("hold top.site 123", 123)):
            kiosk(line)
            passed += ms
            self.assertEqual(kiosk.state()["now_ms"], passed, line)
        self.ends_well(kiosk)

    def test_settle_moves_to_the_end_of_the_speech_and_no_further(self):
        kiosk = self.english()
        kiosk("settle")
        self.assertEqual((len(kiosk.sound()), kiosk.state()["now_ms"]), (0, 0), "nothing to wait for")
        kiosk("press next")
        kiosk("settle")
        sound, ended = kiosk.sound(), kiosk.state()["now_ms"]
        self.assertEqual(len(sound), self.samples(ended))
        self.assertGreater(ended, 300)
        self.assertEqual({clause["ended"] for clause in kiosk.speech()}, {"finished"})
        last = max(at for at, sample in enumerate(sound.samples) if abs(sample) > 100)
        self.assertLess(len(sound) - last, SAMPLES_A_SECOND, "no long silence at the end")
        kiosk("wait 1000")
        self.assertEqual(kiosk.sound().loudest(len(sound)), 0)
        self.ends_well(kiosk)

    def test_the_same_speech_by_settle_and_by_wait(self):
        sounds = []
        for way in (["settle"], ["wait 30000"], ["wait 777"] * 40):
            kiosk = self.kiosk("--lang", "en")
            kiosk("touch 960 540", "settle", "press next", *way)  # what was said before is the same each time
            sounds.append(kiosk.sound().samples)
            self.ends_well(kiosk)
        settled = sounds[0]
        for waited in sounds[1:]:
            self.assertEqual(waited[:len(settled)], settled)
            self.assertFalse(any(waited[len(settled):]))

    def test_idle_stands_still_while_settling(self):
        kiosk = self.english()
        kiosk("wait 119900", "settle")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("wait 50")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("wait 100")
        self.assertEqual(kiosk.screen(), "still_there")
        kiosk("settle", "settle")
        self.assertEqual(kiosk.screen(), "still_there")
        self.ends_well(kiosk)

    def test_the_clock_on_the_glass(self):
        kiosk = self.english(now="2026-12-31T23:59:30")
        self.assertEqual(kiosk.tree().node("top.clock")["lines"], ["23:59"])
        self.assertIn("31 December", kiosk.tree().node("top.date")["label"])
        kiosk("wait 29000")
        self.assertEqual(kiosk.tree().node("top.clock")["lines"], ["23:59"])
        kiosk("wait 1000")
        self.assertEqual(kiosk.tree().node("top.clock")["lines"], ["00:00"])
        self.assertIn("1 January", kiosk.tree().node("top.date")["label"])
        self.ends_well(kiosk)

    def test_summer_time(self):
        for now, shown in (("2026-07-01T10:00:00Z", "11:00"), ("2026-07-01T10:00", "10:00"), ("2026-11-12T10:00:00Z", "10:00")):
            kiosk = self.english(now=now)
            self.assertEqual(kiosk.tree().node("top.clock")["lines"], [shown], now)
            self.ends_well(kiosk)
