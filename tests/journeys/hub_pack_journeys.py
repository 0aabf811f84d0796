# SPDX-License-Identifier: GPL-3.0-or-later
"""A hub's own pack on a stick, packs that come from outside while the glass sleeps, and what is found damaged later."""
import os
import re
import shutil
import subprocess
import time

import driving
from driving import Journey
from staff_desk_journeys import DeskJourney

SITE = "leeds-central-library"  # the kiosk's own, where no kiosk.toml says otherwise


class HubPackOnTheStick(DeskJourney):
    """Published at another kiosk or on a PC with the hub's key, and brought on a stick."""

    def setUp(self):
        super().setUp()
        self.trusted = self.path("trusted")
        shutil.copytree(self.keys, self.trusted)
        for site in (SITE, "seacroft"):
            self.pack("keygen", "-o", os.path.join(self.trusted, site), "--role", "hub:" + site)
        with open(self.config, "a", encoding="utf-8") as file:
            file.write(f'[paths]\nkeys = "{self.trusted}"\n')

    def from_elsewhere(self, site, *what):
        """The overlay that those commands make in a store elsewhere, sealed on the stick."""
        elsewhere = self.path("elsewhere-" + site)
        if not os.path.exists(elsewhere):
            shutil.copytree(driving.built.store, elsewhere, symlinks=True)
        self.pack(*what, "--site", site, "--store", elsewhere, "--keys", self.trusted, "--key", os.path.join(self.trusted, site + ".key"))
        overlay = os.path.join(elsewhere, os.readlink(os.path.join(elsewhere, "overlay.pack")))
        for ending in ("", ".minisig"):
            shutil.copy(overlay + ending, os.path.join(self.stick, "hub.pack" + ending))

    def shows_the_library(self, kiosk):
        kiosk("tap staff.lock", "tap bar.start_again", "settle", "tap attract.begin", "type armley library", "settle", "tap search.go", "settle")
        return "results.card.armley-library" in kiosk.tree().cards()

    def back_to_the_packs(self, kiosk):
        kiosk("tap bar.start_again", "settle", "tap attract.begin", "hold top.site 3000", "type 73519", "press select", "settle", "tap staff.packs", "settle")

    def test_this_hubs_own_is_installed_and_undone(self):
        self.from_elsewhere(SITE, "hide", "armley-library")
        city = self.in_force()
        kiosk = self.at_the_stick()
        self.assertEqual(self.looked_at(kiosk), f"This update is for this hub: {SITE}. It is real and safe to use.")
        kiosk("tap staff_packs.install", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "The update is in.")
        self.assertEqual(self.in_force(), city, "the city's pack stays")
        self.assertFalse(self.shows_the_library(kiosk))
        # The first that a hub ever had: one press, and it is as it was before.
        self.back_to_the_packs(kiosk)
        kiosk("tap staff_packs.roll_back_hub", "settle")
        self.assertEqual(kiosk.tree().node("staff_packs.state")["label"], "It is as it was before.")
        self.assertNotIn("staff_packs.roll_back_hub", kiosk.tree().ids())
        self.assertTrue(self.shows_the_library(kiosk))
        self.ends_well(kiosk)
        with open(os.path.join(self.store, "publishing.log"), encoding="utf-8") as log:
            lines = log.read().splitlines()
        self.assertRegex(lines[-2], rf" install hub:{SITE} serial 1 digest [0-9a-f]{{16}}$")
        self.assertRegex(lines[-1], rf" rollback hub:{SITE} serial - digest -$")

    def test_another_hubs_is_refused_in_plain_words(self):
        self.from_elsewhere("seacroft", "hide", "armley-library")
        self.refused("This is for another hub: seacroft.")
        self.assertFalse(os.path.lexists(os.path.join(self.store, "overlay.pack")))


class PackFromOutside(Journey):
    """Installed by somebody else while nobody is at the glass: taken up then, and never under a visit."""

    def setUp(self):
        super().setUp()
        self.store = self.copy_of_store()
        self.keys = driving.built.store + ".keys"
        self.sheets = self.path("sheets")
        self.pack("generate", "--services", "20", "--seed", "1", "-o", self.sheets)

    def pack(self, *arguments):
        done = subprocess.run([driving.built.pack, *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def install(self, serial):
        file = self.path(f"{serial}.pack")
        self.pack("build", self.sheets, "-o", file, "--serial", str(serial))
        self.pack("sign", file, "--key", os.path.join(self.keys, "test.key"))
        self.pack("install", file, "--store", self.store, "--keys", self.keys, "--allow-removals")

    def test_while_the_glass_sleeps(self):
        kiosk = self.kiosk("--lang", "en", store=self.store)
        kiosk("settle")
        self.install(7)
        kiosk("settle")
        self.install(8)
        kiosk("wait 50")
        _, errors = kiosk.close()
        self.assertEqual(re.findall(r"pack of serial (\d+) from now on", errors), ["7", "8"], errors)

    def test_never_under_a_visit(self):
        kiosk = self.english(store=self.store)
        self.install(7)
        kiosk("settle", "wait 1000", "type armley library", "settle", "tap search.go", "settle")
        self.assertIn("results.card.armley-library", kiosk.tree().cards())
        kiosk("tap bar.start_again", "settle", "tap attract.begin", "type armley library", "settle", "tap search.go", "settle")
        self.assertNotIn("results.card.armley-library", kiosk.tree().cards())
        self.ends_well(kiosk)

    def test_the_kiosk_itself_wakes_for_it(self):
        """The frame loop on a display that nobody sees: asleep until the store changes, with no touch at all."""
        with open(self.path("errors"), "wb") as errors:
            kiosk = subprocess.Popen([driving.built.kiosk, "--store", self.store, "--state", self.path("state"), "--window", "1280x720"], stderr=errors, stdout=subprocess.DEVNULL,
                                     env={**driving.PLAIN, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}, cwd=self.folder)
        self.addCleanup(kiosk.wait)
        self.addCleanup(kiosk.kill)

        def said():
            with open(self.path("errors"), encoding="utf-8", errors="replace") as file:
                return file.read()

        def watches():
            """Whether the kernel has been asked to tell of changes (proc(5), fdinfo)."""
            folder = f"/proc/{kiosk.pid}/fdinfo"
            for name in os.listdir(folder):
                try:
                    with open(os.path.join(folder, name), encoding="ascii") as file:
                        if "inotify wd:" in file.read():
                            return True
                except OSError:
                    pass
            return False

        def ticks():
            """Of every thread but the first: SDL's own loop has to poll where the display is none."""
            total = 0
            for thread in os.listdir(f"/proc/{kiosk.pid}/task"):
                with open(f"/proc/{kiosk.pid}/task/{thread}/stat", encoding="ascii") as file:
                    total += sum(int(field) for field in file.read().rsplit(")", 1)[1].split()[11:13]) if int(thread) != kiosk.pid else 0
            return total

        for _ in range(600):
            if watches():
                break
            self.assertIsNone(kiosk.poll(), said())
            time.sleep(0.1)
        time.sleep(3)  # the pack is looked through
        before = ticks()
        time.sleep(2)
        self.assertEqual(ticks() - before, 0, "nothing looks by the clock")
        self.install(7)
        for _ in range(300):
            if "pack of serial 7 from now on" in said():
                break
            self.assertIsNone(kiosk.poll(), said())
            time.sleep(0.1)
        self.assertIn("pack of serial 7 from now on", said())


class FoundDamagedLater(PackFromOutside):
    """A pack whose stamp fits and whose bytes do not: the whole-file look finds it, and everything goes on with the pack before."""

    # Those of the class above have run.
    test_while_the_glass_sleeps = test_never_under_a_visit = test_the_kiosk_itself_wakes_for_it = None

    def spoil(self, old, new):
        pack = os.path.join(self.store, os.readlink(os.path.join(self.store, "current.pack")))
        with open(pack + ".stamp", encoding="ascii") as file:
            digest = file.read().split()[-1]
        with open(pack, "r+b") as file:
            data = file.read()
            self.assertTrue(old in data)
            file.seek(0)
            file.write(data.replace(old, new))
        os.unlink(pack + ".stamp")
        about = os.stat(pack)
        seconds = [f"{ns // 10**9}.{ns % 10**9:09}" for ns in (about.st_mtime_ns, about.st_ctime_ns)]
        with open(pack + ".stamp", "w", encoding="ascii") as file:
            file.write(f"{about.st_dev}:{about.st_ino} {about.st_size}:{seconds[0]} {seconds[1]} {digest}\n")

    def until(self, kiosk, seen):
        for _ in range(200):
            kiosk("settle")
            if seen():
                return
            time.sleep(0.1)
        self.fail("never seen")

    def test_staff_and_residents_go_on_with_the_pack_before(self):
        self.install(7)
        self.spoil(b"Made up for testing", b"Made uq for testing")
        kiosk = self.english(store=self.store)
        stamp = os.path.join(self.store, os.readlink(os.path.join(self.store, "current.pack")) + ".stamp")
        self.until(kiosk, lambda: not os.path.exists(stamp))

        def found():
            kiosk("tap bar.start_again", "settle", "tap attract.begin", "type armley library", "settle", "tap search.go", "settle")
            return "results.card.armley-library" in kiosk.tree().cards()

        self.until(kiosk, found)
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        self.assertIn("does not fit its signature", errors)
        self.assertIn("The pack before it serves.", errors)

    def test_with_none_before_it_nothing_is_shown(self):
        self.spoil(b"Armley", b"Axmley")
        kiosk = self.english(store=self.store)

        def lost():
            tree = kiosk.tree()
            return not any(name.startswith("home.topic.") for name in tree.ids()) and tree["screen"] == "home"

        self.until(kiosk, lost)
        kiosk("tap bar.start_again", "settle")
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        self.assertIn("no pack that is whole is left", errors)
