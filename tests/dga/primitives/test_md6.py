"""MD6, held against its authors' answer for the empty message."""

from tidegate.dga.primitives.hashes import hash_room, put_digest
from tidegate.dga.primitives.md6 import md6
from tidegate.dga.spelling import put_text, scratch


def md6_of(octets):
    message, digest, text = scratch(), hash_room(), scratch()
    put_text(message, octets)
    md6(message, digest)
    put_digest(text, digest, 64)
    return text.text.decode()


def test_empty_message_has_the_published_hash():
    assert md6_of(b"") == "bca38b24a804aa37d821d31af00f5598230122c5bbfc4c4ad5ed40e4258f04ca"


def test_number_of_a_day_has_the_hash_that_pykspa_is_known_to_use():
    assert md6_of((833).to_bytes(4, "little")) == "c8697bd576a000c2c70adb8d20060f2a80055b3d4b4118c9e7dbc8779c03b1ab"
