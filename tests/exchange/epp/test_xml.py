"""XML from outside: read where it is plain, refused where it is not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.exchange.epp.errors import ProtocolError
from tidegate.exchange.epp.xml import EPP, element, parse, rooted, text, written

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><lolz>&c;</lolz>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
DTD = b'<!DOCTYPE epp SYSTEM "http://192.0.2.1/epp.dtd"><epp/>'


@pytest.mark.parametrize("message", [LAUGHS, OUTSIDE, DTD], ids=["expanding", "external", "its-own-dtd"])
def test_a_document_type_is_refused_before_anything_in_it_is_read(message):
    with pytest.raises(ProtocolError, match="which no message of EPP has"):
        parse(message)


@pytest.mark.parametrize(
    "message",
    [b"", b"<a>", b"<a></b>", b"<a>&undeclared;</a>", b"<x:a/>", b'<?xml version="1.0" encoding="martian"?><a/>'],
)
def test_what_is_no_xml_is_refused(message):
    with pytest.raises(ProtocolError, match="no XML"):
        parse(message)


@given(st.binary(max_size=200))
def test_any_bytes_are_xml_or_refused(message):
    with suppress(ProtocolError):
        assert parse(message).tag


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])))
def test_what_we_write_is_read_again(words):
    root = parse(written(rooted("epp", element("pw", words))))
    assert root.tag == f"{{{EPP}}}epp"
    assert text(root, EPP, "pw") == words.strip()


def test_both_encodings_that_epp_has_are_read():
    for encoding in ("utf-8", "utf-16"):
        assert parse(f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)).text == "é"
