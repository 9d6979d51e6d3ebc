"""Knot's log: who has what is read out of it, and everything else is passed over."""

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.serving.log import Complaint, Log, Refused, Taken

ZONE = "small-all.rpz"
ALLOWED = f"2026-11-22T19:28:27+0000 debug: [{ZONE}.] ACL, allowed, action transfer, remote 127.0.0.1@57555, key 'one.'"


def read(*texts, zone=ZONE):
    log = Log()
    lines = [text if text.startswith("2026") else f"2026-11-22T19:28:27+0000 info: [{zone}.] {text}" for text in texts]
    return [entry for line in lines if (entry := log.read(line))]


def test_a_whole_transfer_is_taken_when_it_is_finished():
    started = "AXFR, outgoing, remote 127.0.0.1@57555, started, serial 1"
    finished = "AXFR, outgoing, remote 127.0.0.1@57555, finished, 0.00 seconds, 1 messages, 180 bytes"
    assert read(ALLOWED, started) == []
    assert read(ALLOWED, started, finished) == [Taken(ZONE, "one", 1, "AXFR", 180)]


def test_changes_are_taken_up_to_the_newer_serial():
    started = "IXFR, outgoing, remote 127.0.0.1@57555, started, serial 2009040100 -> 2009040101"
    finished = "IXFR, outgoing, remote 127.0.0.1@57555, finished, 0.00 seconds, 1 messages, 230 bytes"
    assert read(ALLOWED, started, finished) == [Taken(ZONE, "one", 2009040101, "IXFR", 230)]


def test_who_has_it_already_has_it():
    assert read(ALLOWED, "IXFR, outgoing, remote 127.0.0.1@57555, zone is up-to-date, serial 2") == [
        Taken(ZONE, "one", 2, "current")
    ]


def test_a_transfer_of_whom_no_key_is_known_counts_for_nobody():
    started = "AXFR, outgoing, remote 2001:db8::1@57555, started, serial 1"
    finished = "AXFR, outgoing, remote 2001:db8::1@57555, finished, 0.00 seconds, 1 messages, 180 bytes"
    assert read(ALLOWED, started, finished) == []


def test_changes_that_are_gone_fall_back_to_the_whole():
    assert read(
        ALLOWED,
        "IXFR, outgoing, remote 127.0.0.1@57555, incomplete history, serial 1, fallback to AXFR",
        "AXFR, outgoing, remote 127.0.0.1@57555, started, serial 9",
        "AXFR, outgoing, remote 127.0.0.1@57555, finished, 0.00 seconds, 1 messages, 180 bytes",
    ) == [Taken(ZONE, "one", 9, "AXFR", 180)]


def test_who_was_refused_is_said_with_the_key_and_from_where():
    assert read("ACL, denied, action transfer, remote 192.0.2.9@39251, key 'two.'") == [
        Refused(ZONE, "two", "192.0.2.9")
    ]
    assert read("ACL, denied, action transfer, remote 192.0.2.9@39251, key none") == [Refused(ZONE, None, "192.0.2.9")]
    assert read("TSIG, key 'one.', verification failed 'BADSIG'") == [Refused(ZONE, "one", why="BADSIG")]


def test_an_error_is_a_complaint_and_a_remark_is_none():
    assert read("2026-11-22T19:28:27+0000 error: [z.] zone event 'load' failed (not exists)") == [
        Complaint("z: zone event 'load' failed (not exists)")
    ]
    assert read("2026-11-22T19:28:27+0000 info: loading 1 zones") == []
    assert read("2026-11-22T19:28:27+0000 warning: removing stale PID file") == []


def test_a_resolver_that_cannot_be_told_is_complained_of():
    text = "notify, outgoing, remote 192.0.2.7@53 UDP, serial 2, retry, failed (connection timeout)"
    assert read(f"2026-11-22T19:28:27+0000 warning: [{ZONE}.] {text}") == [Complaint(f"{ZONE}: {text}")]


@given(st.lists(st.text()))
def test_no_line_is_too_strange(lines):
    log = Log()
    for line in lines:
        log.read(line)
        log.read(f"2026 info: [z.] IXFR, outgoing, remote {line}, started, serial 1")
