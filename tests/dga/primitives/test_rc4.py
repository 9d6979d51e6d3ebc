"""RC4, held against the key streams of RFC 6229."""

import pytest

from tidegate.dga.primitives.rc4 import draw, scheduled


@pytest.mark.parametrize(
    ("key", "stream"),
    [
        ("0102030405", "b2396305f03dc027ccc3524a0a1118a8"),
        ("833222772a", "80ad97bdc973df8a2e879e92a497efda"),
        ("0102030405060708090a0b0c0d0e0f10", "9ac7cc9a609d1ef7b2932899cde41b97"),
    ],
)
def test_key_stream_is_that_of_the_rfc(key, stream):
    state = scheduled(bytes.fromhex(key))
    assert bytes(draw(state) for _ in range(16)).hex() == stream


def test_key_schedule_is_a_permutation_of_the_bytes():
    assert sorted(scheduled(b"Wiki")[:256]) == list(range(256))
