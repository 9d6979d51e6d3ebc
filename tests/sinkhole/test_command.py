"""`tidegate sinkhole` and `tidegate ingest` as people use them."""

import json

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.sinkhole import segment
from tidegate.sinkhole import sensor as sensors

SEARCH = b"GET /search?q=12 HTTP/1.0\r\n\r\n"


@pytest.fixture
def tidegate(home):
    """`tidegate(...)`: run the command for this home; what went wrong is raised."""

    def run(*arguments):
        result = CliRunner().invoke(build(), [*arguments, "--home", str(home.path)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def started(monkeypatch):
    """The sensors that would have run."""
    found = []

    def note(sensor):
        found.append(sensor)

    monkeypatch.setattr(sensors.Sensor, "run", note)
    return found


def test_every_option_reaches_the_sensor(tidegate, started):
    addresses = ["--http", "127.0.0.1:8080", "--http", "[::1]:8080", "--dns", "127.0.0.1:5353"]
    names = ["--name", "north", "--nameserver", "NS.Example.", "--zone", "Zone.Example"]
    tidegate("sinkhole", "small", *addresses, *names, "--workers", "2", "--address", "192.0.2.7", "--slack", "3")
    [sensor] = started
    assert sensor.http == [("127.0.0.1", 8080), ("::1", 8080)]
    assert sensor.dns == [("127.0.0.1", 5353)]
    assert (sensor.name, sensor.workers, str(sensor.address), sensor.slack) == ("north", 2, "192.0.2.7", 3)
    assert (sensor.nameservers, sensor.zones) == (["ns.example"], ["zone.example"])


def test_accepted_exemptions_are_the_sensors_too(tidegate, started, home):
    exemptions.propose(home.records, "small", [Proposal("praat.org", (), "a university's")], "anna")
    exemptions.accept(home.records, "small", "praat.org", "bert", "it is")
    tidegate("sinkhole", "small", "--http", "127.0.0.1:0")
    assert started[0].exempt == {"praat.org"}


@pytest.mark.parametrize("wrong", [[], ["--http", "127.0.0.1:0", "--workers", "0"]])
def test_wrong_use_is_told_as_such(tidegate, started, wrong):
    assert tidegate("sinkhole", "small", *wrong).exit_code == 2
    assert not started


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["--http", "localhost:80"], "'localhost:80' is not an address to listen on"),
        (["--dns", "127.0.0.1:53", "--address", "::1"], "'::1' is not an IPv4 address"),
        (["--dns", "127.0.0.1:53", "--zone", "a b"], "'a b' is not a domain name"),
    ],
)
def test_a_wrong_value_is_named(tidegate, started, wrong, message):
    with pytest.raises(TidegateError, match=message):
        tidegate("sinkhole", "small", *wrong)
    assert not started


def test_who_may_not_read_may_neither_listen_nor_ingest(tidegate, started):
    for command in (["sinkhole", "small", "--http", "127.0.0.1:0"], ["ingest", "small"]):
        with pytest.raises(NotAllowedError):
            tidegate(*command, "--as", "nobody")
    assert not started


def test_ingest_tells_what_came_and_what_was_dropped(tidegate, run_sensor):
    async def story(running):
        await running.say(SEARCH)
        await running.say(b"\x16\x03\x01")

    run_sensor(story)
    told = json.loads(tidegate("ingest", "small", "--json").stdout)
    assert (told["new"], told["sightings"], told["damage"]) == (1, 1, [])
    assert told["drops"] == {"http malformed": 1}
    assert "1 http malformed" in tidegate("ingest", "small").stdout


def test_damage_is_told_and_everything_else_is_brought_in(tidegate, run_sensor, only_segment, sightings):
    async def story(running):
        for _ in range(3):
            await running.say(SEARCH)

    run_sensor(story)
    path = only_segment().path
    data = bytearray(segment.read(only_segment()))
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(TidegateError, match=rf"the journal is damaged: {path.name}, bytes \d+ to \d+: damaged"):
        tidegate("ingest", "small")
    assert len(sightings()) == 2


def test_anew_reads_everything_again(tidegate, run_sensor):
    run_sensor(lambda running: running.say(SEARCH))
    tidegate("ingest", "small")
    assert json.loads(tidegate("ingest", "small", "--json").stdout)["read"] == 0
    assert json.loads(tidegate("ingest", "small", "--anew", "--json").stdout)["read"] == 1
