"""The words of a verdict, and which name somebody would register to hold a rendezvous."""

import pytest

from tidegate.dns.probe.verdict import DENIED, SINKHOLED, Rendezvous, Verdict


@pytest.mark.parametrize(
    ("name", "suffix", "registered"),
    [
        ("abcd.co.uk", "co.uk", "abcd.co.uk"),
        ("butterfly.sinip.es", "es", "sinip.es"),
        ("a.b.c.com", "com", "c.com"),
        ("stray.example", None, "stray.example"),
    ],
)
def test_one_label_under_the_suffix_is_what_is_registered(name, suffix, registered):
    assert Rendezvous(name, suffix).registered == registered


def test_only_sinkholed_and_blocked_names_are_denied():
    assert set(DENIED) == {*SINKHOLED, Verdict.BLOCKED}
    assert {str(verdict) for verdict in Verdict} - set(DENIED) == {"unregistered", "taken", "unknown"}
