"""Words are copied as they are, wherever they begin and end."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.bulk import words
from tidegate.dga.compiler import compiled_function
from tidegate.dga.spelling.copying import put_word
from tidegate.dga.spelling.room import CompiledScratch
from tidegate.dga.spelling.text import SLACK

compiled_put = compiled_function(put_word)
some_words = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", max_size=30), min_size=1, max_size=5)


def room(size):
    return CompiledScratch(np.zeros(size + SLACK, np.uint8), np.zeros(4, np.int64))


@settings(deadline=None)  # the first example is compiled for
@given(texts=some_words)
def test_words_stand_one_after_the_other(texts):
    expected = "".join(texts)
    text = room(len(expected))
    for number in range(len(texts)):
        compiled_put(text, words(texts), number)
    assert bytes(text.text[: text.cursor[0]]).decode() == expected


@given(texts=some_words)
def test_word_that_does_not_fit_is_counted_and_not_written(texts):
    text = room(0)
    for number in range(len(texts)):
        compiled_put(text, words(texts), number)
    assert text.cursor[0] == sum(map(len, texts))
    assert not any(text.text)
