"""Compiled code hashes as the standard library does, whatever the length."""

import hashlib
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.compiler import compiled_function
from tidegate.dga.primitives import compression
from tidegate.dga.spelling import SCRATCH, CompiledScratch

HASHES = {"md5": hashlib.md5, "sha1": hashlib.sha1, "sha256": hashlib.sha256}
messages = st.binary(max_size=SCRATCH // 4 - 72)


def scratch(message):
    text = np.full(SCRATCH, 0xAA, np.uint8)
    text[: len(message)] = np.frombuffer(message, np.uint8)
    return CompiledScratch(text, np.array([len(message), 0, 0, 0]))


@pytest.mark.parametrize("name", HASHES)
@settings(deadline=None)  # the first example is compiled for
@given(message=messages)
def test_hash_is_that_of_the_standard_library(name, message):
    digest = np.zeros(32, np.int64)
    compiled_function(getattr(compression, name))(scratch(message), digest)
    expected = HASHES[name](message).digest()
    assert bytes(digest[: len(expected)].tolist()) == expected


@settings(deadline=None)  # the first example is compiled for
@given(message=messages)
def test_crc_is_that_of_the_standard_library(message):
    assert compiled_function(compression.crc32)(scratch(message)) == zlib.crc32(message)


def test_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="too long"):
        compiled_function(compression.md5)(scratch(bytes(SCRATCH)), np.zeros(32, np.int64))
