"""Compiled code hashes as the standard library does, whatever the length, one message or many side by side."""

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.compiler import compiled_function
from tidegate.dga.primitives import digests
from tidegate.dga.primitives.lanes import LANES
from tidegate.dga.primitives.sheaf import _close, _sheaf
from tidegate.dga.spelling.room import SCRATCH, CompiledScratch

HASHES = {"md5": hashlib.md5, "sha1": hashlib.sha1, "sha256": hashlib.sha256}
LONGEST = 150
every_hash = pytest.mark.parametrize("name", HASHES)
compiled_close = compiled_function(_close)


def scratch(message):
    text = np.full(SCRATCH, 0xAA, np.uint8)
    text[: len(message)] = np.frombuffer(message, np.uint8)
    return CompiledScratch(text, np.array([len(message), 0, 0, 0]))


def sheaf(count, longest=LONGEST):
    return compiled_function(_sheaf)(count, longest)


def write(messages, octets):
    first = messages.cursor[3]
    messages.text[first : first + len(octets)] = np.frombuffer(octets, np.uint8)
    messages.cursor[0] = first + len(octets)
    compiled_close(messages)


def octets(digest):
    return bytes(digest.tolist())


@every_hash
@settings(deadline=None)  # the first example is compiled for
@given(message=st.binary(max_size=SCRATCH // 2 - 9))
def test_hash_of_a_scratch_is_that_of_the_standard_library(name, message):
    digest = np.zeros(32, np.int64)
    compiled_function(getattr(digests, name))(scratch(message), digest)
    expected = HASHES[name](message).digest()
    assert octets(digest[: len(expected)]) == expected


@every_hash
@settings(deadline=None)
@given(messages=st.lists(st.binary(max_size=LONGEST), min_size=1, max_size=2 * LANES + 3))
def test_hashes_of_a_sheaf_are_those_of_its_messages_however_long_each_is(name, messages):
    written = sheaf(len(messages))
    for message in messages:
        write(written, message)
    made = compiled_function(getattr(digests, f"{name}_each"))(written)
    assert [octets(digest) for digest in made] == [HASHES[name](message).digest() for message in messages]


def test_message_may_be_written_from_the_hash_of_one_before():
    written = sheaf(3)
    expected = [b"begin"]
    for _ in range(3):
        write(written, expected[-1])
        made = compiled_function(digests.md5_each)(written)
        expected.append(hashlib.md5(expected[-1]).digest())
        assert octets(made[len(expected) - 2]) == expected[-1]


def test_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="too long"):
        compiled_function(digests.md5)(scratch(bytes(SCRATCH)), np.zeros(32, np.int64))


def test_message_that_is_too_long_for_its_sheaf_is_refused():
    with pytest.raises(ValueError, match="too long"):
        write(sheaf(2, longest=55), bytes(56))


def test_message_is_followed_by_zeros_whatever_was_written_there():
    written = sheaf(1)
    written.text[:] = 0xAA
    write(written, b"short")
    (made,) = compiled_function(digests.md5_each)(written)
    assert octets(made) == hashlib.md5(b"short").digest()


def test_message_more_than_a_sheaf_was_made_for_is_refused():
    written = sheaf(1)
    write(written, b"first")
    with pytest.raises(ValueError, match="fewer messages"):
        compiled_close(written)
