"""However much comes in, the window holds a little and counts it all."""

from datetime import UTC, date, datetime

from tidegate.sinkhole.sighting import Protocol, Sighting, Verdict
from tidegate.web.window import ROOM, Window

SINCE = datetime(2009, 4, 1, tzinfo=UTC)
AT = 1_238_580_000_123_000_000


def sighting(host="qqq.com", agent="", request="GET / HTTP/1.0", family="conficker", variant="b"):
    verdict = Verdict("conficker-search", family, variant, date(2009, 4, 1), 3)
    return Sighting(AT, "sensor", Protocol.HTTP, "192.0.2.7", 4000, "127.0.0.2", 80, host, request, agent, verdict)


def window(*hosts):
    made = Window(SINCE)
    made.add([sighting(host) for host in hosts], came=len(hosts))
    return made


def hosts(rows):
    return [row["host"] for row in rows]


def test_a_reader_gets_what_came_after_the_last_row_it_has():
    rows, missed = window("a.com", "b.com", "c.com").after(1, most=10)
    assert (hosts(rows), missed) == (["b.com", "c.com"], 0)


def test_a_reader_who_is_new_misses_nothing():
    rows, missed = window("a.com", "b.com", "c.com").after(None, most=2)
    assert (hosts(rows), missed) == (["b.com", "c.com"], 0)


def test_what_is_more_than_one_event_holds_is_missed_and_counted():
    rows, missed = window("a.com", "b.com", "c.com").after(0, most=1)
    assert (hosts(rows), missed) == (["c.com"], 2)


def test_what_came_faster_than_it_is_read_is_counted_too():
    made = window("a.com")
    made.add([sighting("z.com")], came=10_000)
    rows, missed = made.after(1, most=50)
    assert (hosts(rows), missed, made.seen) == (["z.com"], 9_999, 10_001)


def test_what_was_there_before_is_shown_and_not_counted():
    made = Window(SINCE)
    made.add([sighting("a.com"), sighting("b.com")], came=0)
    made.add([sighting("c.com")], came=1)
    assert made.seen == 1
    assert hosts(made.after(None, most=10)[0]) == ["a.com", "b.com", "c.com"]
    assert hosts(made.after(0, most=10)[0]) == ["c.com"]


def test_the_buffer_is_bounded_and_the_count_is_not():
    made = window(*["a.com"] * (ROOM + 5))
    rows, missed = made.after(0, most=ROOM * 2)
    assert (len(rows), missed, made.seen) == (ROOM, 5, ROOM + 5)


def test_the_rows_that_are_kept_are_told_by_model():
    made = window("a.com", "b.com")
    made.add([sighting(family=None, variant=None), sighting(variant=None)], came=2)
    assert made.models == {"conficker/b": 2, "unknown": 1, "conficker": 1}


def test_an_endless_text_is_cut_and_says_so():
    made = Window(SINCE)
    made.add([sighting(request="GET /" + "a" * 60_000, agent="b" * 60_000)], came=1)
    ((row,), _) = made.after(0, 1)
    assert len(row["request"]) == len(row["agent"]) == 160
    assert row["request"].endswith("…")


def test_a_row_says_when_in_utc():
    ((row,), _) = window("a.com").after(0, 1)
    assert row["at"].isoformat(timespec="milliseconds") == "2009-04-01T10:00:00.123+00:00"
