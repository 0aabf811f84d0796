# SPDX-License-Identifier: GPL-3.0-or-later
"""The systemd units: systemd itself takes them, they keep what they promise, and
their command line is one that kiosk-pack takes.

usage: units_tests.py KIOSK-PACK SOURCE_DIR [test...]"""
import re
import shlex
import shutil
import subprocess
import unittest

import serving
from serving import Fleet

SERVICE = "leeds-kiosk-fetch.service"
TIMER = "leeds-kiosk-fetch.timer"


class Units(Fleet):
    def setUp(self):
        super().setUp()
        self.text = {name: (self.source / "packaging" / name).read_text() for name in (SERVICE, TIMER)}

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd here")
    def test_systemd_takes_them(self):
        for name, text in self.text.items():
            # The program is where it was built, and the manual is not installed here.
            text = re.sub("^Documentation=.*\n", "", text.replace("/usr/bin/kiosk-pack", str(self.pack_program)), flags=re.M)
            (self.folder / name).write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(self.folder / SERVICE), str(self.folder / TIMER)], capture_output=True, text=True)
        ours = [line for line in (done.stdout + done.stderr).splitlines() if "leeds-kiosk" in line]
        self.assertEqual(ours, [])
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd here")
    def test_it_is_locked_in(self):
        (self.folder / SERVICE).write_text(self.text[SERVICE])
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", str(self.folder / SERVICE)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout[-600:] + done.stderr)

    def test_the_command_line_fetches(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        command = shlex.split(re.search("^ExecStart=(.*)$", self.text[SERVICE], re.M).group(1))
        places = {"/usr/bin/kiosk-pack": [self.pack_program], "${KIOSK_PACK_URL}": [web.address + "/city.pack"], "/var/lib/leeds-kiosk/store": [self.store], "/etc/leeds-kiosk/keys": [self.keys],
                  "$KIOSK_FETCH_OPTIONS": ["--stall", "5"]}
        done = subprocess.run([str(part) for word in command for part in places.get(word, [word])], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(places) - set(command), set())
        # Whoever the kiosk runs as can read what it is to show.
        for file in [self.store, self.store / self.in_force(), self.store / (self.in_force() + ".minisig"), self.store / "keys"]:
            self.assertEqual(file.stat().st_mode & 0o044, 0o044, file)

    def test_the_timer_spreads_the_kiosks_and_forgets_none(self):
        for line in ("Persistent=yes", "RandomizedDelaySec=2h", "WantedBy=timers.target"):
            self.assertIn(line, self.text[TIMER].splitlines())


serving.run()
