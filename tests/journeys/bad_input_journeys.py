# SPDX-License-Identifier: GPL-3.0-or-later
"""What is missing or broken: a clear line that names the file and the mend, a safe screen, never a crash."""
import os
import shutil
import sqlite3
import stat
import struct
import time

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


class HostileRecords(BadInput):
    """A pack that is signed and whole, with records that no sheet would let through."""
    FIELDS = {
        "empty": "",
        "control": "\x01\x1b[31m\u202e\u2066\u200b\ufeff\ufffe\u0085 \n\r\n\t",
        "no-space": "W" * 3000,
        "long": "It opens when it opens. " * 4000,
        "mixed": "عربي English 中文 ਪੰਜਾਬੀ 0113 496 0000 اردو \U0001f468\u200d\U0001f469\u200d\U0001f467 " * 60,
        "marks": "e" + "\u0301" * 2000,
        "numbers": "0" * 500 + " +44 " + "9" * 500,
        "markup": "<b>{0} %s %n $(id) '; DROP TABLE service; --</b>" * 20,
        "unassigned": "\U000e0fff\U0010fffd\ue000 " * 200,
    }

    def store_with_them(self):
        store = self.copy_of_store()
        pack = self.path("hostile.pack")
        shutil.copyfile(self.pack_of(store), pack)
        os.chmod(pack, 0o644)
        database = sqlite3.connect(pack)
        ids = {}
        places = [row[0] for row in database.execute("SELECT service_id FROM service_at_location l JOIN attribute a ON a.link_id = service_id"
                                                     " WHERE a.taxonomy_term_id = 'work' ORDER BY service_id")]
        for (name, words), service in zip(self.FIELDS.items(), places):
            ids[name] = service
            database.execute("UPDATE service SET name=?, description=?, email=?, url=?, fees_description=?, eligibility_description=?, kind=?, assured_date=?,"
                             " source=? WHERE id=?", (words,) * 9 + (service,))
            location = database.execute("SELECT location_id FROM service_at_location WHERE service_id=?", (service,)).fetchone()[0]
            database.execute("UPDATE address SET address_1=?, address_2=?, city=?, postal_code=? WHERE location_id=?", (words,) * 4 + (location,))
            database.execute("UPDATE schedule SET opens_at=?, byday=?, valid_from=?, dtstart=? WHERE location_id=?", (words,) * 4 + (location,))
            database.execute("UPDATE location SET latitude=?, longitude=? WHERE id=?", (1e308, float("inf"), location))
            database.execute("INSERT OR REPLACE INTO phone(id, service_id, number, description) VALUES(?, ?, ?, ?)", ("hostile-" + name, service, words, words))
            database.execute("INSERT OR REPLACE INTO translation(entity, id, field, language, text, origin) VALUES('service', ?, 'description', 'ar', ?, 'machine')",
                             (service, words))
        database.commit()
        database.close()
        run = lambda *arguments: self.run_program(*arguments, program=driving.built.pack)
        self.assertEqual(run("keygen", "-o", self.path("city"))[0], 0)
        self.assertEqual(run("sign", pack, "--key", self.path("city.key"))[0], 0)
        shutil.copy(self.path("city.pub"), os.path.join(store, "keys"))
        for ending in ("", ".minisig"):
            shutil.copy(pack + ending, self.pack_of(store) + ending)
        return store, ids

    def test_are_shown_and_said_within_bounds(self):
        store, ids = self.store_with_them()
        for language in ("en", "ar"):
            kiosk = self.kiosk("--lang", language, store=store, state=self.path("state-" + language))
            kiosk("touch 960 540")
            for size in range(2):
                kiosk("activate bar.text_size")
                kiosk("press home", "activate home.topic.work")
                seen, page = set(), 0
                while True:
                    tree = kiosk.tree()
                    seen.update(tree.cards())
                    for node in tree["nodes"]:
                        x, y, width, height = node["bounds_px"]
                        self.assertTrue(x >= 0 and y >= 0 and x + width <= 1920 and y + height <= 1080, (node["id"], node["bounds_px"], node["label"][:100]))
                    page += 1
                    if page == tree["pages"]:
                        break
                    kiosk("activate results.next_page")
                for name, service in ids.items():
                    with self.subTest(f"{name} in {language}"):
                        kiosk("press home", "activate home.topic.work")
                        while "results.card." + service not in kiosk.tree().ids():
                            kiosk("activate results.next_page")
                        began = time.monotonic()
                        kiosk("activate results.card." + service)
                        tree = kiosk.tree()
                        self.assertEqual(tree["screen"], "service")
                        self.assertLess(time.monotonic() - began, 5, "nobody waits for a page")
                        self.assertGreater(len(kiosk.picture()), 5000)
                        if tree["pages"] and tree["pages"] > 1:
                            kiosk("activate service.next_page")
                        kiosk("activate service.listen", "wait 500", "press exit", "touch 960 540")
            self.ends_well(kiosk)


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

    def test_a_translation_for_a_language_that_has_no_font(self):
        """Tibetan: no face of the manifest has it. Boxes are drawn, staff get one line, and every other language goes on."""
        locales = self.path("locales")
        shutil.copytree(os.path.join(driving.built.source, "locales"), locales)
        with open(os.path.join(locales, "ar.json"), encoding="utf-8") as file:
            words = file.read()
        words = words.replace('"language": "ar"', '"language": "bo"').replace('"العربية"', '"བོད་སྐད་"').replace('"Arabic"', '"Tibetan"').replace('"مرحبًا"', '"བཀྲ་ཤིས།"')
        with open(os.path.join(locales, "bo.json"), "w", encoding="utf-8") as file:
            file.write(words)
        kiosk = self.kiosk(*self.config(locales="locales"))
        kiosk("touch 960 540")
        self.assertGreater(len(kiosk.picture()), 10000)
        if "language.bo" not in kiosk.tree().ids():
            kiosk("activate language.next_page")
        kiosk("activate language.bo", "activate home.topic.money")
        self.assertGreater(len(kiosk.picture()), 10000)
        kiosk("press home", "activate bar.language")
        if "language.en" not in kiosk.tree().ids():
            kiosk("activate language.page_before")
        kiosk("activate language.en", "tap home.topic.work")
        self.assertEqual((kiosk.tree()["screen"], kiosk.tree()["language"]), ("results", "en"))
        line = self.says(kiosk, "no font", "Tibt")
        self.assertNotIn("Tibt", kiosk.close()[1].replace(line, ""), "one line is enough")

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
