# SPDX-License-Identifier: GPL-3.0-or-later
"""Web servers to fetch from, on the loopback alone: nginx, with a folder of its
own; and one of ours for what nginx never does. Each test stops its own by their
process or thread, and what they leave goes with the folder."""
import http.server
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

made = None  # packs that were made once, for every test of this run
built = None  # (kiosk-pack, the source tree), set by run()


def run():
    global built, made
    made = tempfile.TemporaryDirectory(prefix="kiosk-fleet-packs-")
    built = (pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """`pages` holds what it serves; `log()` is what it was asked."""

    def __init__(self, folder, server="", http_rules="", certificate=None):
        self.folder = pathlib.Path(folder)
        self.pages = self.folder / "pages"
        self.pages.mkdir(parents=True)
        for attempt in range(5):  # somebody else may take the port in between
            self.port = free_port()
            scheme = "https" if certificate else "http"
            secure = f"ssl_certificate {certificate}.crt; ssl_certificate_key {certificate}.key;" if certificate else ""
            (self.folder / "nginx.conf").write_text(f"""
{"user root;" if os.getuid() == 0 else ""}
daemon off;
worker_processes 1;
pid {self.folder}/nginx.pid;
error_log {self.folder}/error.log;
events {{ worker_connections 64; }}
http {{
  log_format asked '$request_method $request_uri $status range=$http_range if-range=$http_if_range none-match=$http_if_none_match since=$http_if_modified_since agent=$http_user_agent';
  access_log {self.folder}/access.log asked;
  client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2; fastcgi_temp_path {self.folder}/t3; uwsgi_temp_path {self.folder}/t4; scgi_temp_path {self.folder}/t5;
  types {{ text/html html; application/json json; }}
  default_type application/octet-stream;
  {http_rules}
  server {{
    listen 127.0.0.1:{self.port} {"ssl" if certificate else ""};
    {secure}
    root {self.pages};
    {server}
  }}
}}
""")
            self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(self.folder / "nginx.conf")],
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if self.listens():
                self.address = f"{scheme}://127.0.0.1:{self.port}"
                return
        raise RuntimeError("nginx does not start: " + (self.folder / "error.log").read_text())

    def listens(self):
        end = time.monotonic() + 10
        while self.process.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return True
            except OSError:
                time.sleep(0.02)
        return False

    def log(self):
        return (self.folder / "access.log").read_text().splitlines()

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Faulty:
    """A server that does whatever `answer(handler)` does."""

    def __init__(self, answer):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                asked.append((self.path, dict(self.headers)))
                self.close_connection = True
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    pass

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def send(handler, body, status=200, cut_after=None, **headers):
    """All of a body, or the first bytes of it under the whole length."""
    handler.send_response(status)
    for name, value in {"Content_Length": len(body), **headers}.items():
        if value is not None:
            handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(body[:cut_after])


class Fleet(unittest.TestCase):
    """A folder of its own, keys, and packs that are signed."""

    def setUp(self):
        self.pack_program, self.source = built
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-fleet-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = self.folder / "store"
        self.keys = self.folder / "keys"
        self.keys.mkdir()

    def run_pack(self, *arguments, environment=None):
        plain = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        return subprocess.run([self.pack_program, *map(str, arguments)], capture_output=True, text=True, timeout=120, env={**plain, **(environment or {})})

    def must(self, *arguments, **more):
        done = self.run_pack(*arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def must_fail(self, words, *arguments, status=1, **more):
        done = self.run_pack(*arguments, **more)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        for part in [words] if isinstance(words, str) else words:
            self.assertIn(part, done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, "one line says why: " + done.stderr)
        return done.stderr

    def key(self, name="city", folder=None):
        self.must("keygen", "-o", (folder or self.keys) / name)
        return (folder or self.keys) / f"{name}.key"

    def sheets(self, services=300, seed=1):
        folder = pathlib.Path(made.name) / f"sheets-{services}-{seed}"
        if not folder.exists():
            self.must("generate", "--services", services, "--seed", seed, "-o", folder)
        return folder

    def publish(self, server, serial, key, services=300, seed=1, name="city.pack"):
        """Pack first, signature after it; each by one rename, as a publisher should."""
        whole = pathlib.Path(made.name) / f"{serial}-{services}-{seed}.pack"
        if not whole.exists():
            self.must("build", self.sheets(services, seed), "-o", whole, "--serial", serial)
        pack = self.folder / f"made-{serial}-{seed}.pack"
        shutil.copyfile(whole, pack)
        self.must("sign", pack, "--key", key)
        for suffix in ("", ".minisig"):
            beside = server.pages / f".{name}{suffix}.part"
            shutil.copyfile(f"{pack}{suffix}", beside)
            # nginx tells two files of one size apart by the second they are of.
            os.utime(beside, (1_700_000_000 + serial, 1_700_000_000 + serial))
            beside.rename(server.pages / f"{name}{suffix}")
        return pack

    def nginx(self, server="", http_rules="", certificate=None):
        started = Nginx(self.folder / f"nginx-{len(list(self.folder.glob('nginx-*')))}", server, http_rules, certificate)
        self.addCleanup(started.stop)
        return started

    def faulty(self, answer):
        started = Faulty(answer)
        self.addCleanup(started.stop)
        return started

    def fetch(self, address):
        return ["fetch", address, "--store", self.store, "--keys", self.keys, "--stall", 2]

    def in_force(self):
        return os.readlink(self.store / "current.pack") if (self.store / "current.pack").is_symlink() else None

    def part(self):
        part = self.store / "fetch/fetched.pack"
        return part.stat().st_size if part.exists() else 0
