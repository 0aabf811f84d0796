# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain and easy: a language found by ear, one that is not here, easy words, hard words explained; first contact."""
from driving import BAR, Journey, SAMPLES_A_SECOND

LANGUAGES = ["en", "pl", "ar", "ur", "pa", "zh-Hans"]
# Each name in its own voice (EN 301 549 5.1.3.14).
VOICES = {"en": "gmw/en", "pl": "zlw/pl", "ar": "sem/ar", "ur": "inc/ur", "pa": "inc/pa", "zh-Hans": "sit/cmn-Latn-pinyin"}


class FirstContact(Journey):
    """Handbook part 3, First contact; EN 301 549 5.1.3.10 (no unasked sound), 11.2.2.2 (attract is still)."""

    def test_attract_greets_in_every_language_at_once(self):
        for options in ([], ["--portrait"]):
            with self.subTest(options=options):
                kiosk = self.kiosk(*([] if not options else ["--window", "1080x1920"]))
                tree = kiosk.tree()
                self.assertEqual(tree["screen"], "attract")
                greeted = {node["language"] for node in tree["nodes"] if node["id"].startswith("attract.greeting.")}
                self.assertEqual(greeted | {"en"}, set(LANGUAGES))
                self.assertEqual(tree.node("attract.hello")["language"], "en")
                self.assertEqual(tree.node("attract.bsl")["label"], "BSL")
                corner = tree.node("attract.corner")
                height = 1920 if options else 1080
                x, y, width, high = corner["bounds_px"]
                self.assertEqual((x, y + high), (0, height), "the speech sign stands in the corner that it speaks of")
                self.assertIn("hold this corner", corner["label"])

    def test_attract_is_silent_and_still(self):
        kiosk = self.kiosk()
        before = kiosk.picture()
        kiosk("wait 60000")
        self.assertEqual(kiosk.picture(), before)
        self.assertEqual((kiosk.sound().loudest(), kiosk.speech()), (0, []))

    def test_the_first_touch_says_one_short_sentence_in_every_language(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                kiosk = self.kiosk("--lang", language)
                kiosk("touch 960 540", "settle")
                said = kiosk.speech()
                self.assertEqual({(clause["language"], clause["voice"], clause["node"], clause["ended"]) for clause in said}, {(language, VOICES[language], "", "finished")})
                samples = kiosk.sound()
                heard = [i for i, sample in enumerate(samples.samples) if abs(sample) > 8]
                self.assertTrue(heard)
                self.assertLessEqual(heard[-1] - heard[0], 3 * SAMPLES_A_SECOND)


class NamesHeard(Journey):
    """Each language's name, heard in its own voice before it is chosen (handbook part 3, First contact; EN 301 549 5.1.3.14)."""

    def at_languages(self, *options):
        kiosk = self.kiosk(*options)
        kiosk("touch 960 540")
        self.assertEqual(kiosk.screen(), "language")
        return kiosk

    def names(self, kiosk, since):
        return [(clause["node"], clause["language"], clause["voice"]) for clause in kiosk.speech()[since:]]

    def test_one_after_another_each_tile_lit_and_a_touch_chooses(self):
        kiosk = self.at_languages()
        kiosk("settle")
        since = len(kiosk.speech())
        dark = kiosk.picture()
        kiosk("tap language.listen", "wait 300")
        self.assertEqual(kiosk.tree().node("language.listen")["label"], "Pause")
        self.assertNotEqual(kiosk.picture(), dark)
        kiosk("settle")
        self.assertEqual(self.names(kiosk, since)[:6], [(f"language.{tag}", tag, VOICES[tag]) for tag in LANGUAGES])
        self.assertEqual(kiosk.tree().node("language.listen")["label"], "Hear the names")
        kiosk("tap language.listen", "wait 1500")
        kiosk(f"touch {kiosk.tree().middle('language.pa')}")
        self.assertEqual((kiosk.screen(), kiosk.state()["language"]), ("home", "pa"))
        self.assertFalse(kiosk.state()["speaking"], "choosing stops the reading")

    def test_at_the_largest_size_the_page_goes_with_the_name(self):
        kiosk = self.at_languages()
        kiosk("tap bar.text_size", "tap bar.text_size", "tap bar.text_size")
        shown = set()
        kiosk("tap language.listen")
        for _ in range(80):
            kiosk("wait 150")
            tree = kiosk.tree()
            playing = [clause["node"] for clause in kiosk.speech() if clause["ended"] == "playing" and clause["node"].startswith("language.")]
            shown.update(name for name in playing if name in tree.ids())
        self.assertGreaterEqual(shown, {f"language.{tag}" for tag in LANGUAGES}, "every name was on the page while it was said")

    def test_keys_and_hear_first_say_each_name_in_its_own_voice(self):
        kiosk = self.at_languages()
        kiosk("press help", "settle")
        for tag in LANGUAGES:
            since = len(kiosk.speech())
            kiosk(f"touch {kiosk.tree().middle('language.' + tag)}", "settle")
            self.assertEqual(self.names(kiosk, since)[0], (f"language.{tag}", tag, VOICES[tag]))
        self.assertEqual(kiosk.screen(), "language", "a touch reads and does not act")


class NotHere(Journey):
    """A language that the kiosk lacks: staff are shown what this hub has said it can do, and nothing more."""

    def open(self, *options):
        kiosk = self.kiosk(*options)
        kiosk("touch 960 540", "tap language.other")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "not_here")
        return kiosk, tree

    def test_nothing_is_promised_that_nobody_said(self):
        kiosk, tree = self.open()
        self.assertEqual([name for name in tree.ids() if name.startswith("not_here.help.")], [])
        self.assertIn("Nobody has told this kiosk", tree.node("not_here.staff.help")["label"])
        languages = [span["language"] for span in tree.node("not_here.languages")["spans"] if span["text"].strip()]
        self.assertEqual(languages, ["uk", "fr", "hi", "so", "am"])
        kiosk("tap top.back")
        self.assertEqual(kiosk.screen(), "language")

    def test_what_the_configuration_says_is_shown(self):
        config = self.write("kiosk.toml", '[here]\nhelp = ["telephone_interpreter", "hearing_loop"]\nstaff_speak = ["Polish", "Romanian"]\nnote = "Ask at the desk."\n')
        kiosk, tree = self.open("--config", config)
        help_here = {name: tree.node(name)["label"] for name in tree.ids() if name.startswith("not_here.help.")}
        self.assertEqual(help_here, {"not_here.help.telephone_interpreter": "An interpreter by telephone", "not_here.help.hearing_loop": "A hearing loop",
                                     "not_here.help.staff_speak": "Staff here speak Polish, Romanian", "not_here.help.note": "Ask at the desk."})

    def test_staff_read_english_whatever_the_screen_is_in(self):
        kiosk = self.kiosk("--lang", "ar")
        kiosk("touch 960 540", "tap bar.language", "tap language.other")
        tree = kiosk.tree()
        self.assertEqual((tree["language"], tree.node("not_here.staff.who")["language"], tree.node("not_here.title")["language"]), ("ar", "en", "ar"))


class EasyWords(Journey):
    """Easy read of a record, with pictures; EN 301 549 5.6 (the toggle shows and says how it stands)."""

    def at_library(self, language="en"):
        kiosk = self.kiosk("--lang", language)
        kiosk("tap attract.begin")
        self.hush(kiosk)
        kiosk("tap home.topic.work", "tap results.card.central-library")
        return kiosk

    def test_easy_lines_take_the_place_of_the_description_and_listen_reads_them(self):
        kiosk = self.at_library()
        tree = kiosk.tree()
        self.assertIs(tree.node("service.easy")["checked"], False)
        self.assertIn("service.description", tree.ids())
        kiosk("tap service.easy")
        tree = kiosk.tree()
        self.assertIs(tree.node("service.easy")["checked"], True)
        self.assertNotIn("service.description", tree.ids())
        lines = [tree.node(f"service.easy.{i}")["label"] for i in range(4)]
        self.assertEqual(lines[0], "This is a library.")
        kiosk("tap service.listen", "settle")
        said = [clause["text"] for clause in kiosk.speech() if clause["node"].startswith("service.easy.")]
        self.assertEqual(" ".join(said), " ".join(lines))

    def test_in_every_language_of_the_pack_and_for_the_whole_visit(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                kiosk = self.at_library(language)
                kiosk("tap service.easy")
                self.assertEqual(kiosk.tree().node("service.easy.0")["language"], language)
        kiosk("tap bar.start_again", "tap attract.begin")
        self.hush(kiosk)
        kiosk("tap home.topic.work", "tap results.card.central-library")
        self.assertIs(kiosk.tree().node("service.easy")["checked"], False)


class WordInPlace(Journey):
    """Hard words explained under the text; keys, switches and touch (EN 301 549 5.1.3.1, 5.6)."""

    def at_housing_benefit(self, *options):
        kiosk = self.english(*options)
        kiosk("tap home.topic.home")
        for _ in range(30):
            if "results.card.housing-benefit" in kiosk.tree().ids():
                break
            kiosk("tap results.next_page")
        kiosk("tap results.card.housing-benefit")
        self.assertEqual(kiosk.screen(), "service")
        return kiosk

    def test_opens_pushes_down_and_closes_one_at_a_time(self):
        kiosk = self.at_housing_benefit()
        tree = kiosk.tree()
        words = [node["label"] for node in tree["nodes"] if node["id"].startswith("service.word.")]
        self.assertGreaterEqual(set(words), {"State Pension age", "hostel", "supported housing", "Universal Credit", "tribunal"})
        self.assertTrue(all(tree.node(f"service.word.{i}")["checked"] is False for i in range(len(words))))
        at = words.index("hostel")
        kiosk(f"tap service.word.{at}")
        tree = kiosk.tree()
        self.assertIs(tree.node(f"service.word.{at}")["checked"] if f"service.word.{at}" in tree.ids() else True, True)
        self.assertEqual((tree.node("service.meaning.word")["label"], tree.node("service.meaning.text")["label"]),
                         ("hostel", "A building where people with no home can stay for a time."))
        since = len(kiosk.speech())
        kiosk("tap service.meaning.listen", "settle")
        self.assertEqual(kiosk.said(since), ["hostel", "A building where people with no home can stay for a time."])
        kiosk("tap service.meaning.close")
        self.assertNotIn("service.meaning.word", kiosk.tree().ids())
        self.assertIn(f"service.word.{at}", kiosk.tree().ids(), "back where the word is")

    def test_by_keys_at_the_largest_size_the_meaning_comes_up_and_is_read(self):
        kiosk = self.at_housing_benefit()
        kiosk("tap bar.text_size", "tap bar.text_size", "tap bar.text_size")
        for _ in range(20):
            if "service.word.0" in kiosk.tree().ids():
                break
            kiosk("tap service.next_page")
        for _ in range(40):
            if kiosk.state()["focus"] == "service.word.0":
                break
            kiosk("press next")
        since = len(kiosk.speech())
        kiosk("press select", "settle")
        self.assertEqual(kiosk.state()["focus"], "service.meaning.word")
        self.assertIn("service.meaning.word", kiosk.tree().ids())
        said = kiosk.said(since)
        self.assertEqual(said[0], kiosk.tree().node("service.meaning.word")["label"])
        self.assertGreater(len(said), 1)
        for _ in range(6):
            kiosk("press next")
            if kiosk.state()["focus"] == "service.meaning.close":
                break
        kiosk("press select")
        self.assertEqual(kiosk.state()["focus"], "service.word.0")
