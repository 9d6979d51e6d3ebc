"""Messages in frames, however the connection cuts them up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.exchange.epp.errors import ProtocolError
from tidegate.exchange.epp.frame import Frames, framed


def test_a_frame_says_its_length_with_its_head_included():
    assert framed(b"<epp/>") == b"\x00\x00\x00\x0a<epp/>"


@given(st.lists(st.binary(min_size=1, max_size=50)), st.lists(st.integers(1, 40)))
def test_messages_come_out_as_they_went_in(messages, cuts):
    stream, found, frames = b"".join(map(framed, messages)), [], Frames()
    for cut in cuts:
        found += frames.feed(stream[:cut])
        stream = stream[cut:]
    assert [*found, *frames.feed(stream)] == messages


@given(st.binary(max_size=200))
def test_any_bytes_are_frames_or_refused(data):
    frames = Frames(longest=100)
    try:
        messages = list(frames.feed(data))
    except ProtocolError:
        return
    assert sum(len(message) + 4 for message in messages) <= len(data)


@pytest.mark.parametrize("length", [0, 4, 101, 2**32 - 1])
def test_a_length_that_none_can_have_is_refused_at_once(length):
    with pytest.raises(ProtocolError, match=f"a frame of {length} bytes; 5 to 100"):
        list(Frames(longest=100).feed(length.to_bytes(4, "big")))
