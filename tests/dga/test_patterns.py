"""Words as one regular expression."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.patterns import any_of

words = st.text("abc", max_size=5)


def test_what_words_begin_with_alike_stands_once():
    assert any_of(["rain", "rat", "sun"]) == "(?:ra(?:in|t)|sun)"


@given(st.sets(words, min_size=1), words)
def test_any_of_the_words_matches_and_nothing_else(listed, word):
    assert bool(re.fullmatch(any_of(listed), word)) == (word in listed)
