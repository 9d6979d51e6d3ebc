"""The words in which registries say what became of a name."""

import pytest

from tidegate.dns.answers.outcome import SYNONYMS, Outcome, outcome


@pytest.mark.parametrize(
    ("said", "meant"),
    [("DONE", "done"), (" Server-Hold ", "done"), ("in_progress", "pending"), ("No.", "refused"), ("Error!", "failed")],
)
def test_case_and_punctuation_do_not_matter(said, meant):
    assert outcome(said) == meant


def test_what_nobody_says_means_nothing():
    assert outcome("perhaps") is None
    assert outcome("") is None


def test_every_word_means_one_outcome():
    words = [word for words in SYNONYMS.values() for word in words]
    assert len(words) == len(set(words))
    assert all(outcome(word.upper()) is meant for meant, words in SYNONYMS.items() for word in words)
    assert set(SYNONYMS) == set(Outcome)
