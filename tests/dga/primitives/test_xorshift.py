"""Xorshift, held against the numbers that Marsaglia's own seeds give."""

from tidegate.dga.primitives.xorshift import four_words, word


def test_one_word_gives_the_published_first_number():
    assert word(2463534242) == 723471715


def test_one_word_comes_round_to_no_zero():
    state = 1
    for _ in range(1000):
        state = word(state)
        assert 0 < state < 2**32


def test_four_words_give_the_published_first_numbers():
    state = [123456789, 362436069, 521288629, 88675123]
    assert [four_words(state) for _ in range(3)] == [3701687786, 458299110, 2500872618]
