# SPDX-License-Identifier: GPL-3.0-or-later
"""Staff with a stick: packs and workbooks on it, looked at, installed, gone back from, published."""
import os
import shutil
import struct
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

    def in_force(self):
        return os.readlink(os.path.join(self.store, "current.pack"))

    def refused(self, words):
        """Said plainly, nothing to install, and what is in force stands."""
        before = self.in_force()
        kiosk = self.at_the_stick()
        self.assertEqual(self.looked_at(kiosk), words)
        self.assertNotIn("staff_packs.install", kiosk.tree().ids())
        self.assertTrue(kiosk.tree().node("staff_packs.state.mend")["label"])
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
        self.assertIn("Version 7", tree.node("staff_packs.state.mend")["label"])
        self.assertIn("key test", tree.node("staff_packs.state.mend")["label"])
        numbers = [tree.node(f"staff_packs.count.{i}")["label"] for i in range(4)]
        self.assertEqual(numbers[1:], ["0", "1", "0"], tree.words())
        self.assertEqual(self.in_force(), before, "looking changes nothing")
        kiosk("tap staff_packs.names_button")
        self.assertIn("Changed: Armley Reading Room", kiosk.tree().words())
        kiosk("tap top.back", "tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
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
        self.on_the_stick(serial=1)
        kiosk = self.at_the_stick()
        self.looked_at(kiosk)
        self.assertIn("the same as what is here", kiosk.tree().node("staff_packs.state.mend")["label"])
        self.ends_well(kiosk)
        self.on_the_stick(serial=9, options=("--expires", "2026-11-01"))
        kiosk = self.at_the_stick()
        self.assertEqual(self.looked_at(kiosk), "This update is real, but out of date.")
        self.assertIn("It ran out on 1 November 2026.", kiosk.tree().words())
        self.ends_well(kiosk)

    def test_one_that_takes_out_many_asks_first(self):
        shutil.rmtree(self.sheets)
        self.pack("generate", "--services", "20", "--seed", "1", "-o", self.sheets)
        self.on_the_stick()
        kiosk = self.at_the_stick()
        self.looked_at(kiosk)
        before = self.in_force()
        kiosk("tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "This takes out more than one in ten.")
        self.assertEqual(self.in_force(), before)
        kiosk("tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        self.ends_well(kiosk)


class BadPackOnTheStick(DeskJourney):
    def test_tampered(self):
        file = self.on_the_stick()
        with open(file, "r+b") as pack:
            pack.seek(5000)
            pack.write(b"!!!!")
        self.refused("This is not what was sealed.")

    def test_truncated(self):
        file = self.on_the_stick()
        os.truncate(file, os.path.getsize(file) // 2)
        self.refused("Part of it is missing.")

    def test_older(self):
        self.on_the_stick(serial=7)
        self.pack("install", os.path.join(self.stick, "update.pack"), "--store", self.store, "--keys", self.keys)
        self.on_the_stick(serial=6)
        self.refused("This is older than what is here.")

    def test_same_number_other_content(self):
        self.change_a_word("Armley Library and Community Hub", "Armley Reading Room")
        self.on_the_stick(serial=1)
        self.refused("This has the number of what is here, but says something else.")

    def test_foreign_key(self):
        self.pack("keygen", "-o", self.path("stranger"))
        self.on_the_stick(key=self.path("stranger.key"))
        self.refused("This is not from us.")

    def test_without_a_seal(self):
        os.unlink(self.on_the_stick() + ".minisig")
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
        self.assertLessEqual(len(files[0]["label"]), 60)
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
        self.on_the_stick()
        kiosk(f"usb {self.stick}", "settle")
        self.assertIn("update.pack", kiosk.tree().words())
        self.ends_well(kiosk)


class StickPulledOut(DeskJourney):
    def test_in_the_middle_of_copying(self):
        file = self.on_the_stick()
        with open(file, "r+b") as pack:
            pack.truncate(1900 * 1024 * 1024)  # a hole: nothing on the disk until it is copied
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
        file = self.on_the_stick()
        with open(file, "r+b") as pack:
            pack.truncate(1900 * 1024 * 1024)
        kiosk = self.at_the_stick()
        kiosk("tap staff_packs.file.0", "tap staff_packs.stop", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "Stopped.")
        self.ends_well(kiosk)

    def test_after_it_was_looked_at(self):
        self.on_the_stick()
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
        self.on_the_stick()
        kiosk = self.english("--config", self.config)
        kiosk(f"usb {self.stick}", "settle")
        self.assertEqual(kiosk.screen(), "home")
        kiosk.refuses("activate staff_packs.file.0")
        self.ends_well(kiosk)
