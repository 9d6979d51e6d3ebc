"""Zone files are read as registries hand them out, and what is no record is refused with file and line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions.zonefile import ZoneReader
from tidegate.errors import TidegateError

SOA = b"com.\t900\tin\tsoa\ta.gtld-servers.net. nstld.verisign-grs.com. 1 1800 900 604800 86400\n"


def read(*lines):
    reader = ZoneReader("com.txt")
    found = [(each.owner, each.server) for each in reader.delegations(lines)]
    return reader.apex, found


def test_the_five_columns_of_czds_give_the_delegated_names():
    apex, found = read(
        SOA,
        b"com.\t172800\tin\tns\ta.gtld-servers.net.\n",
        b"example.com.\t172800\tin\tns\tns1.example.net.\n",
        b"example.com.\t172800\tin\tns\tns2.example.net.\n",
        b"example.com.\t86400\tin\tds\t370 13 2 be74359954660069d5c63d200c39f5603827d7dd02b56f120ee9f3a86764247c\n",
        b"ns1.example.com.\t172800\tin\ta\t192.0.2.1\n",
        b"CK0POJ.com.\t86400\tin\tnsec3\t1 1 0 - CK0Q3UDG8CEKKAE7RUKPGCT1DVSSH8LL NS SOA RRSIG\n",
    )
    assert apex == "com"
    assert found == [("example.com", "ns1.example.net"), ("example.com", "ns2.example.net")]


def test_a_master_file_may_be_written_in_any_of_its_ways():
    _, found = read(
        b"$ORIGIN COM.\n",
        b"$TTL 2d\n",
        b"@ IN SOA a.gtld-servers.net. nstld ( 1 ; serial\n",
        b"  1800 900\n",
        b"  604800 86400 )\n",
        b"\n",
        b"; delegations\n",
        b"EXAMPLE 172800 IN NS NS1.EXAMPLE.NET.\n",
        b"  IN 172800 NS ns2\n",
        b'OTHER TXT "not ; a comment ( nor a bracket"\n',
        b"other NS ns1.example.net. ; mine\n",
    )
    assert found == [("example.com", "ns1.example.net"), ("example.com", "ns2.com"), ("other.com", "ns1.example.net")]


def test_names_deeper_or_elsewhere_are_not_the_registrys():
    _, found = read(SOA, b"a.b.com. 1 IN NS ns.x.net.\n", b"b.net. 1 IN NS ns.x.net.\n", b"bcom. 1 IN NS ns.x.net.\n")
    assert found == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([b"example.com. 1 IN NS ns.x.net.\n"], "com.txt:1: a zone file begins with the SOA record"),
        ([], "com.txt:0: the zone file holds no SOA record"),
        ([SOA, b"<html>not found</html>\n"], "com.txt:2: '<html>not' has no final dot"),
        ([SOA, b"example.com. 1 IN NS\n"], "com.txt:2: 'example.com. NS' is no record"),
        ([SOA, b"example NS ns.x.net.\n"], "com.txt:2: 'example' has no final dot"),
        ([SOA, b"x.com. 1 IN TXT (\n", b'"open"\n'], "com.txt:2: a bracket is never closed"),
        ([SOA, b"x.com. 1 IN TXT a )\n"], "com.txt:2: a bracket is closed"),
        ([SOA, b'x.com. 1 IN TXT "open\n'], "com.txt:2: 'x.com. 1 IN TXT \"open' cannot be read"),
        ([SOA, b"$INCLUDE other.txt\n"], "com.txt:2: '$INCLUDE other.txt' is not taken"),
        ([SOA, b"\xff.com. 1 IN NS ns.x.net.\n"], "com.txt:2: .* holds a byte beyond ASCII"),
    ],
)
def test_what_is_no_record_is_refused_with_file_and_line(lines, message):
    with pytest.raises(TidegateError, match=message.replace("(", r"\(").replace("$", r"\$").replace("?", r"\?")):
        read(*lines)


LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
SEPARATOR = st.sampled_from(["\t", " ", "  \t"])


@given(st.lists(st.tuples(LABEL, LABEL, SEPARATOR, st.booleans(), st.booleans())))
def test_every_spelling_of_a_delegation_is_the_same_delegation(rows):
    lines = [SOA]
    for owner, server, space, is_upper, has_ttl in rows:
        fields = [f"{owner}.com.", *(["172800"] if has_ttl else []), "in", "ns", f"{server}.net."]
        text = space.join(fields) + "\n"
        lines.append((text.upper() if is_upper else text).encode())
    assert read(*lines)[1] == [(f"{owner}.com", f"{server}.net") for owner, server, *_ in rows]


@given(st.lists(st.binary(max_size=60).map(lambda line: line + b"\n"), max_size=8))
def test_no_bytes_make_the_reader_stumble(lines):
    with suppress(TidegateError):  # anything else would be a stumble
        _, found = read(SOA, *lines)
        assert all(owner.endswith(".com") and owner.count(".") == 1 for owner, _ in found)
