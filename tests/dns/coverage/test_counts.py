"""Counts add up, and a share of nothing is no share."""

from tidegate.dns.coverage.counts import COUNTS, Counts


def row(**counts):
    return dict.fromkeys(COUNTS, 0) | counts | {"day": "a column that is no count"}


def test_rows_add_up():
    assert Counts.of([row(names=10, claimed=4), row(names=5, exempt=1)]) == Counts(names=15, exempt=1, claimed=4)


def test_exempt_names_are_not_contested():
    counts = Counts(names=100, exempt=20, claimed=60, probed=80, verified=40, gaps=10)
    assert (counts.contested, counts.unproved) == (80, 30)
    assert (counts.claimed_share, counts.verified_share) == (0.75, 0.5)


def test_a_share_of_nothing_and_a_proof_without_a_probe_are_none():
    assert Counts().claimed_share is None
    assert Counts(names=10, claimed=10).verified_share is None
