"""The client, against a service on loopback that behaves as services do, well and badly."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tidegate.dns.collisions.rdap.client import Client
from tidegate.dns.collisions.sinkholes.known import KnownSinkholes

DOMAIN = json.dumps({"objectClassName": "domain", "ldhName": "jogli.com", "status": ["active"]}).encode()


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.rpartition("/")[2]
        with suppress(OSError):
            getattr(self, f"_{name.partition('.')[0]}")()

    def _say(self, status, body=b"", **headers):
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _jogli(self):
        self._say(200, DOMAIN)

    def _free(self):
        self._say(404, b"{}")

    def _busy(self):
        self._say(429, Retry_After="17")

    def _dated(self):
        self._say(503, Retry_After="Fri, 02 Jan 1970 00:00:00 GMT")

    def _vague(self):
        self._say(503, Retry_After="later")

    def _broken(self):
        self._say(500)

    def _garbage(self):
        self._say(200, b"<html>")

    def _round(self):
        self._say(302, Location=self.path)

    def _huge(self):
        self._say(200, b" " * (1 << 21))

    def _slow(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b" ")
            time.sleep(0.1)

    def _cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "900")
        self.end_headers()
        self.wfile.write(b"{")

    def log_message(self, *_):
        pass


class Redirecting(Service):
    target = ""

    def do_GET(self):
        self._say(301, Location=f"{self.target}{self.path[1:]}")


@contextmanager
def serving(handler):
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def service():
    with serving(Service) as base:
        yield base


@pytest.fixture
def ask(service):
    client = Client(KnownSinkholes(), timeout=1)
    yield lambda name, base=service: client.ask(base, name)
    client.close()


def test_a_registered_name_has_an_answer_and_a_free_one_too(ask):
    assert ask("jogli.com").answer.status == ("active",)
    assert ask("free.com").answer.registered is False


@pytest.mark.parametrize(("name", "seconds"), [("busy.com", 17), ("dated.com", 0), ("vague.com", None)])
def test_a_busy_service_says_when_to_come_again(ask, name, seconds):
    reply = ask(name)
    assert (reply.busy, reply.retry_after) == (True, seconds)


@pytest.mark.parametrize(
    ("name", "flaw"),
    [
        ("broken.com", "answers with status 500"),
        ("garbage.com", "'<html>' is no JSON"),
        ("round.com", "more than 3 redirects"),
        ("huge.com", "larger than 1,048,576 bytes"),
        ("slow.com", "no answer in time"),
        ("cut.com", "cannot be asked: "),
    ],
)
def test_a_bad_answer_is_a_flaw_in_words(ask, name, flaw):
    reply = ask(name)
    assert reply.answer is None
    assert flaw in reply.flaw


def test_a_redirect_is_followed(ask, service):
    with serving(type("To", (Redirecting,), {"target": service})) as elsewhere:
        assert ask("jogli.com", elsewhere).answer.registered


def test_nobody_at_home_is_a_flaw(ask):
    assert "cannot be asked" in ask("jogli.com", "http://127.0.0.1:1/").flaw
    assert "cannot be asked" in ask("jogli.com", "http://[/").flaw
