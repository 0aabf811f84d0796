# SPDX-License-Identifier: GPL-3.0-or-later
import os

import driving
from driving import Journey


class BadInput(Journey):
    """What tests of missing and broken files share."""

    def config(self, **paths):
        words = "[paths]\n" + "".join(f'{key} = "{value}"\n' for key, value in paths.items())
        return ["--config", self.write("kiosk.toml", words)]

    def refuses_to_start(self, *options, names, environment=None):
        """Ends at once with status 1 and one line for the staff that names the file."""
        status, out, errors = self.run_program("--store", driving.built.store, "--state", self.path("state"), *options, "--drive", "-",
                                               commands=b"touch 960 540\n", environment=environment)
        self.assertEqual((status, out), (1, ""), errors)
        last = errors.splitlines()[-1]
        self.assertTrue(last.startswith("leeds-kiosk: "), errors)
        self.assertIn(names, last)
        return last

    def pack_of(self, store):
        return os.path.join(store, os.readlink(os.path.join(store, "current.pack")))

    def says(self, kiosk, *words):
        """Ends well, and one line of standard error holds all the words."""
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        found = [line for line in errors.splitlines() if all(word in line for word in words)]
        self.assertTrue(found, f"no line holds {words}: {errors}")
        self.assertTrue(found[0].startswith(("leeds-kiosk: error: ", "leeds-kiosk: warning: ")), found[0])
        return found[0]
