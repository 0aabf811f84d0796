# SPDX-License-Identifier: GPL-3.0-or-later
"""Open Referral from an http address, page by page: the Leeds pack itself, as
each of the three standards pages it, and servers that do not keep their word.

usage: pages_tests.py KIOSK-PACK SOURCE_DIR [test...]"""
import json
import math
import threading
from urllib.parse import parse_qs, urlparse

import serving
from serving import Fleet, send

# Which page of a list is asked for, as a web server with static files can tell.
BY_PAGE = "map $arg_page $asked_page { default $arg_page; '' 1; }"
SERVICES = """location = /services { default_type application/json; try_files /page-$asked_page.json =404; }
              location ~ ^/services/(?<id>[\\w-]+)$ { default_type application/json; try_files /service-$id.json =404; }"""


def hsds_3(contents, number, pages, items):
    return {"total_items": items, "total_pages": pages, "page_number": number, "size": len(contents), "first_page": number == 1, "last_page": number == pages, "empty": not contents,
            "contents": contents}


def uk_3(contents, number, pages, items):
    """The UK profile of HSDS 3 leaves out what is not required, and so do we here."""
    return {"total_items": items, "total_pages": pages, "page_number": number, "contents": contents}


def uk_1(contents, number, pages, items):
    return {"totalElements": items, "totalPages": pages, "number": number, "size": len(contents), "first": number == 1, "last": number == pages, "empty": not contents, "content": contents}


class Leeds(Fleet):
    """Everything of the Leeds pack that the standard holds, over the web and back."""

    def setUp(self):
        super().setUp()
        self.must("build", self.source / "content/leeds", "-o", self.folder / "leeds.pack")
        self.must("export", self.folder / "leeds.pack", "-o", self.folder / "leeds.json")
        self.whole = json.loads((self.folder / "leeds.json").read_text())
        self.must("build", self.folder / "leeds.json", "-o", self.folder / "from-file.pack")

    def serve(self, shape, size=100):
        web = self.nginx(server=SERVICES, http_rules=BY_PAGE)
        services, extra = self.whole["contents"], {name: value for name, value in self.whole.items() if name.startswith("kiosk_")}
        pages = math.ceil(len(services) / size)
        for number in range(1, pages + 1):
            page = {**(extra if number == 1 else {}), **shape(services[(number - 1) * size:number * size], number, pages, len(services))}
            (web.pages / f"page-{number}.json").write_text(json.dumps(page))
        return web, pages

    def test_each_standard_page_by_page_gives_the_same_pack(self):
        for shape in (hsds_3, uk_3, uk_1):
            with self.subTest(shape.__name__):
                web, pages = self.serve(shape)
                self.assertGreater(pages, 2)
                pack = self.folder / f"{shape.__name__}.pack"
                self.must("build", web.address + "/services", "-o", pack)
                self.assertEqual(json.loads(self.must("diff", self.folder / "from-file.pack", pack, "--json"))["same"], len(self.whole["contents"]))
                self.assertEqual(pack.read_bytes(), (self.folder / "from-file.pack").read_bytes())
                self.assertEqual([line.split()[1] for line in web.log()], [f"/services?page={n}&per_page=100" for n in range(1, pages + 1)])

    def test_check_says_what_it_says_of_a_file(self):
        web, _ = self.serve(hsds_3)
        from_file, from_web = self.folder / "file.json", self.folder / "web.json"
        self.must("check", self.folder / "leeds.json", "--json", from_file)
        self.must("check", web.address + "/services", "--json", from_web)
        told = [json.loads(file.read_text()) for file in (from_file, from_web)]
        for answer in told:
            answer.pop("findings")  # they name other files
        self.assertEqual(*told)

    def test_what_the_address_asks_for_is_kept(self):
        web, pages = self.serve(hsds_3)
        self.must("check", web.address + "/services?per_page=50&page=2&area=leeds%20west")
        self.assertEqual(web.log()[0].split()[1], "/services?per_page=50&area=leeds%20west&page=1")
        self.assertEqual(len(web.log()), pages)

    def test_a_list_without_what_belongs_to_its_services(self):
        """HSDS 3 allows it, and its UK profile wants it: then each service is asked for by itself."""
        web, pages = self.serve(hsds_3)
        services = self.whole["contents"]
        for number in range(1, pages + 1):
            some = [{name: value for name, value in service.items() if not isinstance(value, list)} for service in services[(number - 1) * 100:number * 100]]
            (web.pages / f"page-{number}.json").write_text(json.dumps(hsds_3(some, number, pages, len(services))))
        for service in services:
            (web.pages / f"service-{service['id']}.json").write_text(json.dumps(service))
        pack = self.folder / "singly.pack"
        self.must("build", web.address + "/services", "-o", pack)
        self.assertEqual(len(web.log()), pages + len(services))
        same = json.loads(self.must("diff", self.folder / "from-file.pack", pack, "--json"))
        self.assertEqual((same["added"], same["removed"]), ([], []))
        (web.pages / f"service-{services[5]['id']}.json").unlink()
        self.must_fail("no such file (404)", "build", web.address + "/services", "-o", pack)
        (web.pages / f"service-{services[5]['id']}.json").write_text(json.dumps(services[6]))
        self.must_fail("is not the service that was asked for", "check", web.address + "/services")

    def test_a_list_of_services_that_have_nothing_more(self):
        web, pages = self.serve(hsds_3)
        services = self.whole["contents"]
        for number in range(1, pages + 1):
            some = [{name: value for name, value in service.items() if not isinstance(value, list)} for service in services[(number - 1) * 100:number * 100]]
            (web.pages / f"page-{number}.json").write_text(json.dumps(hsds_3(some, number, pages, len(services))))
        self.assertIn(f"{len(services)} services", self.must("check", web.address + "/services"))
        self.assertEqual(len(web.log()), pages + 1)

    def test_a_single_file_and_a_single_service(self):
        web = self.nginx()
        (web.pages / "leeds.json").write_bytes((self.folder / "leeds.json").read_bytes())
        (web.pages / "list.json").write_text(json.dumps(self.whole["contents"]))
        (web.pages / "one.json").write_text(json.dumps(self.whole["contents"][0]))
        self.must("build", web.address + "/leeds.json", "-o", self.folder / "a.pack")
        self.assertEqual((self.folder / "a.pack").read_bytes(), (self.folder / "from-file.pack").read_bytes())
        self.assertIn(f"{len(self.whole['contents'])} services", self.must("check", web.address + "/list.json"))
        self.assertIn("1 services", self.must("check", web.address + "/one.json"))


def service(number):
    return {"id": f"s{number}", "name": f"Service {number}", "description": "A place to sit and talk.", "status": "active", "organization": {"id": "o", "name": "Helpers", "description": "They help."},
            "phones": [{"id": "p", "number": "0113 496 0001"}]}


class Liars(Fleet):
    """All or nothing: half a list would take services away from residents."""

    def serve(self, answer):
        """`answer(page)` is a page object, or bytes, or a status."""
        def handle(handler):
            asked = {name: values[0] for name, values in parse_qs(urlparse(handler.path).query).items()}
            told = answer(int(asked.get("page", "1")), asked)
            if isinstance(told, int):
                send(handler, b"", told)
            else:
                send(handler, told if isinstance(told, bytes) else json.dumps(told).encode(), Content_Type="application/json")
        return self.faulty(handle).address + "/services"

    def refused(self, words, answer):
        return self.must_fail(words, "check", self.serve(answer), "--stall", 2)

    def test_a_list_that_keeps_its_word(self):
        address = self.serve(lambda page, _: hsds_3([service(page * 10 + n) for n in range(5)], page, 3, 15))
        self.assertIn("15 services", self.must("check", address))

    def test_a_page_that_repeats(self):
        said = self.refused(["page 2 says again what came before", "'page'", "Nothing was made of it."], lambda page, _: hsds_3([service(n) for n in range(5)], page, 3, 15))
        self.assertIn("/services", said)

    def test_an_overlap_of_two_pages_is_no_repeat(self):
        """A service was added while we read: one moves on to the next page."""
        address = self.serve(lambda page, _: hsds_3([service(page * 4 + n) for n in range(5)], page, 3, 15))
        self.assertIn("13 services", self.must("check", address))

    def test_an_empty_page(self):
        self.refused("page 2 of 3 is empty, though more should follow", lambda page, _: hsds_3([service(page)] if page != 2 else [], page, 3, 3))
        self.refused("page 2 of 2 is empty, though 5 services should be there", lambda page, _: hsds_3([service(page)] if page != 2 else [], page, 2, 5))

    def test_an_empty_list_stops_at_check(self):
        done = self.run_pack("check", self.serve(lambda page, _: hsds_3([], 1, 0, 0)))
        self.assertEqual(done.returncode, 1)
        self.assertIn("Stops publishing", done.stdout)

    def test_a_total_that_lies(self):
        self.refused("it has 99 services by its own count, and 4 came", lambda page, _: hsds_3([service(page * 2), service(page * 2 + 1)], page, 2, 99))
        self.refused("page 2 says that it is the last, and the first one said that there are 5", lambda page, _: {**hsds_3([service(page)], page, 5, 5), "last_page": page == 2})
        self.refused("the server says there are 1000000000000 pages, and at most 9000 are read", lambda page, _: hsds_3([service(page)], page, 10 ** 12, 5))
        self.refused("the server has no such file (404)", lambda page, _: hsds_3([service(page)], page, 5, 5) if page < 3 else 404)
        for nonsense in (-1, "many", None, 1.5, [], 10 ** 30):
            done = self.run_pack("check", self.serve(lambda page, _: {"total_pages": nonsense, "contents": [service(page)]}))
            self.assertIn("1 services", done.stdout, nonsense)

    def test_a_server_that_gives_no_more_than_some_at_once(self):
        def answer(page, asked):
            return 422 if "per_page" in asked else hsds_3([service(page)], page, 2, 2)
        self.assertIn("2 services", self.must("check", self.serve(answer)))

    def test_what_is_no_list(self):
        self.refused("page 1 holds no services", lambda page, _: {"error": "x"})
        self.refused("page 1 holds no services", lambda page, _: {"contents": "x"})
        self.refused("page 1 is not JSON that can be read", lambda page, _: b'{"contents": [')
        self.refused("page 1 is not JSON that can be read", lambda page, _: b'{"contents": ["\xff"]}')
        self.refused("page 2 is not JSON that can be read", lambda page, _: hsds_3([service(1)], 1, 2, 2) if page == 1 else b"oops")
        self.refused("a web page came instead of Open Referral JSON", lambda page, _: b"<!DOCTYPE html><p>Sign in</p>")
        self.refused("page 1 is not JSON", lambda page, _: b"[" * 1_000_000)
        self.refused("the server is in trouble (500)", lambda page, _: 500)

    def test_deep_json_ends(self):
        done = self.run_pack("check", self.serve(lambda page, _: b'{"contents":' + b"[" * 500_000 + b"]" * 500_000 + b"}"))
        self.assertEqual(done.returncode, 1)

    def test_cut_off_and_stalled(self):
        whole = json.dumps(hsds_3([service(n) for n in range(50)], 1, 1, 50)).encode()
        cut = self.faulty(lambda handler: send(handler, whole, cut_after=500))
        self.must_fail("was cut off after 500 bytes", "check", cut.address + "/services")
        gone = threading.Event()
        self.addCleanup(gone.set)
        slow = self.faulty(lambda handler: gone.wait(20))
        self.must_fail("did not answer in time", "check", slow.address + "/services", "--stall", 2)

    def test_ids_cannot_lead_elsewhere(self):
        """A list without more of each service, whose ids would make other addresses."""
        for bad in ("../../etc/passwd", "a?b", "a b", "", "x" * 200, "a%2e"):
            shallow = {"id": bad, "name": "N", "description": "D", "status": "active"}
            web = []
            def answer(page, asked):
                web.append(asked)
                return hsds_3([shallow], 1, 1, 1)
            self.run_pack("check", self.serve(answer))
            self.assertEqual(len(web), 1, bad)

    def test_nothing_is_left_behind(self):
        address = self.serve(lambda page, _: hsds_3([service(page)], page, 3, 99))
        temporary = self.folder / "temporary"
        temporary.mkdir()
        self.run_pack("check", address, environment={"TMPDIR": str(temporary)})
        self.assertEqual(list(temporary.iterdir()), [])
        self.must_fail("no place for temporary files", "check", address, environment={"TMPDIR": str(self.folder / "none")})

    def test_build_makes_nothing_of_half_a_list(self):
        pack = self.folder / "x.pack"
        self.must_fail("by its own count", "build", self.serve(lambda page, _: hsds_3([service(page)], page, 1, 2)), "-o", pack)
        self.assertFalse(pack.exists())
        self.must_fail("user name or a password", "build", "http://a:b@127.0.0.1/services", "-o", pack)


serving.run()
