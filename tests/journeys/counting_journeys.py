# SPDX-License-Identifier: GPL-3.0-or-later
"""What a visit leaves in the counters, and what it does not (handbook part 6)."""
import os
import sqlite3
import subprocess

import driving
from driving import Journey

SITE = "leeds-central-library"


def measures(*arguments):
    program = os.path.join(os.path.dirname(driving.built.kiosk), "kiosk-measures")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def counters_of(test, state="state"):
    status, out, errors = measures("show", "--state", test.path(state))
    test.assertEqual((status, errors), (0, ""))
    rows = [line.split("\t") for line in out.splitlines()]
    test.assertTrue(all(len(row) == 5 and row[2] == "2026-Q4" for row in rows), out)
    test.assertEqual(rows, sorted(rows, key=lambda row: row[:4]))
    return {(measure, site, key): int(n) for measure, site, _, key, n in rows}


def counted(test, *lines, options=(), state="state"):
    """The counters after a run of these commands."""
    kiosk = test.kiosk(*options, state=test.path(state))
    kiosk(*lines)
    status, errors = kiosk.close()
    test.assertEqual((status, complaints(errors)), (0, []))
    return counters_of(test, state)


def complaints(errors):
    return [line for line in errors.splitlines() if ": info: " not in line]


class Visits(Journey):
    def test_a_visit_is_counted_once_in_each_counter(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk("touch 960 540", "tap home.topic.work", "settle")
        card = kiosk.tree().cards()[0]
        kiosk(f"tap {card}", "press back", f"tap {card}", "tap bar.text_size", "quit")
        self.ends_well(kiosk)
        shown = counters_of(self)
        topic = {key: n for key, n in shown.items() if key[0] == "topic"}
        self.assertEqual(topic[("topic", SITE, "work")], 1)
        self.assertEqual({key: n for key, n in shown.items() if key[0] != "topic"}, {
            ("visits", SITE, "morning"): 1, ("language_shown", SITE, "en.started"): 1, ("ending", SITE, "universal_service"): 1,
            ("feature", "city", "text_size"): 1, ("feature", "city", "keys"): 1})

    def test_attract_that_nobody_touched_is_no_visit(self):
        self.assertEqual(counted(self, "wait 1000000", "quit"), {})

    def test_one_touch_and_a_time_out_is_a_visit(self):
        self.assertEqual(counted(self, "touch 960 540", "wait 400000"), {
            ("visits", SITE, "morning"): 1, ("language_shown", SITE, "en.started"): 1, ("ending", SITE, "ended"): 1})

    def test_the_part_of_the_day_is_when_it_ended(self):
        self.assertIn(("visits", SITE, "afternoon"), counted(self, "touch 960 540", "wait 100000", *["touch 960 20", "wait 100000"] * 50))

    def test_english_chosen_and_started_in(self):
        counted(self, "touch 960 540", "tap language.en", "quit")
        counted(self, "touch 960 540", "tap language.ar", "press exit", "touch 960 540", "press home", "quit")
        shown = counters_of(self)
        self.assertEqual({key[2]: n for key, n in shown.items() if key[0] == "language_shown"}, {"en.chosen": 1, "ar": 1, "en.started": 1})
        self.assertEqual(shown[("visits", SITE, "morning")], 3)

    def test_heard_and_kept_in_use(self):
        shown = counted(self, "touch 960 540", "tap bar.read_aloud", "settle", "quit", options=("--lang", "en"))
        self.assertEqual(shown[("language_heard", SITE, "en.started")], 1)
        self.assertEqual(shown[("feature", "city", "read_aloud")], 1)
        tried = counted(self, "touch 960 540", "tap bar.read_aloud", "settle", "tap bar.read_aloud", *["tap bar.contrast"] * 4, "quit",
                             options=("--lang", "en"), state="tried")
        self.assertFalse([key for key in tried if key[0] == "feature"], "tried and put back is not kept")

    def test_headphones_pulled_out_at_the_end(self):
        self.assertIn(("feature", "city", "hear_first"), counted(self, "headphones in", "wait 3000", "headphones out", "wait 400000"))

    def test_keys_and_switches_but_not_the_exit_key(self):
        self.assertIn(("feature", "city", "keys"), counted(self, "press next", "press next", "press select", "quit", state="keys"))
        self.assertIn(("feature", "city", "switches"), counted(self, "press switch1", "press switch1", "quit", state="switches"))
        by_key = counted(self, "touch 960 540", "press exit", "quit", options=("--lang", "en"), state="exit")
        by_bar = counted(self, "touch 960 540", "tap bar.hide", "quit", options=("--lang", "en"), state="hide")
        by_end = counted(self, "touch 960 540", "quit", options=("--lang", "en"), state="end")
        self.assertEqual(by_key, by_bar)
        self.assertEqual(by_key, by_end)

    def test_asking_staff(self):
        self.assertIn(("ending", SITE, "asked_staff"), counted(self, "touch 960 540", "tap home.talk", "quit", options=("--lang", "en")))

    def test_end_of_input_is_an_orderly_exit(self):
        self.assertIn(("visits", SITE, "morning"), counted(self, "touch 960 540"))


class Searches(Journey):
    def test_no_result_is_counted_by_language_and_topic(self):
        shown = counted(self, "touch 960 540", "type zqxzqxv", "tap search.go", "settle", "press home", "tap home.topic.money", "press home",
                             "type vvqqzzx", "quit", options=("--lang", "en"))
        self.assertEqual({key for key in shown if key[0] == "no_result"}, {("no_result", "city", "en.any"), ("no_result", "city", "en.money")})
        for path, data in self.files().items():
            for word in (b"zqxzqxv", b"vvqqzzx"):
                self.assertNotIn(word, data, path)

    def test_words_on_the_way_and_words_that_found_something_are_not(self):
        shown = counted(self, "touch 960 540", "type food", "tap search.go", "settle", "quit", options=("--lang", "en"))
        self.assertFalse([key for key in shown if key[0] == "no_result"])


class NotCounted(Journey):
    VISIT = ("touch 960 540", "tap home.topic.money", "settle", "tap bar.text_size", "tap bar.access", "activate access.do_not_count")

    def test_the_whole_visit_is_void(self):
        self.assertEqual(counted(self, *self.VISIT, "press home", "tap home.topic.health", "quit", options=("--lang", "en")), {})
        before = self.files("state")
        counted(self, *self.VISIT, "wait 400000", options=("--lang", "en"))
        self.assertEqual(len(self.files("state")), len(before))

    def test_it_ends_with_the_visit(self):
        shown = counted(self, *self.VISIT, "press exit", "touch 960 540", "quit", options=("--lang", "en"))
        self.assertEqual(shown[("visits", SITE, "morning")], 1)
        self.assertFalse([key for key in shown if key[0] in ("topic", "feature")])

    def test_the_control_says_what_is_counted_and_how_it_stands(self):
        kiosk = self.kiosk("--lang", "en")
        kiosk(*self.VISIT[:-1])
        while "access.do_not_count" not in kiosk.tree().ids():
            kiosk("activate access.next_page")
        row = kiosk.tree().node("access.do_not_count")
        self.assertEqual((row["role"], row["label"], row["checked"]), ("toggle", "Don't count this visit", False))
        self.assertIn("count", row["spoken"])
        kiosk("tap access.do_not_count")
        self.assertIs(kiosk.tree().node("access.do_not_count")["checked"], True)


class CountersFile(Journey):
    def test_two_visits_with_the_same_counters_leave_the_same_bytes(self):
        counted(self, "touch 960 540", "type library", "wait 7000", "press exit", "quit", options=("--lang", "en"), state="one")
        counted(self, "touch 960 540", "tap home.help_now", "wait 90000", "tap bar.start_again", "quit", options=("--lang", "en"), state="two")
        self.assertEqual([data for _, data in sorted(self.files("one").items())], [data for _, data in sorted(self.files("two").items())])
        with sqlite3.connect(self.path("one", "counters.db")) as one, sqlite3.connect(self.path("two", "counters.db")) as two:
            self.assertEqual(list(one.iterdump()), list(two.iterdump()))

    def test_newer_version(self):
        counted(self, "touch 960 540")
        with sqlite3.connect(self.path("state", "counters.db")) as database:
            database.execute("PRAGMA user_version=9")
        before = self.files("state")
        kiosk = self.kiosk()
        kiosk("touch 960 540", "quit")
        status, errors = kiosk.close()
        self.assertEqual(status, 0)
        self.assertEqual(len(complaints(errors)), 1, errors)
        self.assertIn("newer version", errors)
        self.assertEqual(self.files("state"), before)
        status, out, errors = measures("show", "--state", self.path("state"))
        self.assertEqual((status, out), (1, ""))
        self.assertIn("newer version", errors)


class MeasuresCommand(Journey):
    def test_usage(self):
        self.assertEqual(measures()[0], 2)
        self.assertEqual(measures("show")[0], 2)
        self.assertEqual(measures("nonsense")[0], 2)
        for option in ("--help", "--version"):
            status, out, errors = measures(option)
            self.assertEqual((status, errors), (0, ""))
            self.assertIn("kiosk-measures" if option == "--version" else "show", out)
        for command in ("report", "push", "migrate", "audit"):
            status, out, errors = measures(command, "--period", "2026-Q4", "x.csv")
            self.assertEqual((status, out), (2, ""))
            self.assertIn("not built yet", errors)

    def test_no_folder_and_no_counters_yet(self):
        status, out, errors = measures("show", "--state", self.path("nowhere"))
        self.assertEqual((status, out), (1, ""))
        self.assertIn(self.path("nowhere"), errors)
        os.mkdir(self.path("empty"))
        self.assertEqual(measures("show", "--state", self.path("empty")), (0, "", ""))
        self.assertEqual(os.listdir(self.path("empty")), [])
