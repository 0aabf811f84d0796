# SPDX-License-Identifier: GPL-3.0-or-later
"""kiosk-pack fetch, from a real web server and from broken ones.

usage: fetch_tests.py KIOSK-PACK SOURCE_DIR [test...]"""
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import time
from email.utils import formatdate

import serving
from serving import Fleet, free_port, send


class FromNginx(Fleet):
    def test_installs_and_then_finds_nothing_new(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        said = self.must(*self.fetch(web.address + "/city.pack"))
        self.assertIn("serial 1 is in force", said)
        self.assertTrue(self.in_force().startswith("pack-1-"))
        self.assertEqual(self.part(), 0, "the fetched file goes when it is installed")

        said = self.must(*self.fetch(web.address + "/city.pack"))
        self.assertEqual(said, "Nothing new: the pack on the server is in force here.\n")
        asked = web.log()
        self.assertEqual([line.split()[1:3] for line in asked], [["/city.pack.minisig", "200"], ["/city.pack", "200"], ["/city.pack.minisig", "304"]])
        self.assertRegex(asked[2], r'none-match=\S+ since=\w{3}, ')
        self.assertIn("agent=kiosk-pack/", asked[0])

        self.publish(web, 2, self.folder / "keys/city.key", seed=2)
        self.assertIn("serial 2 is in force", self.must(*self.fetch(web.address + "/city.pack")))

    def test_the_signature_alone_says_whether_there_is_news(self):
        """A server without validators, and a pack that came by a stick."""
        web = self.nginx(server="etag off; if_modified_since off; add_header Last-Modified '';")
        pack = self.publish(web, 1, self.key())
        self.must("install", pack, "--store", self.store, "--keys", self.keys)
        self.assertIn("Nothing new", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertIn("Nothing new", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertEqual([line.split()[1:3] for line in web.log()], [["/city.pack.minisig", "200"]] * 2)

    def test_a_kiosk_that_was_set_back_stays_there_until_there_is_a_newer_pack(self):
        web = self.nginx()
        key = self.key()
        for serial in (1, 2):
            self.publish(web, serial, key, seed=serial)
            self.must(*self.fetch(web.address + "/city.pack"), "--allow-removals")
        self.must("rollback", "--store", self.store)
        before = self.in_force()
        self.assertTrue(before.startswith("pack-1-"))
        for _ in range(2):
            self.assertIn("was here before", self.must(*self.fetch(web.address + "/city.pack"), "--allow-removals"))
            self.assertEqual(self.in_force(), before)
        self.publish(web, 3, key, seed=3)
        self.must(*self.fetch(web.address + "/city.pack"), "--allow-removals")
        self.assertTrue(self.in_force().startswith("pack-3-"))

    def test_mends_a_store_whose_pack_is_damaged(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        self.must(*self.fetch(web.address + "/city.pack"))
        pack = self.store / self.in_force()
        bytes_of = pack.read_bytes()
        pack.write_bytes(bytes_of[:5000] + b"!" + bytes_of[5001:])
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertEqual(pack.read_bytes(), bytes_of)

    def test_goes_on_where_it_was_cut_off(self):
        web = self.nginx(server="limit_rate 200k;")
        pack = self.publish(web, 1, self.key())
        size = pack.stat().st_size
        self.assertGreater(size, 500_000)
        started = subprocess.Popen([self.pack_program, *map(str, self.fetch(web.address + "/city.pack"))], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while self.part() < 100_000 and time.monotonic() < end:
            time.sleep(0.02)
        started.kill()  # as when the power fails
        started.wait()
        here = self.part()
        self.assertTrue(100_000 <= here < size, here)
        self.assertIsNone(self.in_force())
        said = self.must(*self.fetch(web.address + "/city.pack"))
        self.assertIn(f"Went on from byte {here}", said)
        self.assertRegex(web.log()[-1], rf'GET /city.pack 206 range=bytes={here}- if-range=\S')
        self.assertEqual((self.store / self.in_force()).read_bytes(), pack.read_bytes())

    def cut(self, web, bytes_kept=70_000):
        """A part as it is left behind, of the pack that is on the server now."""
        self.must_fail("too large", *self.fetch(web.address + "/city.pack"), "--largest", 1)
        pack = (web.pages / "city.pack").read_bytes()
        folder = self.store / "fetch"
        stat = (web.pages / "city.pack").stat()
        content = {"address": web.address + "/city.pack", "installed": {"signature": ""},
                   "part": {"etag": f'"{int(stat.st_mtime):x}-{stat.st_size:x}"', "last_modified": formatdate(stat.st_mtime, usegmt=True), "length": len(pack),
                            "signature": (web.pages / "city.pack.minisig").read_text()}}
        (folder / "notes.json").write_text(json.dumps(content))
        (folder / "fetched.pack").write_bytes(pack[:bytes_kept])
        return pack

    def test_begins_again_when_the_file_changed_in_between(self):
        """Same signature on the server still, other file: If-Range makes it a whole answer, and the signature says no."""
        web = self.nginx()
        key = self.key()
        self.publish(web, 1, key)
        self.cut(web)
        other = self.folder / "other.pack"
        self.must("build", self.sheets(300, 5), "-o", other, "--serial", 2)
        time.sleep(1.1)  # another second, for another ETag
        (web.pages / "city.pack").write_bytes(other.read_bytes())
        self.must_fail("does not fit its signature", *self.fetch(web.address + "/city.pack"))
        self.assertRegex(web.log()[-1], "GET /city.pack 200 range=bytes=70000-")
        self.assertEqual(self.part(), 0, "what does not fit is not kept")
        self.assertIsNone(self.in_force())

    def test_begins_again_when_the_signature_changed_in_between(self):
        web = self.nginx()
        key = self.key()
        self.publish(web, 1, key)
        self.cut(web)
        self.publish(web, 2, key, seed=5)
        self.assertIn("serial 2 is in force", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertIn("GET /city.pack 200 range=- ", web.log()[-1])

    def test_begins_again_when_the_server_knows_no_ranges(self):
        web = self.nginx(server="max_ranges 0;")
        self.publish(web, 1, self.key())
        self.cut(web)
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertIn("GET /city.pack 200 range=bytes=70000-", web.log()[-1])

    def test_begins_again_when_more_is_here_than_there(self):
        """416: what was kept is longer than the file."""
        web = self.nginx()
        self.publish(web, 1, self.key())
        pack = self.cut(web)
        with (self.store / "fetch/fetched.pack").open("wb") as part:
            part.write(pack + b"more")
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertIn(" 416 ", web.log()[-2])

    def test_a_part_that_the_power_left_full_of_zeros_is_not_kept(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        self.cut(web)
        with (self.store / "fetch/fetched.pack").open("r+b") as part:
            part.seek(50_000)
            part.write(bytes(20_000))
        self.must_fail("does not fit its signature", *self.fetch(web.address + "/city.pack"))
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack")))

    def test_notes_that_cannot_be_read_are_no_notes(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        self.cut(web)
        for bad in (b"", b"{", b"\xff\xfe", b'{"installed":[],"part":1}', b"[" * 100_000, b'{"address":1,"installed":{"etag":"x\\r\\nHost: y"},"part":{"length":-1}}'):
            (self.store / "fetch/notes.json").write_bytes(bad)
            self.assertRegex(self.must(*self.fetch(web.address + "/city.pack")), "serial 1 is in force|Nothing new")

    def test_a_pack_that_would_take_much_away_waits_for_a_word_and_is_not_asked_for_again(self):
        web = self.nginx()
        key = self.key()
        self.publish(web, 1, key, services=300)
        self.must(*self.fetch(web.address + "/city.pack"))
        self.publish(web, 2, key, services=100)
        before = self.in_force()
        said = self.must_fail(["--allow-removals", "The kiosk keeps the pack that it has."], *self.fetch(web.address + "/city.pack"))
        self.assertIn(web.address + "/city.pack", said)
        self.assertNotIn("fetched.pack", said)
        self.assertEqual(self.in_force(), before)
        self.must(*self.fetch(web.address + "/city.pack"), "--allow-removals")
        self.assertEqual(sum(" /city.pack " in line for line in web.log()), 2, web.log())

    def test_an_older_serial_is_refused(self):
        web = self.nginx()
        key = self.key()
        self.publish(web, 5, key)
        self.must(*self.fetch(web.address + "/city.pack"))
        before = self.in_force()
        self.publish(web, 4, key, seed=4)
        self.must_fail("has serial 4, but serial 5 is installed", *self.fetch(web.address + "/city.pack"), "--allow-removals")
        self.assertEqual(self.in_force(), before)

    def test_a_key_that_is_not_trusted_is_seen_before_the_pack_is_asked_for(self):
        web = self.nginx()
        other = self.folder / "other"
        other.mkdir()
        self.key()
        self.publish(web, 1, self.key("stranger", other))
        self.must_fail("not trusted here, so the pack was not asked for", *self.fetch(web.address + "/city.pack"))
        (self.keys / "stranger.pub").write_bytes((other / "stranger.pub").read_bytes())
        (self.keys / "roles.toml").write_text('[keys]\n"stranger.pub" = "revoked"\n')
        self.must_fail("roles.toml says is revoked", *self.fetch(web.address + "/city.pack"))
        (self.keys / "roles.toml").write_text('[keys]\n"stranger.pub" = "hub:armley"\n')
        self.must_fail("may sign for hub:armley and not for the whole city", *self.fetch(web.address + "/city.pack"))
        self.assertFalse([line for line in web.log() if " /city.pack " in line])

    def test_two_people_for_a_city_pack(self):
        web = self.nginx()
        pack = self.publish(web, 1, self.key())
        second = self.key("second")
        roles = self.keys / "roles.toml"
        roles.write_text("city_signatures = 2\n" + (roles.read_text() if roles.exists() else "[keys]\n"))
        self.must_fail(["not been signed by enough people yet", "city.pack.2.minisig is not there"], *self.fetch(web.address + "/city.pack"))
        self.assertFalse([line for line in web.log() if " /city.pack " in line])
        self.must("sign", pack, "--key", second, "--second")
        (web.pages / "city.pack.2.minisig").write_bytes((self.folder / f"{pack.name}.2.minisig").read_bytes())
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack")))
        self.assertIn("Nothing new", self.must(*self.fetch(web.address + "/city.pack")))

    def test_what_was_changed_on_the_way_is_refused(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        pack = bytearray((web.pages / "city.pack").read_bytes())
        pack[9000] ^= 1
        (web.pages / "city.pack").write_bytes(pack)
        self.must_fail("does not fit its signature", *self.fetch(web.address + "/city.pack"))
        self.assertIsNone(self.in_force())

    def test_statuses_in_plain_words(self):
        self.key()
        web = self.nginx(server="""
            location /secret { return 403; }  location /broken { return 500; }  location /busy { return 503; }
            location /gone { return 410; }    location /tea { return 418; }      location /nothing { return 204; }""")
        for path, words in (("/missing.pack", "the server has no such file (404)"), ("/gone/x.pack", "no such file (410)"), ("/secret/x.pack", "does not let us have it (403)"),
                            ("/broken/x.pack", "the server is in trouble (500). Try again later."), ("/busy/x.pack", "in trouble (503)"), ("/tea/x.pack", "answers with 418"),
                            ("/nothing/x.pack", "answers with 204")):
            self.must_fail([words, web.address + path], *self.fetch(web.address + path))
        # The same for the pack, when its signature is there.
        self.publish(web, 1, self.keys / "city.key")
        (web.pages / "city.pack").unlink()
        self.must_fail("the server has no such file (404)", *self.fetch(web.address + "/city.pack"))
        (web.pages / "city.pack").write_bytes(b"")
        self.must_fail("/city.pack is empty", *self.fetch(web.address + "/city.pack"))
        (web.pages / "city.pack").write_bytes(b"PK\x03\x04 a workbook, say")
        self.must_fail("is not a content pack", *self.fetch(web.address + "/city.pack"))

    def test_a_page_to_sign_in_is_told_from_a_pack(self):
        """A captive portal sends everybody to its own page, with the status 200."""
        web = self.nginx(server="location /portal { default_type text/html; return 200 '<html>Sign in</html>'; }  location /wifi/ { return 302 /portal; }"
                                "location /plain/ { default_type application/octet-stream; return 200 '<!DOCTYPE html>'; }")
        self.publish(web, 1, self.key())
        for path in ("/wifi/city.pack", "/plain/city.pack"):
            self.must_fail(["a web page came instead of the signature", "sign in first"], *self.fetch(web.address + path))
        for page, name in (("<html>", "city.pack"), (" \n<!doctype html>" + "x" * 1000, "city.pack")):
            (web.pages / name).write_text(page)
            self.must_fail("a web page came instead of the pack", *self.fetch(web.address + "/city.pack"))

    def test_a_file_larger_than_any_pack_is_refused_before_its_first_byte(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        with (web.pages / "city.pack").open("wb") as file:
            file.truncate(2 * 1024 ** 3 + 1)  # sparse: it takes no room
        began = time.monotonic()
        self.must_fail(["is too large: 2147483649 bytes", "2147483648"], *self.fetch(web.address + "/city.pack"))
        self.assertLess(time.monotonic() - began, 5)
        (web.pages / "city.pack.minisig").write_bytes(b"untrusted comment: x\n" + b"x" * 70_000)
        self.must_fail("is too large", *self.fetch(web.address + "/city.pack"))

    def test_redirects_are_followed_a_few_times_and_to_the_web_alone(self):
        web = self.nginx(server="""
            location /new/ { rewrite ^/new/(.*)$ /$1 redirect; }
            location /round/ { return 302 /round/x; }
            location /file/ { return 302 file:///etc/passwd; }
            location /ftp/ { return 302 ftp://127.0.0.1/x; }""")
        self.publish(web, 1, self.key())
        self.must_fail("sends us on more than 5 times", *self.fetch(web.address + "/round/city.pack"))
        for path in ("/file/city.pack", "/ftp/city.pack"):
            self.must_fail("neither http nor https", *self.fetch(web.address + path))
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/new/city.pack")))

    def test_https(self):
        name = self.folder / "tls"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{name}.key", "-out", f"{name}.crt"], check=True, capture_output=True)
        plain = self.nginx()
        web = self.nginx(certificate=name, server=f"location /down/ {{ return 302 {plain.address}/city.pack.minisig; }}")
        self.publish(web, 1, self.key())
        said = self.must_fail("cannot show that it is who it says it is", *self.fetch(web.address + "/city.pack"))
        self.assertRegex(said, r"clock is wrong: it says 20\d\d-\d\d-\d\d")
        self.must_fail("certificates to trust cannot be read", *self.fetch(web.address + "/city.pack"), "--ca", self.folder / "none.pem")
        self.must_fail("is not https", *self.fetch(web.address + "/down/city.pack"), "--ca", f"{name}.crt")
        self.must_fail("cannot show that it is who it says it is", *self.fetch(web.address.replace("127.0.0.1", "localhost") + "/city.pack"), "--ca", f"{name}.crt")
        self.assertIn("serial 1 is in force", self.must(*self.fetch(web.address + "/city.pack"), "--ca", f"{name}.crt"))
        # Asked in plain words, it answers in the same.
        self.must_fail("answers with 400", *self.fetch(web.address.replace("https", "http") + "/city.pack"))

    def test_no_proxy_but_the_one_that_is_named(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        nobody = f"http://127.0.0.1:{free_port()}"
        self.must(*self.fetch(web.address + "/city.pack"), environment={"http_proxy": nobody, "ALL_PROXY": nobody, "HTTPS_PROXY": nobody})
        said = self.must_fail("the proxy takes no connection", *self.fetch(web.address + "/city.pack"), "--proxy", nobody, environment={"no_proxy": "*"})
        self.assertIn(web.address, said)
        # nginx itself, asked as a proxy would be, answers with its own files.
        self.assertIn("Nothing new", self.must(*self.fetch("http://packs.example.org/city.pack"), "--proxy", web.address))

    def test_progress_is_shown_on_a_terminal_when_it_takes_longer_than_half_a_second(self):
        web = self.nginx(server="limit_rate 300k;")
        self.publish(web, 1, self.key())
        ours, theirs = pty.openpty()
        started = subprocess.Popen([self.pack_program, *map(str, self.fetch(web.address + "/city.pack"))], stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        os.close(ours)
        self.assertEqual(started.wait(30), 0, seen)
        steps = [int(percent) for percent in re.findall(rb"\[#*-*\] +(\d+) %  Fetching", seen)]
        self.assertGreater(len(steps), 3, seen)
        self.assertEqual(steps, sorted(steps))
        self.assertTrue(seen.endswith(b"\r\x1b[K"), "the line is cleared at the end")
        # And none where nobody looks: must() and must_fail() see standard error as it is.

    def test_two_fetches_do_not_tread_on_each_other(self):
        web = self.nginx(server="limit_rate 200k;")
        self.publish(web, 1, self.key())
        first = subprocess.Popen([self.pack_program, *map(str, self.fetch(web.address + "/city.pack"))], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while self.part() == 0 and time.monotonic() < end:
            time.sleep(0.01)
        self.must_fail("Another fetch is at work", *self.fetch(web.address + "/city.pack"))
        self.assertEqual(first.wait(60), 0)

    def test_a_link_in_place_of_the_part_is_not_followed(self):
        web = self.nginx()
        self.publish(web, 1, self.key())
        (self.store / "fetch").mkdir(parents=True)
        precious = self.folder / "precious"
        precious.write_text("precious")
        (self.store / "fetch/fetched.pack").symlink_to(precious)
        self.run_pack(*self.fetch(web.address + "/city.pack"))
        self.assertEqual(precious.read_text(), "precious")


class FromNowhere(Fleet):
    def test_addresses_that_are_none(self):
        self.key()
        for address, words in (("ftp://127.0.0.1/x.pack", "does not begin with http"), ("file:///etc/x.pack", "does not begin with http"), ("x.pack", "does not begin with http"),
                               ("http://", "cannot be read"), ("http://127.0.0.1:99999/x.pack", "cannot be read"), ("http://127.0.0.1/", "names no file"),
                               ("http://127.0.0.1/a b.pack", "cannot be read"), ("http://127.0.0.1/" + "x" * 5000, "is too long")):
            self.must_fail(words, *self.fetch(address))

    def test_a_password_is_refused_and_not_repeated(self):
        self.key()
        said = self.must_fail("holds a user name or a password", *self.fetch("http://staff:hunter2@127.0.0.1/x.pack"))
        self.assertNotIn("hunter2", said)
        said = self.must_fail("takes no connection", *self.fetch(f"http://127.0.0.1:{free_port()}/x.pack?token=hunter2"))
        self.assertNotIn("hunter2", said)
        # What must be kept for the next time is kept where nobody else reads.
        self.assertEqual((self.store / "fetch").stat().st_mode & 0o777, 0o700)

    def test_nobody_there(self):
        self.key()
        self.must_fail("takes no connection", *self.fetch(f"http://127.0.0.1:{free_port()}/x.pack"))
        self.must_fail("no computer called 'no-such-host.invalid' was found", *self.fetch("http://no-such-host.invalid/x.pack"))

    def test_keys_come_first(self):
        web = self.nginx()
        self.must_fail("There is no .pub file", *self.fetch(web.address + "/x.pack"))
        self.assertEqual(web.log(), [])

    def test_usage(self):
        self.assertEqual(self.run_pack("fetch").returncode, 2)
        self.assertEqual(self.run_pack("fetch", "http://127.0.0.1/x.pack").returncode, 2)
        self.assertEqual(self.run_pack(*self.fetch("http://127.0.0.1/x.pack"), "--largest", 0).returncode, 2)
        self.assertIn("goes on from there", self.must("fetch", "--help"))


class FromABrokenServer(Fleet):
    def setUp(self):
        super().setUp()
        self.key()
        made = self.folder / "made.pack"
        whole = pathlib.Path(serving.made.name) / "1-300-1.pack"
        if not whole.exists():
            self.must("build", self.sheets(), "-o", whole, "--serial", 1)
        shutil.copyfile(whole, made)
        self.must("sign", made, "--key", self.keys / "city.key")
        self.pack = made.read_bytes()
        self.signature = (self.folder / "made.pack.minisig").read_bytes()

    def serve(self, pack):
        def answer(handler):
            if handler.path.endswith(".minisig"):
                send(handler, self.signature)
            else:
                pack(handler)
        return self.faulty(answer)

    def test_cut_off_and_gone_on_with(self):
        def pack(handler):
            start = int((handler.headers["Range"] or "bytes=0-")[6:-1])
            more = {"ETag": '"one"'}
            if start:
                self.assertEqual(handler.headers["If-Range"], '"one"')
                more["Content_Range"] = f"bytes {start}-{len(self.pack) - 1}/{len(self.pack)}"
            send(handler, self.pack[start:], 206 if start else 200, cut_after=200_000, **more)

        web = self.serve(pack)
        for round_number in range(1, 20):
            done = self.run_pack(*self.fetch(web.address + "/city.pack"))
            if done.returncode == 0:
                break
            self.assertIn("was cut off after 200000 bytes", done.stderr)
            self.assertIn(f"{200_000 * round_number} bytes are kept; the next fetch goes on from there.", done.stderr)
            self.assertEqual(self.part(), 200_000 * round_number)
        self.assertIn("Went on from byte", done.stdout)
        self.assertEqual((self.store / self.in_force()).read_bytes(), self.pack)
        self.assertGreater(round_number, 2)

    def test_cut_off_without_validators_begins_again(self):
        cut = [200_000, None]
        web = self.serve(lambda handler: send(handler, self.pack, cut_after=cut.pop(0)))
        said = self.must_fail("was cut off after 200000 bytes", *self.fetch(web.address + "/city.pack"))
        self.assertNotIn("kept", said)
        self.must(*self.fetch(web.address + "/city.pack"))
        self.assertNotIn("Range", web.asked[-1][1])

    def test_a_weak_etag_is_no_reason_to_go_on(self):
        cut = [200_000, None]
        web = self.serve(lambda handler: send(handler, self.pack, cut_after=cut.pop(0), ETag='W/"one"'))
        self.assertNotIn("kept", self.must_fail("was cut off", *self.fetch(web.address + "/city.pack")))
        self.must(*self.fetch(web.address + "/city.pack"))
        self.assertNotIn("Range", web.asked[-1][1])

    def test_other_ranges_than_were_asked_for(self):
        """A server that cannot count is asked for all of it; one that goes on so is given up."""
        answers = []

        def pack(handler):
            if not answers:
                answers.append("cut")
                send(handler, self.pack, cut_after=100_000, ETag='"one"')
            elif "Range" in handler.headers:
                send(handler, self.pack[5:], 206, ETag='"one"', Content_Range=f"bytes 5-{len(self.pack) - 1}/{len(self.pack)}")
            else:
                send(handler, self.pack, ETag='"one"')
        web = self.serve(pack)
        self.must_fail("kept", *self.fetch(web.address + "/city.pack"))
        self.must(*self.fetch(web.address + "/city.pack"))
        self.assertEqual((self.store / self.in_force()).read_bytes(), self.pack)

    def test_a_part_that_nobody_asked_for(self):
        web = self.serve(lambda handler: send(handler, self.pack, 206, Content_Range=f"bytes 0-{len(self.pack) - 1}/{len(self.pack)}"))
        self.must_fail("sends other parts than were asked for", *self.fetch(web.address + "/city.pack"))

    def test_nothing_comes(self):
        began = time.monotonic()
        web = self.faulty(lambda handler: time.sleep(8))
        self.must_fail("did not answer in time", *self.fetch(web.address + "/city.pack"))
        self.assertLess(time.monotonic() - began, 7)

    def test_it_stalls_halfway(self):
        def pack(handler):
            send(handler, self.pack, cut_after=100_000, ETag='"one"')
            time.sleep(20)
        web = self.serve(pack)
        began = time.monotonic()
        self.must_fail(["sends too slowly", "100000 bytes are kept"], *self.fetch(web.address + "/city.pack"))
        self.assertLess(time.monotonic() - began, 15)  # libcurl looks at the last five seconds

    def test_no_end_in_sight(self):
        """No length is given, and more and more comes: the limit holds all the same."""
        def pack(handler):
            handler.protocol_version = "HTTP/1.0"
            send(handler, self.pack, Content_Length=None)
            while True:
                handler.wfile.write(bytes(100_000))
        web = self.serve(pack)
        self.must_fail("is too large", *self.fetch(web.address + "/city.pack"), "--largest", len(self.pack) + 500_000)
        self.assertIsNone(self.in_force())
        self.assertLessEqual(self.part(), len(self.pack) + 500_000)

    def test_no_length_and_a_clean_end(self):
        def pack(handler):
            handler.protocol_version = "HTTP/1.0"
            send(handler, self.pack, Content_Length=None)
        self.must(*self.fetch(self.serve(pack).address + "/city.pack"))

    def test_packed_though_nobody_asked(self):
        web = self.serve(lambda handler: send(handler, b"\x1f\x8b" + self.pack, Content_Encoding="gzip"))
        self.must_fail("sends it packed (gzip)", *self.fetch(web.address + "/city.pack"))

    def test_no_web_server_at_all(self):
        def answer(handler):
            handler.wfile.write(b"220 mail.example.org ESMTP\r\n" * 5)
        web = self.faulty(answer)
        self.must_fail("no web server", *self.fetch(web.address + "/city.pack"))

    def test_heads_without_end(self):
        def answer(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                handler.wfile.write(b"X-Filler: " + b"x" * 1000 + b"\r\n")
        began = time.monotonic()
        self.assertEqual(self.run_pack(*self.fetch(self.faulty(answer).address + "/city.pack")).returncode, 1)
        self.assertLess(time.monotonic() - began, 20)

    def test_a_changed_answer_of_the_same_server_each_time_leaves_the_store_alone(self):
        """Whatever a server sends in place of a pack, what is in force stays whole."""
        made = self.folder / "made.pack"
        self.must("install", made, "--store", self.store, "--keys", self.keys)
        before = (self.in_force(), (self.store / self.in_force()).read_bytes())
        self.must("build", self.sheets(300, 7), "-o", self.folder / "two.pack", "--serial", 2)
        self.must("sign", self.folder / "two.pack", "--key", self.keys / "city.key")
        self.signature = (self.folder / "two.pack.minisig").read_bytes()
        bodies = [b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(100_000), self.pack, self.pack[:-1], self.pack + b"\0", b"SQLite format 3", b"<html>"]
        for body in bodies:
            web = self.serve(lambda handler, body=body: send(handler, body, ETag='"one"'))
            done = self.run_pack(*self.fetch(web.address + "/city.pack"))
            self.assertEqual(done.returncode, 1, body[:20])
            self.assertTrue(done.stderr.endswith("The kiosk keeps the pack that it has.\n"))
            self.assertEqual((self.in_force(), (self.store / self.in_force()).read_bytes()), before)


serving.run()
