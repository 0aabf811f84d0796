# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver's commands and the command line, to the letter of handbook part 2."""
import json
import os
import re

import driving
from driving import BAR, Journey, THURSDAY

SCREENS = ("attract language home search results service help_now near guided my_list take_away access still_there talk staff_pin staff "
           "staff_packs staff_measures staff_self_test").split()
ROLES = ("screen heading text button toggle link tile card list listitem pager textfield slider progress dialog image timer key").split()
KINDS = "plain telephone postcode time date money web email".split()
KEYS = ("next previous left right up down select back home help louder quieter faster slower repeat pause switch1 switch2").split()
TREE = "screen language direction width_px height_px mm_per_px theme text_size focus page pages nodes".split()
NODE = ("id parent role label language spans spoken value checked enabled focused live bounds_px touch_px cap_height_px text_colour "
        "background_colour lines clipped").split()
CLAUSE = "text language voice words_per_minute gain_db route node requested_ms first_sound_wall_ms ended".split()
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class CommandsThatAreDone(Journey):
    def test_each(self):
        kiosk = self.kiosk()
        lines = ["touch 960 540", "tap language.en", "tap label:Talk", "tap top.back", "tap home.topics", "activate home.topic.money",
                 "activate label:Next page", "press back", "hold home.talk 10", "press home", "down 900 500", "move 901 501", "up",
                 "down 900 500 3", "move 901 501 3", "up 3", "drag 5 5 50 50 200", "touch -5 -5", "touch 99999 99999", "type food", "press home",
                 *(f"press {key}" for key in KEYS), *(f"keydown {key}" for key in KEYS), *(f"keyup {key}" for key in KEYS),
                 "headphones in", "headphones out", "audio out", "audio in", "wait 0", "wait 10", "settle", "press exit"]
        for line in lines:
            answer = kiosk(line)
            self.assertIn(answer["screen"], SCREENS, line)
        self.assertEqual(answer["screen"], "attract")
        self.ends_well(kiosk)

    def test_files_are_written_where_they_are_asked_for(self):
        kiosk = self.english()
        for what in ("screenshot", "tree", "speech", "audio", "state"):
            for path in (f"{what}.file", self.path(f"a name with spaces.{what}"), f"ليدز.{what}"):
                kiosk(f"{what} {path}")
                self.assertTrue(os.path.getsize(self.path(path)), path)
        self.assertEqual(len([name for name in os.listdir(self.folder) if name != "state"]), 15)
        self.ends_well(kiosk)

    def test_without_a_sound_device_time_goes_on_in_silence(self):
        kiosk = self.english()
        kiosk("audio out", "press next", "settle")
        self.assertFalse(kiosk.state()["speaking"])
        self.assertEqual(kiosk.sound().loudest(), 0)
        kiosk("audio in", "press next", "settle")
        self.assertGreater(kiosk.sound().loudest(), 1000)
        kiosk("audio out", "press next", "wait 200000")
        self.assertEqual(kiosk.screen(), "attract", "no visit stays on the glass for want of a loudspeaker")
        self.ends_well(kiosk)

    def test_lang_leads_straight_home(self):
        for tag, direction in (("en", "ltr"), ("ar", "rtl")):
            kiosk = self.kiosk("--lang", tag)
            self.assertEqual(kiosk.screen(), "attract")
            kiosk("touch 960 540")
            tree = kiosk.tree()
            self.assertEqual((tree["screen"], tree["language"], tree["direction"]), ("home", tag, direction))
            kiosk("tap bar.start_again", "press select")
            self.assertEqual((kiosk.tree()["screen"], kiosk.tree()["language"]), ("home", tag))
            self.ends_well(kiosk)

    def test_windows_and_pitches(self):
        for options, size, pitch in (([], (1920, 1080), 0.248), (["--window", "1080x1920"], (1080, 1920), 0.369),
                                     (["--mm-per-px", "0.3"], (1920, 1080), 0.3), (["--window", "1280x720"], (1280, 720), 0.372)):
            kiosk = self.english(*options)
            tree = kiosk.tree()
            self.assertEqual((tree["width_px"], tree["height_px"]), size)
            self.assertAlmostEqual(tree["mm_per_px"], pitch, places=6)
            picture = kiosk.picture()
            self.assertEqual((int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")), size)
            self.ends_well(kiosk)


class CommandsThatAreRefused(Journey):
    def test_each(self):
        kiosk = self.english()
        kiosk("tap home.topic.money")
        second_page = self.english()
        second_page("tap home.topic.money", "tap results.next_page")
        elsewhere = second_page.tree().cards()[0]
        self.ends_well(second_page)
        before = kiosk.tree()
        refused = [
            "tap", "tap nothing.here", "tap service.listen", f"tap {elsewhere}", "tap results.page_before", "tap label:Zzzz", "tap label:Page before",
            "activate", "activate nothing.here", f"activate {elsewhere}", "activate results.page_before", "activate results.title", "activate label:Zzzz",
            "hold", "hold results.talk", "hold results.talk x", "hold nothing.here 10",
            "touch", "touch 1", "touch 1 2 3", "touch a b", "touch 1.5 2", "touch 1,2", "touch 99999999999999999999 1",
            "down", "down 1", "down 1 2 3 4", "move 1", "up", "up 7", "up x", "drag 1 2 3 4", "drag 1 2 3 4 5 6",
            "press", "press nothing", "press Next", "press next next", "keydown", "keydown zzz", "keyup", "keyup zzz",
            "headphones", "headphones sideways", "audio", "usb", "usb /nowhere", "braille",
            "wait", "wait -5", "wait x", "wait 1 2", "wait 1.5", "wait 99999999999999999999",
            "screenshot", "tree", "speech", "state", *(f"{what} /nonexistent/file" for what in ("screenshot", "tree", "speech", "audio", "braille", "state")),
            *(f"{what} {self.folder}" for what in ("screenshot", "tree", "speech", "audio", "braille", "state")),
            "dance", "TAP results.talk", "taps results.talk", "{}", "\x00", "😀",
        ]
        for line in refused:
            error = kiosk.refuses(line)
            self.assertNotIn("\n", error, line)
        self.assertEqual(kiosk.tree(), before, "nothing has changed")
        self.assertEqual(kiosk.state()["now_ms"], 0)
        for named, line in (("nothing.here", "tap nothing.here"), ("dance", "dance"), ("/nonexistent/file", "tree /nonexistent/file"), ("zzz", "press zzz"),
                            ("results.page_before", "tap results.page_before")):
            self.assertIn(named, kiosk.refuses(line))
        self.assertTrue(kiosk.answer("tap results.next_page")["ok"], "and it goes on")
        self.assertEqual(kiosk.close()[0], 1)

    def test_numbers_that_mean_nothing(self):
        kiosk = self.english()
        taken = [line for line in ("touch 4294967297 1", "down -99999999999 1", "drag 1 1 2147483648 1 10", "drag 1 1 2 2 -5", "hold home.talk -5")
                 if kiosk.answer(line)["ok"]]
        self.assertEqual(taken, [])
        self.assertEqual(kiosk.screen(), "home")
        self.assertEqual(kiosk.close()[0], 1)

    def test_bytes_that_are_no_text(self):
        kiosk = self.english()
        self.assertFalse(kiosk.answer(b"\xff\xfe")["ok"])
        self.assertFalse(kiosk.answer(b"tap \xc0\xaf")["ok"])
        self.assertFalse(kiosk.answer(b"tap label:\xe2\x82")["ok"])
        self.assertFalse(kiosk.answer("tap " + "x" * 100000)["ok"])
        self.assertEqual(kiosk.close()[0], 1)


class WhatIsWritten(Journey):
    def check_tree(self, tree):
        self.assertEqual(list(tree), TREE)
        self.assertIn(tree["screen"], SCREENS)
        self.assertEqual(tree["direction"], "rtl" if tree["language"] == "ar" else "ltr")
        self.assertTrue(1 <= tree["page"] <= tree["pages"])
        ids = set()
        for node in tree["nodes"]:
            self.assertEqual(list(node), NODE)
            self.assertNotIn(node["id"], ids)
            self.assertTrue(node["parent"] is None and not ids or node["parent"] in ids, f"{node['id']} comes before its parent {node['parent']}")
            ids.add(node["id"])
            self.assertIn(node["role"], ROLES)
            self.assertEqual(node["label"], "".join(span["text"] for span in node["spans"]))
            for span in node["spans"]:
                self.assertEqual(list(span), ["text", "language", "kind"])
                self.assertIn(span["kind"], KINDS, node)
                self.assertTrue(span["language"], node)
            if node["spans"]:
                self.assertEqual(node["language"], node["spans"][0]["language"])
            x, y, width, height = node["bounds_px"]
            self.assertTrue(0 <= x and 0 <= y and x + width <= tree["width_px"] and y + height <= tree["height_px"], node)
            self.assertRegex(node["text_colour"], "^#[0-9a-f]{6}$")
            self.assertRegex(node["background_colour"], "^#[0-9a-f]{6}$")
            for line in node["lines"]:
                self.assertNotRegex(line, BIDI_CONTROLS)
            for flag in ("enabled", "focused", "live", "clipped"):
                self.assertIsInstance(node[flag], bool)
            if node["role"] == "toggle":
                self.assertIsInstance(node["checked"], bool)
            if node["touch_px"]:
                self.assertTrue(node["spoken"], node)
        self.assertEqual([node["id"] for node in tree["nodes"] if node["focused"]], [tree["focus"]] if tree["focus"] in ids else [])
        if tree["screen"] != "attract":
            self.assertEqual([name for name in tree.ids() if name in BAR], BAR)

    def test_the_tree_of_every_screen(self):
        for language in ("en", "ar"):
            kiosk = self.kiosk("--lang", language)
            self.check_tree(kiosk.tree())
            for way in ([], ["bar.language"], ["home.help_now"], ["home.talk"], ["bar.access"], ["home.near"],
                        *([f"home.topic.{topic}"] for topic in ("health", "money", "home", "family", "work", "rights"))):
                kiosk("press exit", "touch 960 540", *(f"tap {name}" for name in way), "press next")
                self.check_tree(kiosk.tree())
            for line in (f"tap {kiosk.tree().cards()[0]}", "press home", "type food", "tap search.go", "wait 120100"):
                kiosk(line)
                self.check_tree(kiosk.tree())
            self.ends_well(kiosk)

    def test_home_has_the_ids_that_scripts_lean_on(self):
        kiosk = self.english()
        tree = kiosk.tree()
        for name in ("home.search", "home.near", "home.talk", "home.help_now", "top.site"):
            tree.node(name)
        topics = [node for node in tree["nodes"] if re.fullmatch(r"home\.topic\.[a-z]+", node["id"])]
        self.assertEqual({node["role"] for node in topics}, {"tile"})
        self.assertEqual(len(topics), 6)
        kiosk("tap bar.language")
        for name in ("language.en", "language.ar", "language.bfi"):
            self.assertEqual(kiosk.tree().node(name)["role"], "tile")
        self.ends_well(kiosk)

    def test_the_speech_log(self):
        kiosk = self.english()
        self.assertEqual(kiosk.speech(), [])
        kiosk("wait 250", "press next", "wait 100", "press next", "settle", "tap bar.read_aloud", "wait 300", "tap bar.read_aloud")
        clauses = kiosk.speech()
        for clause in clauses:
            self.assertEqual(list(clause), CLAUSE)
            self.assertIn(clause["route"], ("speaker", "headphones"))
            self.assertIn(clause["ended"], ("playing", "finished", "interrupted", "replaced", "no_voice"))
            self.assertTrue(clause["first_sound_wall_ms"] is None or 0 <= clause["first_sound_wall_ms"] < 10000)
        self.assertEqual([clauses[0]["requested_ms"], clauses[0]["ended"]], [250, "replaced"])
        self.assertEqual(clauses[-1]["ended"], "interrupted")
        self.assertIn("finished", {clause["ended"] for clause in clauses})
        asked = [clause["requested_ms"] for clause in clauses]
        self.assertEqual(asked, sorted(asked))
        self.ends_well(kiosk)


class SameTwice(Journey):
    def visit(self):
        kiosk = self.kiosk()
        seen = []
        for line in ("wait 100", "touch 960 540", "tap language.ar", "tap home.topic.work", "press next", "settle", "tap results.card.central-library",
                     "tap service.listen", "wait 1500", "tap bar.contrast", "tap bar.text_size", "press home", "type بنك", "wait 120100"):
            kiosk(line)
            seen += [kiosk.tree(), kiosk.state()]
            if line.startswith(("touch", "wait", "tap bar")):
                seen.append(kiosk.picture())
        kiosk("press home", "wait 3000")
        clauses = kiosk.speech()
        for clause in clauses:
            del clause["first_sound_wall_ms"]
        seen += [clauses, kiosk.sound().samples]
        self.ends_well(kiosk)
        return seen

    def test_pictures_trees_and_speech(self):
        for first, second in zip(self.visit(), self.visit()):
            # Not assertEqual: nobody wants the difference of two pictures on the screen.
            self.assertTrue(first == second, f"{str(first)[:200]} ... {str(second)[:200]}")


class CommandLine(Journey):
    def arguments(self, *more):
        return ["--store", driving.built.store, "--state", self.path("state"), *more]

    def test_help_and_version(self):
        status, out, errors = self.run_program("--help")
        self.assertEqual((status, errors), (0, ""))
        for option in "--store --state --config --lang --window --mm-per-px --drive --now --setup --status --json --help --version".split():
            self.assertIn(option, out)
        status, out, errors = self.run_program("--version")
        self.assertEqual((status, errors), (0, ""))
        self.assertRegex(out, r"^leeds-kiosk \d+\.\d+\.\d+\S*\n$")

    def test_wrong_usage(self):
        drive = ["--drive", "-"]
        for arguments in (["--nonsense"], ["spare"], ["--now", THURSDAY], ["--json"], ["--drive"], ["--store"], [*drive, "--now", "yesterday"],
                          [*drive, "--now", "2026-13-45T10:42"], [*drive, "--now", ""], *([*drive, "--window", size] for size in
                          ("big", "1920", "1920x", "x1080", "0x0", "-5x5", "1920x1080x3", "1920 x 1080", "99999x99999")),
                          *([*drive, "--mm-per-px", pitch] for pitch in ("x", "0", "-1", "9", "nan", "inf"))):
            status, out, errors = self.run_program(*self.arguments(), *arguments, commands=b"touch 1 1\n")
            self.assertEqual((status, out), (2, ""), (arguments, errors))
            self.assertTrue(errors.strip(), arguments)
            named = arguments[-1]
            if len(arguments) > 2 and named and not named.startswith("-"):
                self.assertIn(named, errors)

    def test_work_that_fails(self):
        for arguments, named in ((["--drive", "/nonexistent/commands"], "/nonexistent/commands"), (["--drive", "-", "--lang", "xx"], "xx"),
                                 (["--drive", "-", "--config", "/nonexistent/kiosk.toml"], "/nonexistent/kiosk.toml"), (["--setup"], "--setup"),
                                 (["--status"], "--status"), (["--status", "--json"], "--status")):
            status, out, errors = self.run_program(*self.arguments(), *arguments)
            self.assertEqual((status, out), (1, ""), arguments)
            self.assertIn(named, errors)

    def test_a_file_of_commands(self):
        commands = self.write("commands", "# a remark\n\n  touch 960 540\r\ntap language.en\ntree out.json")
        status, out, _ = self.run_program(*self.arguments("--drive", commands))
        answers = [json.loads(line) for line in out.splitlines()]
        self.assertEqual((status, [answer["ok"] for answer in answers]), (0, [True] * 3), "and the last line needs no end")
        with open(self.path("out.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["screen"], "home")

    def test_exit_status(self):
        for commands, status, answers in ((b"", 0, 0), (b"touch 1 1\n", 0, 1), (b"touch 1 1\nquit\n", 0, 2), (b"quit\ndance\n", 0, 1),
                                          (b"dance\ntouch 1 1\n", 1, 2), (b"dance\nquit\n", 1, 2)):
            done, out, errors = self.run_program(*self.arguments("--drive", "-", "--now", THURSDAY), commands=commands)
            self.assertEqual((done, len(out.splitlines())), (status, answers), (commands, errors))
            for line in out.splitlines():
                self.assertIn(json.loads(line)["ok"], (True, False))

    def test_without_now_it_takes_the_real_time(self):
        kiosk = self.english(now=None)
        self.assertRegex(kiosk.tree().node("top.clock")["label"], r"^\d\d:\d\d$")
        self.ends_well(kiosk)

    def test_the_state_folder_is_made(self):
        state = self.path("made", "for", "it")
        status, _, errors = self.run_program("--store", driving.built.store, "--state", state, "--drive", "-", commands=b"touch 960 540\ntap language.en\ntap home.near\nquit\n")
        self.assertEqual(status, 0, errors)
        self.assertTrue(os.path.isdir(state))
