"""Compiled code's CRC-32 is that of the standard library."""

import zlib

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.compiler import compiled_function
from tidegate.dga.primitives.crc import crc32
from tidegate.dga.spelling.room import CompiledScratch


@settings(deadline=None)  # the first example is compiled for
@given(message=st.binary(max_size=300))
def test_crc_is_that_of_the_standard_library(message):
    scratch = CompiledScratch(np.frombuffer(message, np.uint8), np.array([len(message), 0, 0, 0]))
    assert compiled_function(crc32)(scratch) == zlib.crc32(message)
