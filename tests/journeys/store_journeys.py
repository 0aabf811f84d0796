# SPDX-License-Identifier: GPL-3.0-or-later
"""What staff put in force, as residents then find it."""
import os

import driving
from driving import Journey

SITE = "leeds-central-library"  # the kiosk's own, where no kiosk.toml says otherwise


class HubOverlay(Journey):
    """A hub hides a record: gone from search, its topic and its own page; and no other hub's word counts."""

    def setUp(self):
        super().setUp()
        self.store = self.copy_of_store()
        self.keys = self.path("keys")
        os.mkdir(self.keys)
        # The store knows the city's key; the hub's comes beside it.
        for name in os.listdir(os.path.join(self.store, "keys")):
            if name.endswith(".pub"):
                with open(os.path.join(self.store, "keys", name), "rb") as key:
                    self.write(os.path.join("keys", name), key.read())

    def pack(self, *arguments):
        status, out, errors = self.run_program(*arguments, program=driving.built.pack)
        self.assertEqual(status, 0, errors)
        return out

    def publish(self, site, *what):
        key = os.path.join(self.keys, site)
        if not os.path.exists(key + ".key"):
            self.pack("keygen", "-o", key, "--role", "hub:" + site)
        self.pack(*what, "--site", site, "--store", self.store, "--keys", self.keys, "--key", key + ".key")

    def found(self, words):
        kiosk = self.english(store=self.store)
        kiosk(f"type {words}", "settle", "tap search.go", "settle")
        cards = kiosk.tree().cards()
        status, errors = kiosk.close()
        self.assertEqual(status, 0, errors)
        return cards, errors

    def test_a_hidden_record_is_gone_and_comes_back(self):
        self.assertIn("results.card.armley-library", self.found("armley library")[0])
        self.publish(SITE, "hide", "armley-library")
        cards, errors = self.found("armley library")
        self.assertTrue(cards)
        self.assertNotIn("results.card.armley-library", cards)
        self.assertNotIn("overlay", errors)
        self.pack("notice", "open-day", "--title", "Open day", "--text", "Come on Friday.", "--site", SITE, "--store", self.store,
                  "--keys", self.keys, "--key", os.path.join(self.keys, SITE + ".key"))
        self.assertNotIn("results.card.armley-library", self.found("armley library")[0])
        self.publish(SITE, "unhide", "armley-library")
        self.assertIn("results.card.armley-library", self.found("armley library")[0])

    def test_another_hubs_overlay_is_left_out_with_a_line(self):
        self.publish("seacroft", "hide", "armley-library")
        cards, errors = self.found("armley library")
        self.assertIn("results.card.armley-library", cards)
        self.assertEqual(len([line for line in errors.splitlines() if " info: " not in line]), 1, errors)
        self.assertIn("signed for the hub 'seacroft', and this one is 'leeds-central-library'", errors)

    def test_a_damaged_overlay_is_left_out_with_a_line(self):
        self.publish(SITE, "hide", "armley-library")
        overlay = os.path.join(self.store, os.readlink(os.path.join(self.store, "overlay.pack")))
        os.truncate(overlay, 5000)
        cards, errors = self.found("armley library")
        self.assertIn("results.card.armley-library", cards)
        self.assertEqual(len([line for line in errors.splitlines() if " info: " not in line]), 1, errors)
        self.assertIn("does not fit its signature", errors)
