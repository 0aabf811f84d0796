# SPDX-License-Identifier: GPL-3.0-or-later
"""Without sight, with a keypad and headphones (handbook part 3; EN 301 549 5)."""
import struct
import zlib

from by_keys import Keypad
from driving import Journey

# A way to each page, from home.
SCREENS = {
    "language": ["tap bar.language"],
    "home": ["press home"],
    "results": ["tap home.topic.money"],
    "near": ["tap home.near"],
    "search": ["type food bank"],
    "service": ["tap home.topic.work", "tap results.card.central-library"],
    "help_now": ["tap home.help_now"],
    "talk": ["tap home.talk"],
    "access": ["tap bar.access"],
    "learn_keys": ["tap bar.access", "activate access.learn_keys"],
    "still_there": ["wait 120100"],
}


class En301549_5_7_HeldKeys(Journey):
    def test_a_held_key_acts_once(self):
        kiosk = self.english()
        kiosk("keydown next")
        first = kiosk.state()["focus"]
        for _ in range(20):
            kiosk("keydown next", "wait 100")
        self.assertEqual(kiosk.state()["focus"], first)
        kiosk("keyup next", "wait 100", "keydown next")
        self.assertNotEqual(kiosk.state()["focus"], first)

    def test_a_stuck_key_is_logged_once_and_holds_up_no_other(self):
        kiosk = self.english()
        kiosk("keydown louder", "wait 9900", "press next")
        focus = kiosk.state()["focus"]
        kiosk("wait 30000", "keydown louder", "press next")
        self.assertNotEqual(kiosk.state()["focus"], focus)
        self.assertEqual(kiosk.state()["volume_step"], 5)
        status, errors = kiosk.close()
        self.assertEqual(status, 0)
        self.assertEqual(errors.count("louder seems to be stuck"), 1, errors)


class En301549_5_8_SameKeyRejection(Journey):
    def test_a_bouncing_contact_is_one_press_and_two_presses_are_two(self):
        kiosk = self.english()
        kiosk("press next")
        first = kiosk.state()["focus"]
        kiosk("press next")
        second = kiosk.state()["focus"]
        self.assertNotEqual(first, second)
        kiosk("press previous")
        kiosk("wait 500", "keydown next", "wait 5", "keyup next", "wait 5", "keydown next", "wait 5", "keyup next")
        self.assertEqual(kiosk.state()["focus"], second)
        kiosk("wait 80", "keydown next", "keyup next")
        self.assertNotEqual(kiosk.state()["focus"], second)

    def test_the_time_is_in_kiosk_toml(self):
        for ms, moves in ((0, 2), (500, 1)):
            config = self.write("kiosk.toml", f"[keypad]\nsame_key_after_ms = {ms}\n")
            kiosk = self.english("--config", config)
            kiosk("press next")
            ids = []
            for _ in range(2):
                kiosk("keydown next", "keyup next", "wait 450")
                ids.append(kiosk.state()["focus"])
            self.assertEqual(len(set(ids)), moves, ms)
            self.ends_well(kiosk)

    def test_what_is_wrong_in_kiosk_toml_is_named_and_the_kiosk_goes_on(self):
        config = self.write("kiosk.toml", "[keypad]\npreset = \"storm\"\n[keypad.keys]\nF1 = \"shout\"\nZapf = \"next\"\nreturn = \"select\"\n")
        kiosk = self.english("--config", config)
        kiosk("press next")
        status, errors = kiosk.close()
        self.assertEqual(status, 0)
        for named in ("line 2: keypad.preset", "line 4: keypad.keys.F1", "line 5: keypad.keys.Zapf = next", "Learn the keys"):
            self.assertIn(named, errors)
        self.assertNotIn("line 6", errors)
        self.assertEqual(errors.count(": warning:"), 3, errors)


class En301549_5_1_3_9_Headphones(Keypad):
    def test_out_is_silence_says_so_and_back_in_goes_on_with_the_clause(self):
        kiosk = self.english()
        kiosk("tap home.topic.work", "tap results.card.central-library", "headphones in", "settle")
        kiosk("activate service.listen", "wait 4000")
        cut = kiosk.speech()[-1]
        self.assertEqual((cut["ended"], cut["route"]), ("playing", "headphones"))
        kiosk("headphones out")
        self.assertEqual(kiosk.speech()[-1]["ended"], "interrupted")
        heard = len(kiosk.sound())
        kiosk("wait 3000")
        self.assertEqual(kiosk.sound().loudest(heard), 0, "a word leaked to the room")
        tree = kiosk.tree()
        self.assertEqual(tree.node("top.unplugged")["label"], "Headphones are out")
        self.assertEqual(tree.node("top.use_speaker")["role"], "button")
        said = len(kiosk.speech())
        kiosk("headphones in", "wait 500")
        again = kiosk.speech()[said]
        self.assertEqual((again["text"], again["node"], again["route"]), (cut["text"], cut["node"], "headphones"))
        self.assertNotIn("top.unplugged", kiosk.tree().ids())
        kiosk("settle")
        self.assertEqual(kiosk.speech()[-1]["ended"], "finished")
        self.ends_well(kiosk)

    def test_the_speaker_reads_on_when_asked(self):
        kiosk = self.english()
        kiosk("headphones in", "wait 2000", "headphones out")
        said = len(kiosk.speech())
        kiosk("press next", "settle")
        self.assertEqual(kiosk.said(said), ["Headphones are out."])
        kiosk("tap top.use_speaker", "settle")
        self.assertEqual({clause["route"] for clause in kiosk.speech()[said:]}, {"speaker"})
        self.assertNotIn("top.unplugged", kiosk.tree().ids())
        self.assertTrue(kiosk.state()["read_aloud"])
        self.ends_well(kiosk)

    def test_a_socket_that_flaps_is_silent_and_one_line(self):
        kiosk = self.english()
        kiosk("headphones in", "wait 3000")
        said = len(kiosk.speech())
        kiosk("headphones out")
        heard = len(kiosk.sound())
        for _ in range(10):
            kiosk("headphones in", "wait 100", "headphones out", "wait 100")
        self.assertEqual(kiosk.sound().loudest(heard), 0)
        self.assertEqual(len(kiosk.speech()), said)
        self.assertFalse(kiosk.state()["headphones"])
        kiosk("headphones in", "wait 250")
        self.assertFalse(kiosk.state()["headphones"])
        kiosk("wait 100")
        self.assertTrue(kiosk.state()["headphones"])
        status, errors = kiosk.close()
        self.assertEqual(status, 0)
        self.assertEqual(errors.count("flaps"), 1, errors)
        self.assertEqual(errors.count(": warning:"), 1, errors)

    def test_a_keypad_may_tell_of_its_own_socket(self):
        kiosk = self.english()
        kiosk("keydown headphones_in", "wait 500")
        self.assertTrue(kiosk.state()["headphones"])
        kiosk("keyup headphones_in", "press headphones_out")
        self.assertFalse(kiosk.state()["headphones"])
        self.ends_well(kiosk)


class En301549_5_1_3_9_SensitiveRecords(Keypad):
    def test_the_speaker_asks_first_and_no_is_the_filled_button(self):
        kiosk = self.sensitive()
        said = len(kiosk.speech())
        kiosk("tap service.listen", "settle")
        self.assertEqual(kiosk.said(said), ["Read this out loud?"])
        tree = kiosk.tree()
        self.assertEqual(tree.node("service.aloud")["label"], "Read this out loud?")
        self.assertNotIn("service.listen", tree.ids())
        yes, no = tree.node("service.aloud.yes"), tree.node("service.aloud.no")
        self.assertNotEqual(yes["background_colour"], no["background_colour"])
        kiosk("tap service.aloud.no", "settle")
        self.assertIn("service.listen", kiosk.tree().ids())
        self.assertEqual(len(kiosk.speech()), said + 1, "nothing was read")
        kiosk("tap service.listen", "tap service.aloud.yes", "settle")
        self.assertIn("service.name", [clause["node"] for clause in kiosk.speech()[said:]])
        self.ends_well(kiosk)

    def test_by_keys_nothing_of_the_record_is_heard_in_the_room_unasked(self):
        kiosk = self.sensitive()
        kiosk("press help", "settle")
        for _ in range(len(kiosk.tree()["nodes"])):
            kiosk("press next", "settle")
        heard = " ".join(kiosk.said())
        for word in ("Samaritans", "go on", "116"):
            self.assertNotIn(word, heard)
        self.assertIn("Hide this screen", heard, "the bar is read all the same")
        self.choose(kiosk, "service.aloud.yes")
        kiosk("settle")
        self.assertIn("Samaritans", " ".join(kiosk.said()))
        self.ends_well(kiosk)

    def test_with_headphones_nobody_is_asked(self):
        kiosk = self.sensitive()
        kiosk("headphones in", "settle")
        self.assertIn("Samaritans", " ".join(kiosk.said()))
        self.assertIn("service.listen", kiosk.tree().ids())
        kiosk("headphones out", "activate service.listen", "settle")
        self.assertIn("service.aloud", kiosk.tree().ids())
        self.ends_well(kiosk)


class LearnTheKeys(Keypad):
    def test_each_key_says_and_shows_what_it_does_and_does_nothing_else(self):
        kiosk = self.english()
        self.choose(kiosk, "bar.access")
        self.choose(kiosk, "access.learn_keys")
        self.assertEqual(kiosk.screen(), "learn_keys")
        before = kiosk.state()
        for key in ("next", "previous", "select", "back", "home", "help", "louder", "quieter", "faster", "slower", "repeat", "pause", "switch1", "switch2"):
            said = len(kiosk.speech())
            kiosk(f"press {key}", "settle")
            shown = kiosk.tree().node("learn_keys.key")["label"]
            self.assertEqual(" ".join(kiosk.said(said)), shown, key)
        after = kiosk.state()
        for what in ("screen", "volume_step", "rate_step", "hear_first", "read_aloud"):
            self.assertEqual(after[what], before[what])
        kiosk("press switch2")
        self.assertEqual(kiosk.screen(), "access", "the same key twice leaves")
        self.ends_well(kiosk)

    def test_exit_hides_at_once_and_touch_leaves_by_a_button(self):
        kiosk = self.english()
        kiosk("tap bar.access", "activate access.learn_keys", "press next", "press exit")
        self.assertEqual(kiosk.screen(), "attract")
        kiosk("touch 960 540", "tap bar.access", "activate access.learn_keys", "press next", "tap learn_keys.done")
        self.assertEqual(kiosk.screen(), "access")
        self.ends_well(kiosk)


class ScreenOff(Keypad):
    def black(self, picture):
        """Whether every pixel of a PNG is black: nought, and so is every row's filter."""
        pixels, at = b"", 8
        while at < len(picture):
            length, kind = struct.unpack(">I4s", picture[at:at + 8])
            if kind == b"IDAT":
                pixels += picture[at + 8:at + 8 + length]
            at += 12 + length
        pixels = zlib.decompress(pixels)
        self.assertGreater(len(pixels), 1920 * 1080 * 3)
        return set(pixels) <= {0}

    def test_all_goes_on_but_the_picture(self):
        kiosk = self.english()
        lit = kiosk.picture()
        self.assertFalse(self.black(lit))
        self.choose(kiosk, "bar.access")
        said = len(kiosk.speech())
        self.choose(kiosk, "access.screen_off")
        state = kiosk.state()
        self.assertEqual((state["screen_off"], state["hear_first"]), (True, True))
        self.assertIn("The screen is off.", " ".join(kiosk.said(said)))
        dark = kiosk.picture()
        self.assertTrue(self.black(dark))
        self.assertTrue(kiosk.tree().node("access.screen_off")["checked"])
        kiosk("press home", "settle")
        self.assertEqual(kiosk.picture(), dark)
        said = len(kiosk.speech())
        kiosk("touch 400 500", "settle")
        self.assertGreater(len(kiosk.speech()), said, "Hear first goes on")
        self.assertEqual(kiosk.picture(), dark)
        kiosk("press exit")
        self.assertFalse(kiosk.state()["screen_off"])
        self.assertFalse(self.black(kiosk.picture()))
        self.ends_well(kiosk)

    def test_without_hear_first_a_touch_brings_the_picture_back_and_does_nothing_else(self):
        kiosk = self.english()
        kiosk("tap bar.read_aloud", "tap bar.access", "activate access.screen_off")
        self.assertFalse(kiosk.state()["hear_first"])
        self.assertTrue(self.black(kiosk.picture()))
        kiosk("tap access.done")
        self.assertEqual(kiosk.screen(), "access", "the touch meant nothing else")
        self.assertFalse(self.black(kiosk.picture()))
        kiosk("tap access.done")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_put_it_all_back(self):
        kiosk = self.english()
        kiosk("tap bar.access", "activate access.screen_off", "activate access.reset")
        self.assertFalse(kiosk.state()["screen_off"])
        self.assertFalse(self.black(kiosk.picture()))
        self.ends_well(kiosk)


class En301549_5_1_3_1_KeypadAlone(Keypad):
    def test_a_word_is_typed_and_its_service_read_by_keys_alone(self):
        kiosk = self.kiosk()
        kiosk("press help", "settle")
        self.choose(kiosk, "language.en")
        self.choose(kiosk, "home.search")
        self.assertEqual(kiosk.screen(), "search")
        for letter in "gp":
            keys = {node["label"].lower(): node["id"] for node in kiosk.tree()["nodes"] if node["role"] == "key"}
            said = len(kiosk.speech())
            self.to(kiosk, keys[letter])
            self.assertEqual(kiosk.said(said)[-1].lower(), letter, "every key says its letter")
            kiosk("press select")
        self.assertEqual(kiosk.state()["words"].lower(), "gp")
        self.choose(kiosk, "search.go")
        self.assertEqual(kiosk.screen(), "results")
        self.choose(kiosk, kiosk.tree().cards()[0])
        self.assertEqual(kiosk.screen(), "service")
        self.ends_well(kiosk)

    def test_every_screen_is_reached_by_keys(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("press select")
        for way in (["home.topic.money"], ["home.near"], ["home.search"], ["home.help_now"], ["home.talk"], ["bar.language"], ["bar.access"],
                    ["bar.access", "access.learn_keys"], ["home.topic.work", "results.card.central-library"]):
            kiosk("press home")
            for name in way:
                self.choose(kiosk, name)
            wanted = {"home.topic.money": "results", "home.topic.work": "results", "home.near": "near"}.get(way[-1], way[-1].split(".")[-1])
            wanted = "service" if way[-1].startswith("results.card") else wanted
            self.assertEqual(kiosk.screen(), wanted)
            if wanted == "learn_keys":
                kiosk("press next", "press next")
        self.ends_well(kiosk)

    def test_every_stop_of_every_screen_speaks(self):
        for name, way in SCREENS.items():
            if name == "learn_keys":
                continue
            with self.subTest(name):
                kiosk = self.english()
                kiosk(*way)
                self.assertEqual(kiosk.screen(), name)
                first = None
                while True:
                    said = len(kiosk.speech())
                    kiosk("press next")
                    focus = kiosk.state()["focus"]
                    self.assertGreater(len(kiosk.speech()), said, f"{focus} says nothing")
                    if first == focus:
                        break
                    first = first or focus
                self.ends_well(kiosk)


class En301549_5_2_SpeechFromAnyState(Keypad):
    def test_by_the_help_key_and_by_the_plug_from_every_screen(self):
        for name, way in {"attract": None, **SCREENS}.items():
            for start in ("press help", "headphones in"):
                if name == "learn_keys" and start == "press help":
                    continue  # there it says what it does, which is speech too
                with self.subTest(f"{start} on {name}"):
                    kiosk = self.kiosk("--lang", "en") if way is None else self.english()
                    if way:
                        kiosk(*way)
                    self.assertEqual(kiosk.screen(), name)
                    said = len(kiosk.speech())
                    kiosk(start, "wait 1500")
                    self.assertGreater(len(kiosk.speech()), said)
                    self.assertTrue(kiosk.state()["hear_first"])
                    self.ends_well(kiosk)


class En301549_5_1_3_5_AnActionStopsSpeech(Keypad):
    def test_whatever_is_pressed_the_clause_that_was_said_ends(self):
        for key in ("next", "previous", "select", "back", "home", "help", "louder", "faster", "repeat", "exit"):
            with self.subTest(key):
                kiosk = self.english()
                kiosk("tap home.topic.work", "tap results.card.central-library", "press next", "settle", "activate service.listen", "wait 1200")
                at = len(kiosk.speech()) - 1
                if key == "select":
                    kiosk("press next")
                kiosk(f"press {key}")
                self.assertIn(kiosk.speech()[at]["ended"], ("interrupted", "replaced"))
                self.assertLessEqual(sum(clause["ended"] == "playing" for clause in kiosk.speech()), 1, "two voices")
                self.ends_well(kiosk)


class En301549_5_1_3_12_VolumeReset(Keypad):
    def test_the_next_visit_starts_at_the_sites_volume(self):
        for end in ("press exit", "activate bar.start_again", "wait 400000"):
            kiosk = self.english()
            start = kiosk.state()["volume_step"]
            kiosk("press louder", "press louder", "press louder")
            self.assertEqual(kiosk.state()["volume_step"], 6)
            kiosk(end, "touch 960 540")
            self.assertEqual(kiosk.state()["volume_step"], start, end)
            kiosk("press next", "settle")
            self.assertEqual(kiosk.speech()[-1]["gain_db"], -12)
            self.ends_well(kiosk)


class En301549_8_2_1_HeadphoneGain(Keypad):
    def test_steps_of_the_pcm(self):
        kiosk = self.english()
        kiosk("headphones in", "wait 3000", *["press quieter"] * 6, "settle")
        loudest = []
        for step in range(6):
            self.assertEqual(kiosk.state()["volume_step"], step + 1)
            kiosk("press home", "settle", "press next", "press next", "settle")
            heard = len(kiosk.sound())
            kiosk("press repeat", "settle")
            loudest.append(kiosk.sound().loudest(heard))
            if step < 5:
                kiosk("press louder", "settle")
        ratios = [later / earlier for earlier, later in zip(loudest, loudest[1:])]
        for ratio in ratios:
            self.assertTrue(1.7 < ratio < 2.51, loudest)  # 6 dB, and 8 dB at the most
        self.assertGreaterEqual(loudest[-1] / loudest[0], 7.95, "18 dB")
        self.ends_well(kiosk)
