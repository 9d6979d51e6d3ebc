"""DNS over real sockets."""

import asyncio
import json

import dns.message
import dns.rcode
import pytest

from tidegate.sinkhole.ingest import ingest


def query(name="gzyh.nl", type_="A", **options):
    return dns.message.make_query(name, type_, **options).to_wire()


@pytest.fixture
def drops(journal):
    """`drops()`: what the sensor says that it dropped."""
    return lambda: json.loads((journal / "sensor.0.counters.json").read_text())["drops"]


def test_a_question_is_answered_and_becomes_a_sighting(run_sensor, home, sightings):
    answer = dns.message.from_wire(run_sensor(lambda running: running.ask(query())))
    assert [rrset.to_text() for rrset in answer.answer] == ["gzyh.nl. 300 IN A 192.0.2.2"]
    ingest(home, "small")
    [row] = sightings()
    assert (row["protocol"], row["host"], row["request"]) == ("dns-udp", "gzyh.nl", "A")
    assert (row["form"], row["variant"], row["source"]) == ("dns-query", "c", "127.0.0.1")


def test_many_questions_may_come_over_one_connection(run_sensor, home, sightings):
    queries = [query(), query("google.com", "TXT"), query("gzyh.nl", "SOA")]
    answers = run_sensor(lambda running: running.ask_by_stream(*queries))
    assert [dns.message.from_wire(answer).rcode() for answer in answers] == [0, dns.rcode.REFUSED, 0]
    ingest(home, "small")
    rows = [(row["protocol"], row["host"], row["request"], row["family"]) for row in sightings()]
    assert rows == [
        ("dns-tcp", "google.com", "TXT", None),
        ("dns-tcp", "gzyh.nl", "A", "conficker"),
        ("dns-tcp", "gzyh.nl", "SOA", "conficker"),
    ]


def test_the_serial_moves_with_the_sensors_day(run_sensor):
    [answer] = run_sensor(lambda running: running.ask_by_stream(query("gzyh.nl", "SOA")))
    assert dns.message.from_wire(answer).answer[0][0].serial == 2009040100


def test_names_of_days_far_away_are_refused_but_recorded(run_sensor, home, sightings):
    answer = run_sensor(lambda running: running.ask(query("farahead.com")))
    assert dns.message.from_wire(answer).rcode() == dns.rcode.REFUSED
    ingest(home, "small")
    assert [(row["family"], str(row["rendezvous_day"])) for row in sightings()] == [("conficker", "2009-04-20")]


def test_an_exempt_name_is_refused(run_sensor):
    answer = run_sensor(lambda running: running.ask(query("gzyh.nl")), exempt={"gzyh.nl"})
    assert dns.message.from_wire(answer).rcode() == dns.rcode.REFUSED


def test_a_burst_of_questions_is_answered_whole(run_sensor, home, sightings):
    names = [f"n{number}.example" for number in range(300)]

    async def story(running):
        return await asyncio.gather(*(running.ask(query(name)) for name in names))

    answers = run_sensor(story, zones={"example"})
    assert all(dns.message.from_wire(answer).answer for answer in answers)
    ingest(home, "small")
    assert sorted(row["host"] for row in sightings()) == sorted(names)


def test_a_zone_can_be_added(run_sensor):
    answer = run_sensor(lambda running: running.ask(query("any.thing.example")), zones={"thing.example"})
    assert dns.message.from_wire(answer).answer


def test_a_malformed_datagram_gets_a_header_and_is_counted(run_sensor, drops, only_segment):
    assert len(run_sensor(lambda running: running.ask(query()[:-1]))) == 12
    assert drops() == {"dns-udp malformed": 1}
    with pytest.raises(ValueError, match="not enough values"):
        only_segment()


def test_an_answer_is_not_answered_so_that_nothing_goes_in_rings(run_sensor, drops):
    async def story(running):
        await running.ask(query())
        with pytest.raises(TimeoutError):
            await running.ask(bytes((0x12, 0x34, 0x81)) + query()[3:], wait=0.3)

    run_sensor(story)
    assert drops() == {"dns-udp malformed": 1}


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"\x00\x05short", "dns-tcp malformed"),
        (b"\xff\xff", "dns-tcp too-large"),
        (b"\x00", "dns-tcp cut"),
        (b"", "dns-tcp half-open"),
    ],
)
def test_what_is_no_question_ends_the_connection_and_is_counted(run_sensor, drops, message, why):
    assert run_sensor(lambda running: running.say(message, address=running.dns)) == b""
    assert drops() == {why: 1}
