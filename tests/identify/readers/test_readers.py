"""Names come out of every format; what gives none is counted, and nothing that is fed in makes a reader fall."""

import gzip
import io
import json
import struct
from contextlib import nullcontext, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.identify.readers import Tally, read, readers
from tidegate.identify.readers.lines import CHUNK, LONGEST

ZEEK = b"""#separator \\x09
#set_separator\t,
#path\tdns
#fields\tts\tuid\tid.orig_h\tid.orig_p\tproto\tquery\tqtype_name
#types\ttime\tstring\taddr\tport\tenum\tstring\tstring
1238527510.1\tC1\t10.0.0.1\t5353\tudp\tOubezepg.com.MX\tA
1238527511.2\tC2\t10.0.0.2\t5353\tudp\t-\t-
1238527512.3\tC3\t10.0.0.3\t5353\tudp\tb.example\tA
#close\t2009-04-01-00-00-00
"""
ZEEK_JSON = b'{"ts":1.0,"uid":"C1","query":"a.example"}\n{"ts":2.0,"uid":"C2"}\n'
BIND = b"""01-Apr-2009 00:00:01.123 queries: info: client @0x7f5c 10.0.0.1#5353 (a.Example): query: a.Example IN A +E(0)K (192.0.2.1)
01-Apr-2009 00:00:02.123 general: info: zone example/IN: loaded serial 1
01-Apr-2009 00:00:03.123 client 10.0.0.1#5353 (b.example): view outside: query: b.example IN AAAA - (192.0.2.1)
"""  # noqa: E501
UNBOUND = b"""[1238527510] unbound[77:0] notice: init module 0: iterator
[1238527510] unbound[77:0] info: 10.0.0.1 a.example. A IN
[1238527511] unbound[77:1] info: 2001:db8::1 b.example. AAAA IN NOERROR 0.012 0 45
"""
COF = b"""{"rrname":"a.example","rrtype":"A","rdata":["192.0.2.1"],"time_first":1,"time_last":2}
{"rrtype":"A"}
{"rrname":
{"rrname":"b.example.","rrtype":"NS","rdata":"ns.example"}
"""
CSV = b'time,"Domain",client\n2009-04-01,"A.example",10.0.0.1\n2009-04-01\n2009-04-02,b.example,"10.0.0.1"\n'


def wire(name="a.example", questions=1):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack(">6H", 7, 0x100, questions, 0, 0, 0) + labels + b"\0" + struct.pack(">HH", 1, 1)


def varint(number):
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


def dnstap(*messages):
    start = struct.pack(">II", 2, 0)
    frames = [b"\0\0\0\0" + struct.pack(">I", len(start)) + start]
    for message in messages:
        inner = b"\x08\x05" + b"\x52" + varint(len(message)) + message  # type CLIENT_QUERY, query_message
        told = b"\x72" + varint(len(inner)) + inner + b"\x78\x01"  # message, type MESSAGE
        frames.append(struct.pack(">I", len(told)) + told)
    return b"".join([*frames, b"\0\0\0\0", struct.pack(">II", 4, 3)])


def pcap(*payloads, port=53):
    packets = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101)]
    for payload in payloads:
        udp = struct.pack(">4H", 40000, port, 8 + len(payload), 0) + payload
        ip = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, bytes([10, 0, 0, 1]), bytes(4)) + udp
        packets.append(struct.pack("<IIII", 0, 0, len(ip), len(ip)) + ip)
    return b"".join(packets)


LOGS = {
    "plain": b"a.example\nb.example\n",
    "zeek": ZEEK,
    "bind": BIND,
    "unbound": UNBOUND,
    "cof": COF,
    "csv": CSV,
    "dnstap": dnstap(wire("a.example"), wire("b.example")),
    "pcap": pcap(wire("a.example"), wire("b.example")),
}


def names(data, **options):
    tally = Tally()
    found = [name for batch in read(io.BytesIO(data), tally=tally, **options) for name in batch.to_pylist()]
    return found, tally


@pytest.mark.parametrize("format", LOGS)
def test_every_format_gives_its_names_canonical_and_is_recognised(format):
    first = "oubezepg.com.mx" if format == "zeek" else "a.example"
    assert names(LOGS[format], format=format)[0] == [first, "b.example"]
    assert names(LOGS[format])[0] == [first, "b.example"]


def test_every_reader_is_tried_here():
    assert set(LOGS) == set(readers())


def test_newer_captures_are_read_too():
    import dpkt

    log = io.BytesIO()
    writer = dpkt.pcapng.Writer(log)
    for name in ("a.example", "b.example"):
        datagram = dpkt.udp.UDP(sport=53, dport=40000, data=wire(name))
        packet = dpkt.ip6.IP6(src=bytes(16), dst=bytes(16), nxt=dpkt.ip.IP_PROTO_UDP, data=datagram)
        packet.extension_hdrs, packet.plen = {}, len(bytes(datagram))
        writer.writepkt(bytes(dpkt.ethernet.Ethernet(type=dpkt.ethernet.ETH_TYPE_IP6, data=packet)))
    assert names(log.getvalue())[0] == ["a.example", "b.example"]


@pytest.mark.parametrize("format", LOGS)
def test_packed_with_gzip_it_is_the_same_and_cut_off_the_beginning(format):
    packed = gzip.compress(LOGS[format])
    assert names(packed) == names(LOGS[format])
    _, tally = names(packed[:-9])
    assert sum(count for reason, count in tally.skipped.items() if "gzip" in reason) == 1


@pytest.mark.parametrize(
    ("data", "skipped"),
    [
        (ZEEK, {"the entry has no query": 1}),
        (ZEEK_JSON, {"the entry has no query": 1}),
        (BIND, {"the line is no query": 1}),
        (UNBOUND, {"the line is no query": 1}),
        (COF, {"the object has no rrname": 1, "the line is not JSON": 1}),
        (CSV, {"the row has no such column": 1}),
        (CSV + b"x\ry,z,1\n", {"the row is no CSV": 1, "the row has no such column": 1}),
        (pcap(wire(), b"short"), {"the message has no question": 1}),
        (pcap(wire(questions=0)), {"the message has no question": 1}),
        (pcap(wire(), port=80), {"the packet is no DNS": 1}),
        (pcap(wire())[:-3], {"the capture is cut off or damaged": 1}),
        (dnstap(wire())[:-30], {"the stream of frames is cut off or damaged": 1}),
        (dnstap(wire()[:16]), {"the message is damaged": 1}),
    ],
)
def test_what_gives_no_name_is_counted(data, skipped):
    _, tally = names(data)
    assert tally.skipped == skipped
    assert tally.names == len(names(data)[0])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "the line is empty"),
        (b"# a remark", "the line is empty"),
        (b"a..example", "a label is empty or too long"),
        (b"." * 3, "there is no name"),
        (b"x" * 64 + b".example", "a label is empty or too long"),
        (b"x." * 130 + b"example", "the name is too long"),
        (b"a\x00b.example", "the name holds bytes that no name has"),
        (b"\xff\xfe.example", "the name is neither ASCII nor an international one"),
    ],
)
def test_a_line_that_is_no_name_is_counted_by_its_reason(line, reason):
    found, tally = names(b"before.example\n" + line + b"\nafter.example\n", format="plain")
    assert found == ["before.example", "after.example"]
    assert tally.skipped == {reason: 1}
    assert tally.records == 3


def test_names_are_made_canonical():
    assert names("  ExAmPle.COM. \r\nBücher.example\n".encode())[0] == ["example.com", "xn--bcher-kva.example"]


def test_lines_longer_than_any_name_are_passed_over_without_holding_them():
    long = b"x" * (2 * CHUNK + 5)
    found, tally = names(
        b"a.example\n" + long + b"\nb.example\n" + b"y" * (LONGEST + 9) + b"\nc.example", format="plain"
    )
    assert found == ["a.example", "b.example", "c.example"]
    assert tally.skipped == {"the line is too long": 2}
    assert tally.records == 5


def test_field_may_be_named():
    assert names(CSV, format="csv", column="client")[0] == ["10.0.0.1", "10.0.0.1"]
    assert names(ZEEK, format="zeek", column="uid")[0] == ["c1", "c2", "c3"]


def test_wrong_format_or_field_is_named():
    with pytest.raises(UnknownNameError, match=r"unknown log format 'squid'; known: .*zeek"):
        read(io.BytesIO(b""), "squid")
    with pytest.raises(TidegateError, match="the CSV has no column qname, but time, domain, client"):
        names(CSV, format="csv", column="qname")
    with pytest.raises(TidegateError, match="the Zeek log has no field 'name', but ts, uid"):
        names(ZEEK, format="zeek", column="name")
    with pytest.raises(TidegateError, match="no #fields line"):
        names(b"a\tb\tc\n", format="zeek")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end(data):
    with suppress(TidegateError):  # a log that lacks the field that it is asked for
        assert all(0 < len(name) <= 253 for name in names(data)[0])


@given(st.sampled_from(sorted(LOGS)), st.data())
def test_a_damaged_log_never_makes_its_reader_fall(format, data):
    log = bytearray(LOGS[format])
    for _ in range(data.draw(st.integers(1, 4))):
        log[data.draw(st.integers(0, len(log) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(log)))
    lacks_fields = suppress(TidegateError) if format in {"csv", "zeek"} else nullcontext()
    with lacks_fields:
        names(bytes(log[:cut]), format=format)


@given(st.lists(st.from_regex(r"[a-z0-9]{1,20}(\.[a-z]{2,5}){1,2}", fullmatch=True), max_size=30))
def test_names_come_in_order_with_repeats(given_names):
    rows = "".join(f"{name}\n" for name in given_names).encode()
    objects = "".join(json.dumps({"rrname": name}) + "\n" for name in given_names).encode()
    assert names(rows, format="plain")[0] == given_names
    assert names(objects, format="cof")[0] == given_names
