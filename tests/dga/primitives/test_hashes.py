"""Reading a hash: as a text, and as numbers."""

import hashlib

import pytest

from tidegate.dga.primitives import hashes
from tidegate.dga.primitives.hashes import big, hash_room, java_hash, little, md5, put_digest
from tidegate.dga.primitives.sheaf import close, sheaf
from tidegate.dga.spelling import put_text, scratch


def digest_of(octets):
    message, digest = scratch(), hash_room()
    put_text(message, octets)
    md5(message, digest)
    return digest


def test_first_digits_of_a_hash_are_those_of_its_hexadecimal_text():
    text = scratch()
    put_digest(text, digest_of(b"abc"), 13)
    assert text.text.decode() == hashlib.md5(b"abc").hexdigest()[:13]


def test_numbers_are_read_from_either_end():
    octets = hashlib.md5(b"abc").digest()
    assert little(digest_of(b"abc"), 4) == int.from_bytes(octets[4:8], "little")
    assert big(digest_of(b"abc"), 4, 6) == int.from_bytes(octets[4:10], "big")


def test_hash_code_is_that_of_java():
    text = scratch()
    put_text(text, b"hello")
    assert java_hash(text) == 99162322


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256"])
def test_sheaf_has_a_hash_for_each_message_that_is_closed(name):
    messages = sheaf(2)
    for octets in (b"one", b"another"):
        put_text(messages, octets)
        close(messages)
        each = getattr(hashes, f"{name}_each")(messages)
        assert each[-1] == hashlib.new(name, octets).digest()
    assert len(each) == 2
