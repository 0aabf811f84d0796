# SPDX-License-Identifier: GPL-3.0-or-later
"""Staff with a stick: packs and workbooks on it, looked at, installed, gone back from, published."""
import os
import shutil
import subprocess
import zipfile

import driving
from at_the_desk import PIN, StaffJourney


class DeskJourney(StaffJourney):
    """A kiosk with a store of its own, and a stick."""

    def setUp(self):
        super().setUp()
        self.store = self.copy_of_store()
        self.keys = driving.built.store + ".keys"  # of whoever made the pack that is installed
        self.stick = self.path("stick")
        os.mkdir(self.stick)
        self.sheets = self.path("sheets")
        shutil.copytree(os.path.join(driving.built.source, "content", "leeds"), self.sheets)

    def pack(self, *arguments):
        done = subprocess.run([driving.built.pack, *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def on_the_stick(self, name="update.pack", serial=7, key=None, options=()):
        """A pack of the sheets as they now are, sealed."""
        file = os.path.join(self.stick, name)
        self.pack("build", self.sheets, "-o", file, "--serial", str(serial), *options)
        self.pack("sign", file, "--key", key or os.path.join(self.keys, "test.key"))
        return file

    def as_installed(self, key=None):
        """The very pack that is installed, on the stick."""
        file = os.path.join(self.stick, "update.pack")
        shutil.copy(driving.built.store + ".keys/leeds.pack", file)
        self.pack("sign", file, "--key", key or os.path.join(self.keys, "test.key"))
        return file

    def small_sheets(self):
        shutil.rmtree(self.sheets)
        self.pack("generate", "--services", "20", "--seed", "1", "-o", self.sheets)

    def change_a_word(self, old, new):
        path = os.path.join(self.sheets, "Services.csv")
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
        self.assertIn(old, text)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))

    def at_the_stick(self, *options):
        kiosk = self.kiosk("--lang", "en", "--config", self.config, *options, store=self.store)
        kiosk("tap attract.begin")
        self.hush(kiosk)
        kiosk("hold top.site 3000", f"type {PIN}", "press select", "settle", f"usb {self.stick}", "tap staff.packs", "settle")
        self.assertEqual(kiosk.screen(), "staff_packs")
        return kiosk

    def looked_at(self, kiosk):
        kiosk("tap staff_packs.file.0", "settle")
        return kiosk.tree().node("staff_packs.state")["label"]

    def steps(self, tree):
        return [tree.node(f"staff_packs.step.{i}")["spoken"].split(": ", 1)[1].split(".")[0] for i in range(1, 6)]

    def in_force(self):
        return os.readlink(os.path.join(self.store, "current.pack"))

    def refused(self, words):
        """Said plainly, nothing to install, and what is in force stands."""
        before = self.in_force()
        kiosk = self.at_the_stick()
        self.assertEqual(self.looked_at(kiosk), words)
        self.assertNotIn("staff_packs.install", kiosk.tree().ids())
        self.assertTrue(kiosk.tree().node("staff_packs.state.mend")["label"])
        steps = self.steps(kiosk.tree())
        self.assertEqual(steps.count("failed"), 1, steps)
        self.assertNotIn("done", steps[steps.index("failed"):])
        self.assertEqual(self.in_force(), before)
        kiosk("tap top.back", "settle")
        self.assertIn("staff_packs.file.0", kiosk.tree().ids())
        self.ends_well(kiosk)


class GoodPackOnTheStick(DeskJourney):
    def test_looked_at_installed_seen_and_gone_back_from(self):
        self.change_a_word("Armley Library and Community Hub", "Armley Reading Room")
        self.on_the_stick()
        before = self.in_force()
        kiosk = self.at_the_stick()
        self.assertIn("Now on this kiosk: version 1", kiosk.tree().words())
        self.assertEqual(self.looked_at(kiosk), "This update is real and safe to use.")
        tree = kiosk.tree()
        self.assertEqual(self.steps(tree), ["done", "done", "done", "done", "waiting"], "nothing is switched over yet")
        self.assertIn("Version 7", tree.node("staff_packs.state.mend")["label"])
        self.assertIn("Sealed with the key", tree.node("staff_packs.state.mend")["label"])
        numbers = [tree.node(f"staff_packs.count.{i}")["label"] for i in range(4)]
        self.assertEqual(numbers[1:], ["0", "1", "0"], tree.words())
        self.assertEqual(self.in_force(), before, "looking changes nothing")
        kiosk("tap staff_packs.names_button")
        self.assertIn("Changed: Armley Reading Room", kiosk.tree().words())
        kiosk("tap top.back", "tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        self.assertEqual(self.steps(kiosk.tree()), ["done"] * 5)
        self.assertNotEqual(self.in_force(), before)

        # The visit that staff interrupted keeps the pack it began with.
        kiosk("tap staff.lock")
        self.assertEqual(kiosk.screen(), "home")
        kiosk("type armley reading room", "settle")
        self.assertNotIn("Armley Reading Room", kiosk.tree().words())
        kiosk("tap bar.start_again", "settle", "tap attract.begin", "type armley reading room", "settle")
        self.assertIn("Armley Reading Room", kiosk.tree().words())

        kiosk("tap bar.start_again", "settle", "tap attract.begin", "hold top.site 3000", f"type {PIN}", "press select", "settle", "tap staff.packs", "settle")
        kiosk("tap staff_packs.roll_back", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The old version is back.")
        self.assertEqual(self.in_force(), before)
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin", "type armley reading room", "settle")
        self.assertNotIn("Armley Reading Room", kiosk.tree().words())
        self.ends_well(kiosk)

    def test_the_same_again_and_one_that_ran_out(self):
        self.as_installed()
        kiosk = self.at_the_stick()
        self.looked_at(kiosk)
        self.assertIn("the same as what is here", kiosk.tree().node("staff_packs.state.mend")["label"])
        self.ends_well(kiosk)
        self.small_sheets()
        file = self.on_the_stick(serial=9, options=("--expires", "2026-11-01"))
        self.refused("This was out of date before it came.")
        # Better old than none; and what is old serves, and says so.
        shutil.rmtree(self.store)
        self.pack("install", file, "--store", self.store, "--keys", self.keys)
        self.on_the_stick(serial=10, options=("--expires", "2026-11-02"))
        kiosk = self.at_the_stick()
        self.assertEqual(self.looked_at(kiosk), "This update is real, but out of date.")
        self.assertIn("It ran out on 2 November 2026.", kiosk.tree().words())
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        self.assertEqual(errors.count("It was fresh until 2026-11-01: it still serves"), 1, errors)

    def test_one_that_takes_out_many_asks_first(self):
        self.small_sheets()
        self.on_the_stick()
        kiosk = self.at_the_stick()
        self.looked_at(kiosk)
        before = self.in_force()
        kiosk("tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "This takes out more than one in ten, or some urgent help.")
        self.assertEqual(self.in_force(), before)
        kiosk("tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        self.ends_well(kiosk)


class BadPackOnTheStick(DeskJourney):
    def test_tampered(self):
        file = self.as_installed()
        with open(file, "r+b") as pack:
            pack.seek(5000)
            pack.write(b"!!!!")
        self.refused("This is not what was sealed.")

    def test_truncated(self):
        file = self.as_installed()
        os.truncate(file, os.path.getsize(file) // 2)
        self.refused("Part of it is missing.")

    def test_older(self):
        self.small_sheets()
        self.pack("install", self.on_the_stick(), "--store", self.store, "--keys", self.keys, "--allow-removals")
        self.as_installed()
        self.refused("This is older than what is here.")

    def test_same_number_other_content(self):
        self.small_sheets()
        self.on_the_stick(serial=1)
        self.refused("This has the number of what is here, but says something else.")

    def test_foreign_key(self):
        self.pack("keygen", "-o", self.path("stranger"))
        self.as_installed(key=self.path("stranger.key"))
        self.refused("This is not from us.")

    def test_without_a_seal(self):
        os.unlink(self.as_installed() + ".minisig")
        self.refused("The seal is missing.")

    def test_words_with_a_good_seal(self):
        file = os.path.join(self.stick, "update.pack")
        with open(file, "wb") as pack:
            pack.write(b"not a pack at all" * 100)
        self.pack("sign", file, "--key", os.path.join(self.keys, "test.key"))
        self.refused("This pack cannot be opened.")


class WhatLiesOnAStick(DeskJourney):
    def test_links_folders_and_odd_names(self):
        secret = self.write("secret.pack", b"of the kiosk's own")
        os.symlink(secret, os.path.join(self.stick, "link.pack"))
        os.mkdir(os.path.join(self.stick, "folder.pack"))
        os.mkfifo(os.path.join(self.stick, "pipe.pack"))
        for name in ("._hidden.pack", "~$open.xlsx", "letter.docx"):
            with open(os.path.join(self.stick, name), "wb"):
                pass
        with open(os.path.join(self.stick.encode(), b"\xff\xe2\x80\xae" + b"name" * 30 + b".PACK"), "wb"):
            pass
        kiosk = self.at_the_stick()
        files = [node for node in kiosk.tree().all_of("card") if node["id"].startswith("staff_packs.file.")]
        self.assertEqual(len(files), 1, files)
        self.assertNotIn("\u202e", files[0]["label"])
        self.assertLessEqual(len(files[0]["label"].replace("\u200b", "")), 60)
        self.assertEqual(self.looked_at(kiosk), "The seal is missing.")
        self.ends_well(kiosk)

    def test_more_than_anybody_reads(self):
        for number in range(200):
            with open(os.path.join(self.stick, f"{number:03}.pack"), "wb"):
                pass
        kiosk = self.at_the_stick()
        for _ in range(40):
            if "140 more files" in kiosk.tree().words():
                break
            kiosk("tap staff_packs.next_page")
        else:
            self.fail("the end of the list says what is left out")
        self.ends_well(kiosk)

    def test_none_one_and_out_again(self):
        kiosk = self.at_the_stick()
        self.assertIn("There is nothing to use on this stick.", kiosk.tree().words())
        kiosk("usb out", "settle")
        self.assertIn("Put the stick in.", kiosk.tree().words())
        self.as_installed()
        kiosk(f"usb {self.stick}", "settle")
        self.assertIn("update.pack", kiosk.tree().words())
        self.ends_well(kiosk)


class StickPulledOut(DeskJourney):
    def test_in_the_middle_of_copying(self):
        file = self.as_installed()
        with open(file, "r+b") as pack:
            pack.truncate(1200 * 1024 * 1024)  # a hole: nothing on the disk until it is copied
        before = self.in_force()
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0")
        tree = kiosk.tree()
        self.assertEqual(tree.node("staff_packs.state")["role"], "progress", tree.words())
        self.assertRegex(tree.node("staff_packs.percent")["label"], r"^\d+%$")
        kiosk("usb out", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The stick is out.")
        self.assertEqual(self.in_force(), before)
        self.assertEqual([path for path in self.files("state") if "desk" in path], [], "nothing half copied is left")
        self.ends_well(kiosk)

    def test_stopped(self):
        file = self.as_installed()
        with open(file, "r+b") as pack:
            pack.truncate(1200 * 1024 * 1024)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "tap staff_packs.stop", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "Stopped.")
        self.ends_well(kiosk)

    def test_after_it_was_looked_at(self):
        self.as_installed()
        kiosk = self.at_the_stick()
        self.looked_at(kiosk)
        kiosk("usb out", "settle", "tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        self.ends_well(kiosk)


class StaffLock(DeskJourney):
    def test_says_when_and_locks_now(self):
        kiosk = self.at_the_stick()
        self.assertEqual(kiosk.tree().node("staff.locks")["label"], "Locks in 3 minutes")
        kiosk("wait 41000")
        self.assertEqual(kiosk.tree().node("staff.locks")["label"], "Locks in 2 minutes")
        kiosk("press next")
        kiosk("tap staff.lock")
        self.assertEqual(kiosk.screen(), "home", "the visit that staff interrupted")
        kiosk("hold top.site 3000")
        self.assertEqual(kiosk.screen(), "staff_pin", "and the PIN is asked for again")
        self.ends_well(kiosk)

    def test_nothing_is_installed_without_the_pin(self):
        self.as_installed()
        kiosk = self.english("--config", self.config)
        kiosk(f"usb {self.stick}", "settle")
        self.assertEqual(kiosk.screen(), "home")
        kiosk.refuses("activate staff_packs.file.0")
        self.assertEqual(kiosk.close()[0], 1, "one command was refused")


def workbook(path, sheets):
    """The least that a spreadsheet program calls a workbook (ECMA-376), words in its cells."""
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def cell(column, row, text):
        return f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Default Extension="xml" ContentType="application/xml"/>'
                         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                         + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
                                   for i in range(1, len(sheets) + 1)) + "</Types>")
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                         + "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, 1)) + "</sheets></workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">'
                         + "".join(f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)) + "</Relationships>")
        for i, rows in enumerate(sheets.values(), 1):
            body = "".join(f'<row r="{r}">' + "".join(cell(c, r, text) for c, text in enumerate(row) if text) + "</row>" for r, row in enumerate(rows, 1))
            archive.writestr(f"xl/worksheets/sheet{i}.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')


class HubJourney(DeskJourney):
    """A kiosk that has its hub's key."""

    def setUp(self):
        super().setUp()
        own = self.path("keys")
        shutil.copytree(self.keys, own)
        self.pack("keygen", "-o", os.path.join(own, "hub"), "--role", "hub:leeds-central-library")
        self.keys = own
        with open(self.config, "a", encoding="utf-8") as file:
            file.write(f'[hub]\nsecret_key = "{own}/hub.key"\n[paths]\nkeys = "{own}"\n')

    def sheets_of_the_hub(self, **changed):
        sheets = {
            "Pack": [["Setting", "Value"], ["Title", "Sessions here"], ["Languages", "en"]],
            "Topics": [["Key", "Need", "Examples"], ["family", "Family, friends and community", "Groups"]],
            "Organisations": [["ID", "Name", "Description"], ["friends", "Friends of the library", "They meet here."]],
            "Places": [["ID", "Name", "Address", "Town", "Postcode", "Latitude", "Longitude", "Source", "Details checked"],
                       ["upstairs", "The upstairs room", "Calverley Street", "Leeds", "LS1 3AB", "53.80022", "-1.54867", "us", "2026-11-01"]],
            "Services": [["ID", "Organisation", "Name", "Kind", "Topics", "Description", "Phone", "Place", "Cost", "Sensitive", "Source", "Details checked"],
                         ["crochet", "friends", "Zigzag Crochet Circle", "Group", "family", "Sit together and make something warm.", "0113 496 0123", "upstairs", "Free", "", "us", "2026-11-01"]],
        }
        sheets.update(changed)
        return sheets

    def put(self, sheets, name="sessions.xlsx"):
        workbook(os.path.join(self.stick, name), sheets)

    def residents_find(self, kiosk, words):
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin", f"type {words}", "settle")
        return kiosk.tree().words()


class WorkbookOnTheStick(HubJourney):
    def test_checked_previewed_published_and_found(self):
        self.put(self.sheets_of_the_hub())
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "staff_workbook")
        self.assertEqual(tree.node("staff_workbook.state")["label"], "Nothing stops this going out.", tree.words())
        kiosk("tap staff_workbook.preview")
        kiosk("tap label:Zigzag Crochet Circle", "settle")
        self.assertEqual(kiosk.screen(), "staff_record")
        self.assertIn("0113 496 0123", kiosk.tree().words())
        kiosk("tap top.back", "tap top.back", "tap staff_workbook.publish", "settle")
        self.assertEqual(kiosk.tree().node("staff_workbook.state")["label"], "Your workbook is out.", kiosk.tree().words())
        words = self.residents_find(kiosk, "zigzag crochet")
        self.assertIn("Zigzag Crochet Circle", words)

        kiosk("tap bar.start_again", "settle", "tap attract.begin", "hold top.site 3000", f"type {PIN}", "press select", "settle", "tap staff.notices", "settle")
        self.assertNotIn("staff_notices.no_key", kiosk.tree().ids())
        self.ends_well(kiosk)

    def test_findings_row_by_row(self):
        sheets = self.sheets_of_the_hub()
        sheets["Places"][1][4] = "LS1 3A"
        sheets["Services"][1][6] = "0113 49"
        self.put(sheets)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree.node("staff_workbook.state")["label"], "2 things stop this going out.", tree.words())
        rows = [node for node in tree["nodes"] if node["role"] == "listitem"]
        said = " ".join(row["spoken"] for row in rows)
        for words in ("Places", "Postcode", "LS1 3A", "Services", "Phone", "0113 49"):
            self.assertIn(words, said)
        self.assertNotIn("staff_workbook.publish", tree.ids())
        # Mended on the stick and checked again.
        self.put(self.sheets_of_the_hub())
        kiosk("tap staff_workbook.again", "settle") if "staff_workbook.again" in kiosk.tree().ids() else None
        self.ends_well(kiosk)

    def test_what_is_the_citys_to_say(self):
        sheets = self.sheets_of_the_hub()
        sheets["Services"][1][9] = "abuse"
        self.put(sheets)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle")
        self.assertNotIn("staff_workbook.publish", kiosk.tree().ids(), kiosk.tree().words())
        self.ends_well(kiosk)

    def test_a_topic_that_the_city_does_not_have_and_what_was_left_of_the_template(self):
        sheets = self.sheets_of_the_hub()
        sheets["Topics"] += [["sport", "Sport", "Football"], ["rest", "Rest", "Sleep"]]
        sheets["Services"][1][4] = "sport"
        sheets["Say it like this"] = [["Language", "Written", "Say it like"], ["en", "LS7", "L S 7"]]
        sheets["Places"].append(["example-hall", "Example Hall", "1 Example Street", "Leeds", "LS1 1UR", "", "", "us", "2026-11-01"])
        self.put(sheets)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle")
        said = []
        for _ in range(8):
            tree = kiosk.tree()
            said += [node["spoken"] for node in tree["nodes"] if node["role"] == "listitem"]
            onward = [node["id"] for node in tree["nodes"] if node["id"].endswith(".next_page") and node["enabled"]]
            if not onward:
                break
            kiosk(f"tap {onward[0]}", "settle")
        said = " ".join(said)
        for words in ("sport", "is not a topic of the city's pack. Type one of:", "Say it like this", "LS7", "example-hall", "is a row of the template"):
            self.assertIn(words, said)
        self.assertNotIn("has no service in it", said)
        self.assertNotIn("Urgent help", said)
        self.assertNotIn("staff_workbook.publish", kiosk.tree().ids())
        self.ends_well(kiosk)

    def test_zip_bomb_and_no_workbook_at_all(self):
        for name, make in (("bomb.xlsx", self.bomb), ("letter.xlsx", lambda path: self.letter(path)), ("empty.xlsx", lambda path: open(path, "wb").close())):
            with self.subTest(name):
                for old in os.listdir(self.stick):
                    os.unlink(os.path.join(self.stick, old))
                make(os.path.join(self.stick, name))
                kiosk = self.at_the_stick()
                kiosk("tap staff_packs.file.0", "settle")
                tree = kiosk.tree()
                self.assertIn(tree.node("staff_workbook.state")["label"], ("This workbook cannot be read.", "1 thing stops this going out.", "2 things stop this going out."), tree.words())
                self.assertNotIn("staff_workbook.publish", tree.ids())
                self.ends_well(kiosk)

    def bomb(self, path):
        """A sheet of 600 MB that packs into less than 1."""
        workbook(path, self.sheets_of_the_hub())
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in parts.items():
                if name == "xl/worksheets/sheet5.xml":
                    with archive.open(name, "w", force_zip64=True) as part:
                        part.write(data[:data.index(b"<sheetData>") + 11])
                        for _ in range(600):
                            part.write(b" " * (1 << 20))
                        part.write(b"</sheetData></worksheet>")
                else:
                    archive.writestr(name, data)
        self.assertLess(os.path.getsize(path), 4 << 20)

    def letter(self, path):
        with open(path, "wb") as file:
            file.write(b"Dear colleague, the workbook is in the other bag. " * 50)


class FindingsOfAWorkbook(HubJourney):
    def test_every_finding_of_many_and_the_list_on_the_stick(self):
        sheets = self.sheets_of_the_hub()
        right = sheets["Services"][1]
        sheets["Services"] = [sheets["Services"][0]] + [[f"group-{i}", *right[1:6], f"0113 49{i:03}", *right[7:]] for i in range(130)]
        self.put(sheets)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle")
        self.assertEqual(kiosk.tree().node("staff_workbook.state")["label"], "130 things stop this going out.", kiosk.tree().words())
        seen = set()
        for _ in range(200):
            tree = kiosk.tree()
            seen.update(node["label"] for node in tree["nodes"] if node["id"].endswith(".value"))
            if tree.node("staff_workbook.next_page")["enabled"]:
                kiosk("tap staff_workbook.next_page")
            elif "staff_workbook.list.later" in tree.ids():
                kiosk("tap staff_workbook.list.later")
                self.assertIn("staff_workbook.list.earlier", kiosk.tree().ids())
            else:
                break
        self.assertEqual(len([value for value in seen if value.startswith("0113 49")]), 130)
        before = set(os.listdir(self.stick))
        kiosk("tap staff_workbook.save", "settle")
        self.assertEqual(kiosk.tree().node("staff_workbook.state")["label"], "The list is on the stick.", kiosk.tree().words())
        self.assertEqual(set(os.listdir(self.stick)) - before, {"sessions - to mend.xlsx"})
        with zipfile.ZipFile(os.path.join(self.stick, "sessions - to mend.xlsx")) as archive:
            words = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        for value in ("0113 49000", "0113 49129"):
            self.assertIn(value, words)
        self.ends_well(kiosk)

    def test_a_stick_that_can_only_be_read(self):
        sheets = self.sheets_of_the_hub()
        sheets["Services"][1][6] = "0113 49"
        self.put(sheets)
        self.read_only(self.stick)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "settle", "tap staff_workbook.save", "settle")
        self.assertEqual(kiosk.tree().node("staff_workbook.state")["label"], "Nothing can be saved on this stick.")
        self.assertIn("0113 49", kiosk.tree().words(), "what is wrong is still to be read")
        self.assertEqual(os.listdir(self.stick), ["sessions.xlsx"])
        self.ends_well(kiosk)

    def read_only(self, folder):
        if os.geteuid() != 0:
            os.chmod(folder, 0o555)
            self.addCleanup(os.chmod, folder, 0o755)
            return
        for way in (["mount", "--bind", folder, folder], ["mount", "-o", "remount,bind,ro", folder]):
            if subprocess.run(way, check=False, capture_output=True).returncode != 0:
                self.skipTest("root that may not mount writes everywhere")
            if len(way) == 4 and "--bind" in way:
                self.addCleanup(subprocess.run, ["umount", folder], check=False)


class RecordsAtTheDesk(HubJourney):
    def to_the_records(self):
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.records", "settle")
        return kiosk

    def test_to_check_oldest_first_and_checked_today(self):
        kiosk = self.to_the_records()
        tree = kiosk.tree()
        self.assertRegex(tree.node("staff_records.count")["label"], r"^Over a year: \d+\. Over 6 months: \d+\.$")
        first = [node for node in tree.all_of("card")][0]["id"]
        self.assertIn("Nobody has checked this", tree.node(first)["spoken"], "no date comes before an old one")
        kiosk(f"tap {first}", "settle", "tap staff_record.confirm", "settle")
        self.assertEqual(kiosk.tree().node("staff_record.state")["label"], "Marked as checked today.", kiosk.tree().words())
        kiosk("tap top.back", "settle")
        self.assertNotIn(first, kiosk.tree().ids())
        # The next one too, and back: only that.
        second = [node for node in kiosk.tree().all_of("card")][0]["id"]
        kiosk(f"tap {second}", "settle", "tap staff_record.confirm", "settle", "tap staff_record.undo", "settle")
        self.assertEqual(kiosk.tree().node("staff_record.state")["label"], "It is as it was before.", kiosk.tree().words())
        self.assertNotIn("staff_record.undo", kiosk.tree().ids())
        kiosk("tap top.back", "settle")
        self.assertIn(second, kiosk.tree().ids())
        self.assertNotIn(first, kiosk.tree().ids())
        self.ends_well(kiosk)

    def test_hidden_in_one_press_from_search_and_topic_and_shown_again(self):
        kiosk = self.to_the_records()
        kiosk("tap staff_records.find", "type armley library", "settle", "tap staff_find.card.armley-library", "settle", "tap staff_record.hide", "settle")
        self.assertEqual(kiosk.tree().node("staff_record.state")["label"], "This record is hidden.", kiosk.tree().words())
        self.assertNotIn("Armley Library and Community Hub", self.residents_find(kiosk, "armley library"))

        def among_staff():
            kiosk("tap bar.start_again", "settle", "tap attract.begin", "hold top.site 3000", f"type {PIN}", "press select", "settle", "tap staff.records", "settle")

        among_staff()
        kiosk("tap staff_records.hidden")
        self.assertIn("staff_records.card.armley-library", kiosk.tree().ids())
        kiosk("tap staff_records.card.armley-library", "settle", "tap staff_record.hide", "settle")
        self.assertIn("Armley Library and Community Hub", self.residents_find(kiosk, "armley library"))
        self.ends_well(kiosk)

    def test_hidden_and_undone_in_place(self):
        kiosk = self.to_the_records()
        kiosk("tap staff_records.find", "type food", "settle")
        kiosk(f"tap {kiosk.tree().cards()[0]}", "settle", "tap staff_record.confirm", "settle", "tap top.back", "settle")
        kiosk("tap staff_find.clear", "type armley library", "settle", "tap staff_find.card.armley-library", "settle", "tap staff_record.hide", "settle")
        self.assertEqual(kiosk.tree().node("staff_record.state")["label"], "This record is hidden.", kiosk.tree().words())
        kiosk("tap staff_record.undo", "settle")
        self.assertEqual(kiosk.tree().node("staff_record.state")["label"], "It is as it was before.", kiosk.tree().words())
        self.assertEqual(kiosk.tree().node("staff_record.hide")["label"], "Hide this record")
        self.assertIn("Armley Library and Community Hub", self.residents_find(kiosk, "armley library"))
        self.ends_well(kiosk)

    def test_preview_stands_in_the_direction_of_its_language(self):
        kiosk = self.to_the_records()
        kiosk("tap staff_records.find", "type armley library", "settle", "tap staff_find.card.armley-library", "settle")
        sides = {}
        for _ in range(6):
            language = kiosk.tree().node("staff_record.language")["label"]
            tree = kiosk.tree()
            self.assertEqual(tree["direction"], "ltr", "the page is in English")
            icon_before = tree.node("staff_record.content")["bounds_px"]
            text = tree.node("service.phone.0")["bounds_px"]
            left, right = text[0] - icon_before[0], icon_before[0] + icon_before[2] - text[0] - text[2]
            sides[language] = "right" if right > left else "left"
            kiosk("tap staff_record.language", "settle")
        self.assertEqual({side for name, side in sides.items() if "Arabic" in name or "Urdu" in name}, {"right"}, sides)
        self.assertEqual({side for name, side in sides.items() if "Arabic" not in name and "Urdu" not in name}, {"left"}, sides)
        self.ends_well(kiosk)

    def test_preview_in_every_language_and_heard(self):
        kiosk = self.to_the_records()
        kiosk("tap staff_records.find", "type food", "settle")
        kiosk(f"tap {kiosk.tree().cards()[0]}", "settle")
        names = set()
        for _ in range(6):
            names.add(kiosk.tree().node("staff_record.language")["label"])
            kiosk("tap staff_record.language", "settle")
        self.assertEqual(len(names), 6, names)
        before = len(kiosk.speech())
        kiosk("tap staff_record.listen", "wait 1500")
        self.assertTrue(kiosk.speech()[before:], "Listen is what staff chose to hear")
        kiosk("tap staff_record.listen", "tap staff_record.say", "type Wortley", "press select", "tap staff_say.field.1", "type Wert lee")
        before = len(kiosk.speech())
        kiosk("tap staff_say.listen", "settle")
        self.assertIn("Wert lee", kiosk.said(before))
        self.ends_well(kiosk)


class NoticeAtTheDesk(HubJourney):
    def test_written_seen_heard_and_withdrawn(self):
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.notices", "settle", "tap staff_notices.write", "type The lift is broken", "tap staff_write.field.1", "type Ring the bell at the side door.")
        kiosk("tap staff_write.day_more")
        kiosk.refuses("tap staff_write.publish")
        kiosk("tap staff_write.look")
        self.assertIn("The lift is broken", kiosk.tree().words())
        kiosk("tap staff_write.publish", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "staff_notices", tree.words())
        self.assertEqual(tree.node("staff_notices.state")["label"], "The notice is out.")
        self.assertIn("Shown until 20 November 2026", tree.words())
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin")
        self.assertEqual(kiosk.tree().node("home.notices")["label"], "The lift is broken")
        kiosk("tap home.notices", "tap notices.listen", "settle")
        self.assertIn("Ring the bell at the side door.", kiosk.tree().words())
        self.assertTrue([text for text in kiosk.said() if "side door" in text])

        kiosk("tap bar.start_again", "settle", "tap attract.begin", "hold top.site 3000", f"type {PIN}", "press select", "settle", "tap staff.notices", "settle")
        withdraw = [i for i in kiosk.tree().ids() if i.startswith("staff_notices.withdraw.")]
        kiosk(f"tap {withdraw[0]}", "settle")
        self.assertEqual(kiosk.tree().node("staff_notices.state")["label"], "The notice is withdrawn.")
        kiosk("tap staff_notices.undo", "settle")
        self.assertIn("The lift is broken", kiosk.tree().words())
        kiosk(f"tap {withdraw[0]}", "settle", "tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin")
        self.assertNotIn("home.notices", kiosk.tree().ids())
        self.assertEqual(kiosk.close()[0], 1, "one command was refused")

    def type_by_touch(self, kiosk, words):
        """On the keyboard on the glass, a key a letter."""
        small = kiosk.tree().ids()
        for letter in words:
            key = "search.key.space" if letter == " " else f"search.key.{ord(letter):x}"
            if key not in small:
                kiosk("tap search.key.shift")
            kiosk(f"tap {key}")

    def test_in_urdu_on_the_keyboard_on_the_glass(self):
        title, text = "لفٹ بند ہے", "گھنٹی بجائیں"
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.notices", "settle", "tap staff_notices.write")
        while "Urdu" not in kiosk.tree().node("staff_write.language")["label"]:
            kiosk("tap staff_write.language")
        self.type_by_touch(kiosk, title)
        kiosk("tap staff_write.field.1")
        self.type_by_touch(kiosk, text)
        tree = kiosk.tree()
        self.assertEqual(tree["direction"], "ltr")
        self.assertEqual((tree.node("staff_write.field.0")["label"], tree.node("staff_write.field.0")["language"]), (title, "ur"))
        self.assertIn("Only people who chose Urdu see this.", tree.words())
        before = len(kiosk.speech())
        kiosk("tap staff_write.look", "tap staff_write.listen", "settle")
        heard = [one for one in kiosk.speech()[before:] if title in one["text"]]
        self.assertTrue(heard and heard[0]["language"] == "ur", kiosk.speech()[before:])
        kiosk("tap staff_write.publish", "settle")
        self.assertIn(title, kiosk.tree().words())
        self.assertIn("Urdu. Shown until", kiosk.tree().words())

        # Whoever reads Urdu has it, in its place and heard in its voice; whoever reads English has nothing that they could not read.
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin")
        self.assertNotIn("home.notices", kiosk.tree().ids())
        kiosk("tap bar.language", "tap language.ur", "settle")
        line = kiosk.tree().node("home.notices")
        self.assertEqual((line["label"], line["language"]), (title, "ur"))
        before = len(kiosk.speech())
        kiosk("tap home.notices")
        self.assertNotIn("notices.english", " ".join(kiosk.tree().ids()))
        kiosk("tap notices.listen", "settle")
        heard = [one for one in kiosk.speech()[before:] if text in one["text"]]
        self.assertTrue(heard and heard[0]["language"] == "ur" and heard[0]["ended"] == "finished", kiosk.speech()[before:])
        self.ends_well(kiosk)

    def test_an_english_one_is_marked_in_another_language(self):
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.notices", "settle", "tap staff_notices.write", "type Closed early", "tap staff_write.field.1", "type We close at 3pm.", "tap staff_write.look", "tap staff_write.publish", "settle")
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin", "tap bar.language", "tap language.ar", "settle")
        self.assertEqual(kiosk.tree().node("home.notices")["language"], "ar", "that there is news is in the resident's own words")
        kiosk("tap home.notices")
        tree = kiosk.tree()
        marked = [node for node in tree["nodes"] if node["id"].startswith("notices.english.")]
        self.assertEqual([node["language"] for node in marked], ["ar"])
        text = [node for node in tree["nodes"] if node["id"].startswith("notices.text.")][0]
        self.assertEqual((text["language"], text["label"]), ("en", "We close at 3pm."))
        self.ends_well(kiosk)

    def test_gone_after_its_last_day(self):
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.notices", "settle", "tap staff_notices.write", "type Closed early", "tap staff_write.field.1", "type We close at 3pm.", "tap staff_write.look", "tap staff_write.publish", "settle", "quit")
        kiosk.close()
        later = self.kiosk("--lang", "en", "--config", self.config, store=self.store, now="2026-11-20T10:42")
        later("tap attract.begin")
        self.assertNotIn("home.notices", later.tree().ids())
        self.ends_well(later)


class WithoutAHubKey(DeskJourney):
    def test_the_desk_says_what_is_missing(self):
        kiosk = self.at_the_stick()
        kiosk("tap top.back", "tap staff.notices", "settle")
        self.assertIn("[hub]", kiosk.tree().node("staff_notices.no_key")["label"])
        kiosk.refuses("tap staff_notices.write")
        kiosk("tap top.back", "tap staff.records", "settle")
        kiosk(f"tap {kiosk.tree().cards()[0]}", "settle")
        self.assertIn("staff_record.no_key", kiosk.tree().ids())
        kiosk.refuses("tap staff_record.hide")
        self.assertEqual(kiosk.close()[0], 1, "two commands were refused")


class DeskByKeysAlone(DeskJourney):
    def test_a_pack_is_installed(self):
        self.as_installed()
        kiosk = self.at_the_stick()

        def choose(target):
            for _ in range(40):
                if kiosk.tree()["focus"] == target:
                    return kiosk("press select", "settle")
                kiosk("press next")
            return self.fail(f"{target} is not reached by keys: {kiosk.tree().ids()}")

        choose("staff_packs.file.0")
        choose("staff_packs.install")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        choose("staff.lock")
        self.assertEqual(kiosk.screen(), "home")
        self.ends_well(kiosk)

    def test_by_switches(self):
        self.as_installed()
        kiosk = self.at_the_stick()
        # Two switches: one moves the light, one chooses what is lit.
        kiosk("press switch1")
        for _ in range(80):
            if kiosk.tree()["screen"] == "staff_packs" and "staff_packs.steps" in kiosk.tree().ids():
                break
            focus = kiosk.tree()["focus"] or ""
            lit = [node["id"] for node in kiosk.tree()["nodes"] if node["id"] == focus]
            kiosk("press switch2" if lit and (focus == "staff_packs.file.0") else "press switch1")
        else:
            self.fail("the file is not reached by switches")
        self.ends_well(kiosk)
