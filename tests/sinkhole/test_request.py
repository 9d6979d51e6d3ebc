"""HTTP requests as bots send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.sinkhole import request
from tidegate.sinkhole.request import Request, read, split

CONFICKER = (
    b"GET /search?q=1349 HTTP/1.0\r\n"
    b"User-Agent: Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)\r\n"
    b"Host: 192.0.2.2\r\nPragma: no-cache\r\n\r\n"
)


def one(data):
    head, end = split(data)
    assert end == len(data)
    return read(head)


def test_a_worms_request_is_read():
    assert one(CONFICKER) == Request(
        b"GET /search?q=1349 HTTP/1.0",
        b"192.0.2.2",
        b"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)",
        keep=False,
        body=0,
    )


@pytest.mark.parametrize(
    ("head", "keep"),
    [
        (b"GET / HTTP/1.1", True),
        (b"GET / HTTP/1.0", False),
        (b"GET / HTTP/1.1\r\nConnection: close", False),
        (b"GET / HTTP/1.0\r\nCONNECTION: Keep-Alive", True),
    ],
)
def test_a_connection_goes_on_as_its_version_and_its_wish_say(head, keep):
    assert read(head).keep is keep


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"", 0),
        (b"\r\nContent-Length: 12", 12),
        (b"\r\ncontent-length:0", 0),
        (b"\r\nContent-Length: 12, 12", None),
        (b"\r\nContent-Length: 99999999999", None),
        (b"\r\nTransfer-Encoding: chunked\r\nContent-Length: 3", None),
    ],
)
def test_the_bodys_length_is_known_or_nobody_can_know_it(fields, body):
    assert read(b"POST / HTTP/1.1" + fields).body == body


@pytest.mark.parametrize(
    ("field", "host"),
    [
        (b"Host: GZYH.nl", b"gzyh.nl"),
        (b"HOST:gzyh.nl:80", b"gzyh.nl"),
        (b"host: [2001:db8::1]:8080", b"[2001:db8::1]"),
        (b"Host:", b""),
        (b"Hostess: x", b""),
        (b"Host: a\x00\xff", b"a\\x00\\xff"),
    ],
)
def test_the_host_stands_in_lower_case_without_its_port(field, host):
    assert read(b"GET / HTTP/1.1\r\n" + field).host == host


def test_a_field_in_the_target_is_not_a_field():
    assert read(b"GET /?\thost: evil HTTP/1.1\r\nHost: good.com").host == b"good.com"


def test_a_bare_line_feed_ends_a_line_too():
    assert one(b"GET / HTTP/1.0\nHost: gzyh.nl\n\n").host == b"gzyh.nl"


def test_odd_targets_are_read_since_bots_are_odd():
    assert one(b"GET /a b\xe9 HTTP/1.1\r\n\r\n").line == b"GET /a b\\xe9 HTTP/1.1"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"(null).",
        b"GET /",
        b"GET HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"\x16\x03\x01",
        b"G\x00T / HTTP/1.1",
        b"/ HTTP/1.1",
    ],
)
def test_what_has_no_request_line_is_no_request(head):
    assert read(head) is None


def test_the_first_of_two_requests_ends_where_the_second_begins():
    head, end = split(CONFICKER + CONFICKER)
    assert (read(head), end) == (one(CONFICKER), len(CONFICKER))


@given(st.integers(0, len(CONFICKER) - 1))
def test_a_head_is_complete_with_its_last_byte_and_not_before(cut):
    assert split(CONFICKER[:cut]) == (b"", 0)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_printable_request_or_none(head):
    found = read(head)
    if found:
        assert all(text.decode("ascii").isprintable() for text in found[:3])


@given(st.binary(max_size=200))
def test_no_bytes_break_the_splitting(data):
    head, end = split(data)
    assert 0 <= end <= len(data)
    assert data.startswith(head)


def test_only_a_methods_letter_begins_a_request():
    assert request.could_begin(b"G")
    assert not request.could_begin(b"\x16")
