"""A sensor as a whole: what it needs to know, its workers, and how it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from tidegate.errors import TidegateError
from tidegate.operation import opening
from tidegate.sinkhole.sensor import Sensor

LOOPBACK = ("127.0.0.1", 0)


def sensor(home, **options):
    return Sensor(home, "small", **{"http": [LOOPBACK], **options})


def test_what_it_is_not_told_it_takes_from_the_playbook(home):
    plan = sensor(home).plan()
    assert plan.address == IPv4Address("192.0.2.2")
    assert plan.nameservers == ("ns1.sinkhole.invalid", "ns2.sinkhole.invalid")


def test_what_it_is_told_counts(home):
    plan = sensor(home, address=IPv4Address("192.0.2.9"), nameservers=["ns.example"], zones=["x.example"]).plan()
    assert (plan.address, plan.nameservers, plan.zones) == (IPv4Address("192.0.2.9"), ("ns.example",), {"x.example"})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"http": []}, "needs an address to listen on"),
        ({"name": "a/b"}, "cannot name a sensor"),
    ],
)
def test_what_will_not_do_is_refused_before_anything_starts(home, journal, options, message):
    with pytest.raises(TidegateError, match=message):
        sensor(home, **options).run()
    assert not journal.exists()


def test_an_unknown_operation_is_refused(home):
    with pytest.raises(TidegateError, match="unknown operation 'other'"):
        Sensor(home, "other", http=[LOOPBACK]).run()


def test_a_playbook_without_a_sinkhole_of_ours_needs_an_address(home):
    operation = opening.get(home.records, "small")
    text = home.records.events("small")[0].body["playbook_text"].replace("ours = true", "ours = false")
    opening.open_operation(home.records, "bare", text, "bare.toml", operation.first, "local")
    with pytest.raises(TidegateError, match="give --address"):
        Sensor(home, "bare", http=[LOOPBACK]).plan()


class Command:
    """`tidegate sinkhole` in a process of its own."""

    def __init__(self, home, *options):
        arguments = ["sinkhole", "small", "--home", str(home.path), *options]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tidegate", *arguments], stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    def event(self, wanted):
        """The next line of this event."""
        for line in self.process.stderr:
            told = json.loads(line)
            if told["event"] == wanted:
                return told
        raise AssertionError(f"it ended without {wanted!r}")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.stderr.read()
        return self.process.wait(30)


@pytest.fixture
def command(home):
    """`command(*options)`: start `tidegate sinkhole small`; ended when the test is."""
    started = []

    def start(*options):
        started.append(Command(home, *options))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        each.process.stderr.close()


def ask(address):
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), 10) as client:
        client.sendall(b"GET /search?q=1 HTTP/1.0\r\n\r\n")
        return client.recv(1000)


def children(process):
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def test_workers_share_the_clients_and_one_that_dies_is_replaced(command, journal):
    sinkhole = command("--http", "127.0.0.1:0", "--workers", "2")
    [address] = sinkhole.event("listening")["http"]
    for _ in range(2):
        sinkhole.event("taking check-ins")
    for _ in range(40):
        assert ask(address).startswith(b"HTTP/1.1 404")
    assert {path.name.split(".")[1] for path in journal.glob("*.open")} == {"0", "1"}
    victims = [pid for pid in children(sinkhole.process) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(victims[0], signal.SIGKILL)
    assert sinkhole.event("worker died")["exit"] == -signal.SIGKILL
    sinkhole.event("taking check-ins")
    for _ in range(20):
        assert ask(address).startswith(b"HTTP/1.1 404")
    assert sinkhole.end() == 0
    assert all(path.suffix != ".open" for path in journal.iterdir())


def test_workers_end_when_their_parent_is_killed(command, journal):
    sinkhole = command("--http", "127.0.0.1:0", "--workers", "2")
    for _ in range(2):
        sinkhole.event("taking check-ins")
    sinkhole.process.kill()
    for _ in range(2):
        sinkhole.event("stopped")


def test_two_sensors_of_one_name_do_not_run_on_one_home(command):
    command("--http", "127.0.0.1:0").event("taking check-ins")
    second = command("--http", "127.0.0.1:0")
    assert "sensor 'sensor' runs already" in second.process.stderr.read()
    assert second.process.wait(10) == 1
