# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing or broken: a clear line that names the file and the mend, a safe screen, never a crash."""
import os
import shutil
import stat
import struct

import driving
from bad_input import BadInput
from driving import BAR


class NoPack(BadInput):
    """Whatever is wrong with the pack, the kiosk runs and leads to help and to a person."""

    def safe_screen(self, store, *words):
        for language, staff in (("en", "staff"), ("ar", "الموظف")):
            kiosk = self.kiosk("--lang", language, store=store)
            kiosk("touch 960 540")
            tree = kiosk.tree()
            self.assertEqual((tree["screen"], tree["language"]), ("home", language))
            self.assertIn(staff, tree.node("sorry.text")["label"].lower(), "a person to talk to")
            self.assertEqual([name for name in tree.ids() if name in BAR], BAR)
            self.assertFalse([node["id"] for node in tree["nodes"] if node["clipped"]])
            self.assertGreater(len(kiosk.picture()), 10000)
            kiosk("press next", "settle")
            self.assertTrue(kiosk.speech())
            kiosk("type food", "press next", "press select", "press home", "tap home.help_now")
            help_now = kiosk.tree()
            self.assertEqual(help_now["screen"], "help_now")
            self.assertIn("999", help_now.lines())
            kiosk("tap bar.language", "tap language.en", "press home")
            self.assertEqual(kiosk.tree()["language"], "en")
            kiosk("wait 200000")
            self.assertEqual(kiosk.screen(), "attract")
            line = self.says(kiosk, *words)
            self.assertTrue(line.startswith("leeds-kiosk: error: "))

    def test_no_store(self):
        self.safe_screen(self.path("nowhere"), self.path("nowhere"), "kiosk-pack install")

    def test_empty_store(self):
        os.mkdir(self.path("empty"))
        self.safe_screen(self.path("empty"), self.path("empty"), "kiosk-pack install")

    def test_store_is_a_file(self):
        self.safe_screen(self.write("store", "words"), self.path("store"))

    def pack_of(self, store):
        return os.path.join(store, os.readlink(os.path.join(store, "current.pack")))

    def test_one_byte_changed(self):
        for place in (0.0, 0.5, 1.0):
            store = self.copy_of_store()
            with open(self.pack_of(store), "r+b") as pack:
                pack.seek(0, os.SEEK_END)
                pack.seek(int((pack.tell() - 1) * place))
                byte = pack.read(1)
                pack.seek(-1, os.SEEK_CUR)
                pack.write(bytes([byte[0] ^ 1]))
            self.safe_screen(store, self.pack_of(store), "changed or damaged", "again")
            shutil.rmtree(store)

    def test_cut_short(self):
        store = self.copy_of_store()
        os.truncate(self.pack_of(store), 4096)
        self.safe_screen(store, self.pack_of(store))

    def test_not_signed(self):
        store = self.copy_of_store()
        os.unlink(self.pack_of(store) + ".minisig")
        self.safe_screen(store, self.pack_of(store), "sign")

    def test_signed_with_a_strange_key(self):
        store = self.copy_of_store()
        shutil.rmtree(os.path.join(store, "keys"))
        os.mkdir(os.path.join(store, "keys"))
        status, _, errors = self.run_program("keygen", "-o", os.path.join(store, "keys", "strange"), program=driving.built.pack)
        self.assertEqual(status, 0, errors)
        self.safe_screen(store, self.pack_of(store), "not trusted", ".pub")

    def test_no_keys(self):
        store = self.copy_of_store()
        shutil.rmtree(os.path.join(store, "keys"))
        self.safe_screen(store, os.path.join(store, "keys"))

    def test_the_link_leads_nowhere(self):
        store = self.copy_of_store()
        pack = self.pack_of(store)
        os.unlink(pack)
        self.safe_screen(store, pack)

    def test_signed_rubbish(self):
        """A signature says who made it, not that it is a pack."""
        store = self.copy_of_store()
        pack = self.write("rubbish.pack", b"SQLite format 3\0" + bytes(5000))
        run = lambda *arguments: self.run_program(*arguments, program=driving.built.pack)
        self.assertEqual(run("keygen", "-o", self.path("city"))[0], 0)
        self.assertEqual(run("sign", pack, "--key", self.path("city.key"))[0], 0)
        shutil.copy(self.path("city.pub"), os.path.join(store, "keys"))
        for ending in ("", ".minisig"):
            shutil.copy(pack + ending, self.pack_of(store) + ending)
        self.safe_screen(store, store)


class Languages(BadInput):
    def locales(self):
        copy = self.path("locales")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(os.path.join(driving.built.source, "locales"), copy)
        return copy

    def test_without_arabic(self):
        os.unlink(os.path.join(self.locales(), "ar.json"))
        kiosk = self.kiosk(*self.config(locales="locales"))
        kiosk("touch 960 540")
        self.assertNotIn("language.ar", kiosk.tree().ids())
        kiosk("tap language.en")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_broken_arabic(self):
        for broken in (b"{", b"", b"[]", b"{}", b'{"language":"fr"}', b"\xff\xfe{", b'{"language":"ar","language":"ar"}', b"[" * 100000, b"1e999999"):
            with open(os.path.join(self.locales(), "ar.json"), "wb") as file:
                file.write(broken)
            kiosk = self.kiosk(*self.config(locales="locales"))
            kiosk("touch 960 540")
            self.assertNotIn("language.ar", kiosk.tree().ids())
            kiosk("tap language.en", "tap home.topic.money")
            self.says(kiosk, self.path("locales", "ar.json"))

    def test_the_language_asked_for_cannot_be_read(self):
        for broken in (None, b"{", b"", b"\xff\xfe{"):
            arabic = os.path.join(self.locales(), "ar.json")
            os.unlink(arabic)
            if broken is not None:
                with open(arabic, "wb") as file:
                    file.write(broken)
            kiosk = self.kiosk("--lang", "ar", *self.config(locales="locales"))
            kiosk("touch 960 540", "settle")
            tree = kiosk.tree()
            self.assertEqual((tree["screen"], tree["language"]), ("home", "en"))
            kiosk("tap home.topic.money")
            self.assertTrue(kiosk.tree().cards())
            self.says(kiosk, "--lang ar: " + self.path("locales", "ar.json"))

    def test_a_message_that_is_missing_shows_in_english(self):
        locales = self.locales()
        with open(os.path.join(locales, "ar.json"), encoding="utf-8") as file:
            words = [line for line in file if '"home.heading.question"' not in line]
        with open(os.path.join(locales, "ar.json"), "w", encoding="utf-8") as file:
            file.writelines(words)
        kiosk = self.kiosk("--lang", "ar", *self.config(locales="locales"))
        kiosk("touch 960 540", "settle")
        kiosk.greeted = len(kiosk.speech())
        kiosk("press next", "settle")
        heading = kiosk.tree().node("home.question")
        self.assertEqual((heading["label"], heading["language"]), ("What matters to you today?", "en"))
        self.assertEqual(kiosk.speech()[0]["voice"], "gmw/en")
        self.ends_well(kiosk)

    def test_no_folder_and_no_english(self):
        line = self.refuses_to_start(*self.config(locales="nowhere"), names=self.path("nowhere"))
        self.assertIn("Check", line)
        for broken in (None, b"{", b"", b"[]", b"{}"):
            english = os.path.join(self.locales(), "en.json")
            os.unlink(english)
            if broken is not None:
                with open(english, "wb") as file:
                    file.write(broken)
            self.refuses_to_start(*self.config(locales="locales"), names=english)


class Fonts(BadInput):
    def manifest(self, old, new):
        with open(os.path.join(driving.built.source, "fonts", "manifest.json"), encoding="utf-8") as file:
            words = file.read()
        self.assertIn(old, words)
        return self.config(font_manifest=self.write("manifest.json", words.replace(old, new)))

    def test_no_arabic_font(self):
        kiosk = self.kiosk("--lang", "ar", *self.manifest("NotoNaskhArabic-", "Missing-"))
        kiosk("touch 960 540", "tap home.topic.money")
        self.assertGreater(len(kiosk.picture()), 10000)
        self.says(kiosk, "Missing-Regular.ttf", "install the Debian package fonts-noto-core")

    def test_no_pictures_font(self):
        kiosk = self.english(*self.manifest("materialdesignicons-webfont.ttf", "missing.ttf"))
        kiosk.picture()
        self.says(kiosk, "missing", "install the Debian package")

    def test_a_font_that_is_none(self):
        self.write("NotoSans-Regular.ttf", b"\0\1\0\0" + struct.pack(">H", 9) + bytes(100))
        self.write("NotoNaskhArabic-Regular.ttf", b"")
        kiosk = self.kiosk("--lang", "ar", *self.manifest('"directories": [', f'"directories": ["{self.folder}",'))
        kiosk("touch 960 540")
        kiosk.picture()
        self.assertEqual(kiosk.screen(), "home")
        self.assertEqual(kiosk.close()[0], 0)

    def test_no_font_at_all(self):
        line = self.refuses_to_start(*self.manifest("/usr/share/fonts/", "/nonexistent/"), names="manifest.json")
        self.assertIn("install the Debian package", line)

    def test_no_manifest_or_a_broken_one(self):
        self.refuses_to_start(*self.config(font_manifest="missing.json"), names=self.path("missing.json"))
        for broken in (b"", b"{", b"[]", b"{}", b'{"directories":["/usr/share/fonts"],"faces":[]}', b'{"directories":3,"faces":{"a":1}}', b"[" * 100000):
            self.refuses_to_start(*self.config(font_manifest=self.write("broken.json", broken)), names=self.path("broken.json"))


class Voices(BadInput):
    def silent_and_says_so(self, *options, names, **settings):
        kiosk = self.english(*options, **settings)
        kiosk("tap bar.read_aloud", "settle")
        tree = kiosk.tree()
        self.assertTrue(tree.node("top.notice")["live"], "the silence is seen")
        self.assertEqual(kiosk.sound().loudest(), 0)
        self.assertEqual({clause["ended"] for clause in kiosk.speech()}, {"no_voice"})
        kiosk("tap home.topic.work", "tap results.card.central-library")
        self.assertIs(kiosk.tree().node("service.listen")["enabled"], False)
        kiosk("wait 121000")
        self.assertEqual(kiosk.screen(), "still_there", "and time goes on")
        self.says(kiosk, names, "espeak-ng-data")

    def test_no_voices(self):
        self.silent_and_says_so(names="/nonexistent", environment={"ESPEAK_DATA_PATH": "/nonexistent"})
        self.silent_and_says_so(*self.config(espeak_data="nowhere"), names=self.path("nowhere"))

    def test_broken_voices(self):
        for broken in ("phontab", "phondata", "phonindex", "en_dict"):
            os.makedirs(self.path("voices", "espeak-ng-data"), exist_ok=True)
            with open(self.path("voices", "espeak-ng-data", broken), "wb") as file:
                file.write(b"\xff" * 300)
        self.silent_and_says_so(*self.config(espeak_data="voices"), names=self.path("voices"))


class Configuration(BadInput):
    def test_broken_words(self):
        for words in ("this is not toml [", "\0\1\2", "[idle", "a = " + "[" * 5000, "\xff\xfe"):
            kiosk = self.english("--config", self.write("kiosk.toml", words.encode("latin-1")))
            self.says(kiosk, self.path("kiosk.toml"), "defaults")

    def test_wrong_values(self):
        kiosk = self.english("--config", self.write("kiosk.toml", '[idle]\nquestion_after_s = 5\nanswer_within_s = "x"\n[speech]\nvolume_step = 99\n'
                                                                  '[nonsense]\nx = 1\n[site]\nname = ""\nid = "NO SPACES"\n[panel]\nwidth_mm = 1\n'))
        kiosk("wait 119900")
        self.assertEqual(kiosk.screen(), "home", "the default of 120 s holds")
        kiosk("wait 200")
        self.assertEqual(kiosk.screen(), "still_there")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        for key in ("idle.question_after_s", "idle.answer_within_s", "speech.volume_step", "nonsense", "site.name", "site.id", "panel.width_mm"):
            self.assertIn(key, errors)
        self.assertRegex(errors, "kiosk.toml, line 2: ")

    def test_right_values(self):
        kiosk = self.english("--config", self.write("kiosk.toml", '[idle]\nquestion_after_s = 150\nanswer_within_s = 20\n[site]\nname = "Armley Hub"\n'
                                                                  "[panel]\nwidth_mm = 527\nheight_mm = 296\n"))
        self.assertEqual(kiosk.tree().node("top.site")["label"], "Armley Hub")
        self.assertAlmostEqual(kiosk.tree()["mm_per_px"], 527 / 1920, places=6)
        for wait, screen in ((149900, "home"), (200, "still_there"), (19700, "still_there"), (300, "attract")):
            kiosk(f"wait {wait}")
            self.assertEqual(kiosk.screen(), screen)
        self.ends_well(kiosk)


class StateFolder(BadInput):
    def test_it_cannot_be_made(self):
        blocked = self.write("file", "words")
        for state in (blocked, os.path.join(blocked, "state"), "/proc/state"):
            kiosk = self.english(state=state)
            kiosk("tap home.topic.money", "press exit")
            self.says(kiosk, state, "--state a folder")

    def test_it_cannot_be_written_to(self):
        os.mkdir(self.path("state"))
        os.chmod(self.path("state"), stat.S_IRUSR | stat.S_IXUSR)
        kiosk = self.english()
        kiosk("tap home.topic.money", "press exit")
        self.assertEqual(kiosk.close()[0], 0)

    def test_damaged_counters_are_put_aside_and_not_lost(self):
        for damage in (b"rubbish" * 1000, b"SQLite format 3\0" + bytes(5000), b""):
            shutil.rmtree(self.path("state"), ignore_errors=True)
            os.mkdir(self.path("state"))
            with open(self.path("state", "counters.db"), "wb") as file:
                file.write(damage)
            kiosk = self.english()
            kiosk("tap home.topic.money", "press exit", "quit")
            if damage:
                self.says(kiosk, self.path("state", "counters.db"))
                self.assertIn(damage, self.files("state").values())
            else:
                self.ends_well(kiosk)

    def test_counters_that_are_a_folder(self):
        os.makedirs(self.path("state", "counters.db", "inside"))
        kiosk = self.english()
        kiosk("tap home.topic.money", "press exit", "quit")
        self.says(kiosk, self.path("state", "counters.db"))
