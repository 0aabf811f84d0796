# SPDX-License-Identifier: GPL-3.0-or-later
"""Signed videos: the kiosk as somebody uses it who reads BSL better than English."""
import os
import shutil
import subprocess
import tempfile

import driving
from driving import Journey

MEDIA = """For,Which one,Kind,Language,File,Words,Captions,Source
service,central-library,signed video,,library.webm,The library has books and warm rooms.,library.vtt,Made by the test
topic,money,signed video,,library.webm,Help with money and food.,library.vtt,Made by the test
urgent need,danger,signed video,,library.webm,Ring 999.,library.vtt,Made by the test
service,armley-library,signed video,,broken.webm,This one is broken.,library.vtt,Made by the test
any words,,recorded words,ar,hello.ogg,Hello,,Made by the test
"""
CAPTIONS = """WEBVTT

00:00.000 --> 00:01.000
The library has books.

00:01.000 --> 00:02.500
It is warm and free.
"""


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", *arguments], check=True)


class SignedVideos(Journey):
    """A pack with signed videos, made with kiosk-pack as staff would (EN 301 549 5.1.3.7, 5.1.5, 11.2.2.2)."""

    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.mkdtemp(prefix="signs.")
        source, keys, cls.store = (os.path.join(cls.made, name) for name in ("source", "keys", "store"))
        shutil.copytree(os.path.join(driving.built.source, "content", "leeds"), source)
        media = os.path.join(source, "media")
        os.makedirs(media, exist_ok=True)
        os.mkdir(keys)
        ffmpeg("-i", "testsrc=size=320x180:rate=10:duration=3", "-c:v", "libvpx", "-b:v", "200k", os.path.join(media, "library.webm"))
        ffmpeg("-i", "sine=duration=1", "-c:a", "libopus", os.path.join(media, "hello.ogg"))
        with open(os.path.join(media, "library.webm"), "rb") as whole, open(os.path.join(media, "broken.webm"), "wb") as broken:
            broken.write(whole.read(900))
        for name, words in (("media/library.vtt", CAPTIONS), ("Media.csv", MEDIA)):
            with open(os.path.join(source, name), "w", encoding="utf-8") as file:
                file.write(words)
        pack, key = os.path.join(cls.made, "signs.pack"), os.path.join(keys, "test")
        for arguments in (["build", source, "-o", pack], ["keygen", "-o", key], ["sign", pack, "--key", key + ".key"],
                          ["install", pack, "--store", cls.store, "--keys", keys]):
            done = subprocess.run([driving.built.pack, *arguments], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.made, ignore_errors=True)

    def library(self):
        kiosk = self.english(store=self.store)
        kiosk("type central library", "settle", "tap search.go", "settle")
        self.assertIn("results.card.central-library.sign", kiosk.tree().ids(), "a card says that there is a video")
        kiosk("tap results.card.central-library", "settle", "tap service.sign")
        self.assertEqual(kiosk.screen(), "sign")
        return kiosk

    def film(self, kiosk):
        return kiosk.state()["film"]

    def test_it_plays_with_captions_until_its_end(self):
        kiosk = self.library()
        self.assertEqual(self.film(kiosk), {"now": "playing", "position_ms": 0})
        self.assertEqual(kiosk.tree().node("sign.caption")["label"], "The library has books.")
        first = kiosk.picture()
        kiosk("wait 500")
        middle = kiosk.picture()
        self.assertNotEqual(first, middle, "it moves")
        kiosk("wait 700")
        tree = kiosk.tree()
        caption = tree.node("sign.caption")
        self.assertEqual((caption["label"], caption["live"], caption["clipped"]), ("It is warm and free.", True, False))
        self.assertEqual(tree.node("sign.progress")["label"], "Second 1 of 3")
        kiosk("wait 1500")
        self.assertNotIn("sign.caption", kiosk.tree().ids(), "no caption is on for longer than it says")
        kiosk("wait 1000")
        self.assertEqual(self.film(kiosk)["now"], "ended")
        still = kiosk.picture()
        kiosk("wait 1000")
        self.assertEqual(kiosk.picture(), still)
        # Again, and the same pictures at the same times.
        kiosk("activate sign.again")
        self.assertEqual(kiosk.picture(), first)
        kiosk("wait 500")
        self.assertEqual(kiosk.picture(), middle)
        self.ends_well(kiosk)

    def test_it_can_be_stopped_and_goes_on(self):
        """11.2.2.2: nothing moves for over five seconds without a way to stop it."""
        kiosk = self.library()
        kiosk("wait 500", "tap sign.play")
        self.assertEqual(self.film(kiosk)["now"], "paused")
        still = kiosk.picture()
        kiosk("wait 800")
        self.assertEqual(kiosk.picture(), still)
        kiosk("tap sign.play", "wait 300")
        self.assertEqual(self.film(kiosk), {"now": "playing", "position_ms": 800})
        self.ends_well(kiosk)

    def test_it_stops_when_it_is_left(self):
        kiosk = self.library()
        kiosk("wait 500", "tap bar.access", "wait 3000", "tap top.back")
        self.assertEqual(self.film(kiosk), {"now": "paused", "position_ms": 500})
        kiosk("tap bar.hide")
        self.assertEqual((kiosk.screen(), self.film(kiosk)), ("attract", None))
        self.ends_well(kiosk)

    def test_text_size_and_language_keep_its_place(self):
        kiosk = self.library()
        kiosk("wait 500", "tap bar.text_size", "wait 100")
        self.assertEqual(self.film(kiosk)["position_ms"], 600)
        kiosk("tap bar.language", "tap language.ar", "settle")
        self.assertEqual((kiosk.screen(), self.film(kiosk)), ("sign", {"now": "paused", "position_ms": 600}))
        kiosk.picture()
        self.ends_well(kiosk)

    def test_whoever_watches_is_there(self):
        kiosk = self.library()
        kiosk("wait 121000")
        self.assertEqual(kiosk.screen(), "sign", "two minutes have not gone by since it was over")
        kiosk("wait 3000")
        self.assertEqual(kiosk.screen(), "still_there", "a video that is over keeps nobody")
        self.ends_well(kiosk)

    def test_its_words_can_be_heard(self):
        """5.1.3.7: a video has a spoken equivalent, by Listen and caption by caption."""
        kiosk = self.library()
        before = len(kiosk.speech())
        kiosk("tap sign.listen", "settle")
        self.assertIn("The library has books. It is warm and free.", " ".join(kiosk.said(before)))
        kiosk("tap bar.read_aloud", "settle", "activate sign.again")
        before = len(kiosk.speech())
        kiosk("wait 1200")
        self.assertIn("It is warm and free.", " ".join(kiosk.said(before)))
        self.ends_well(kiosk)

    def test_topics_and_urgent_needs_have_theirs(self):
        kiosk = self.english(store=self.store)
        kiosk("tap home.topic.money", "settle", "tap results.sign")
        self.assertEqual((kiosk.screen(), self.film(kiosk)["now"]), ("sign", "playing"))
        kiosk("press home", "tap home.help_now")
        self.assertIn("help_now.danger.sign", kiosk.tree().ids())
        kiosk("tap help_now.danger", "tap help_now.sign")
        self.assertEqual(kiosk.screen(), "sign")
        kiosk("tap top.back")
        self.assertEqual(kiosk.screen(), "help_now")
        self.ends_well(kiosk)

    def test_a_broken_one_says_so_and_the_kiosk_goes_on(self):
        kiosk = self.english(store=self.store)
        kiosk("type armley library", "settle", "tap search.go", "settle", "tap results.card.armley-library", "settle", "tap service.sign", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree.node("sign.broken")["label"], "This video cannot be shown. Ask staff.")
        self.assertIn("The library has books.", tree.words())
        kiosk("tap top.back")
        self.assertEqual(kiosk.screen(), "service")
        kiosk("quit")
        status, errors = kiosk.close()
        self.assertEqual(status, 0)
        lines = [line for line in errors.splitlines() if "video of the pack cannot be used" in line]
        self.assertEqual(len(lines), 1, errors)
        self.assertNotIn("armley", errors.lower(), "what somebody chose is in no log")

    def test_the_tile_leads_to_all_of_them(self):
        kiosk = self.kiosk(store=self.store)
        kiosk("tap attract.begin", "tap language.bfi", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "bsl")
        self.assertEqual(tree.cards(), ["bsl.card.topic.money", "bsl.card.urgent.danger", "bsl.card.service.armley-library", "bsl.card.service.central-library"])
        kiosk("tap bsl.card.topic.money", "settle")
        self.assertEqual(kiosk.screen(), "sign")
        kiosk("tap top.back")
        self.assertEqual(kiosk.screen(), "bsl")
        self.ends_well(kiosk)


class NoSignedVideos(Journey):
    def test_the_tile_says_so_and_leads_to_staff(self):
        kiosk = self.kiosk()
        kiosk("tap attract.begin", "tap language.bfi", "settle")
        tree = kiosk.tree()
        self.assertEqual(tree["screen"], "bsl")
        self.assertEqual(tree.node("bsl.none")["label"], "There are no BSL videos here yet.")
        kiosk("tap bsl.talk")
        self.assertEqual(kiosk.screen(), "talk")
        self.ends_well(kiosk)
