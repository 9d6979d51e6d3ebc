"""Unpredictable families: their names are recognised by how they look, and told to be no more than that."""

import pyarrow as pa
import pytest

from tidegate.dga.family import Variant
from tidegate.identify.match import Kind
from tidegate.identify.models import chosen
from tidegate.identify.patterns import Patterns, pattern_of


def fits(pattern, *names, suffixes=()):
    variant = Variant("default", pattern=pattern, suffixes=suffixes)
    return pattern_of("toy", variant).fits(pa.array(names, pa.string())).tolist()


def test_a_pattern_is_matched_whole():
    assert fits(r"[a-c]{3}\.com|x\.org", "abc.com", "abcd.com", "abc.com.au", "x.org") == [True, False, False, True]


def test_the_ending_must_be_one_of_the_variants():
    assert fits(r"[a-z]+\.[a-z.]+", "a.com", "a.org", "a.xcom", suffixes=("com", "co.uk")) == [True, False, False]


def test_what_arrows_expressions_cannot_say_pythons_can():
    assert fits(r"(ab|cd)\1\.com", "abab.com", "abcd.com") == [True, False]


def test_no_names_fit_nothing():
    assert fits("a") == []


UNPREDICTABLE = [
    (family.name, variant)
    for family in chosen([])
    for variant in family.variants
    if variant.pattern and not variant.predictable
]


@pytest.mark.parametrize(("family", "variant"), UNPREDICTABLE, ids=lambda one: getattr(one, "name", one))
def test_every_unpredictable_variant_has_an_expression_that_can_be_used(family, variant):
    assert not pattern_of(family, variant).fits(pa.array(["_", "a b", ""])).any()


def test_a_pattern_that_ordinary_names_fit_tells_nothing():
    assert pattern_of("toy", Variant("default", pattern=r"[a-z]{12}\.ru")).telling
    assert not pattern_of("toy", Variant("default", pattern=r"[a-z]+\.(com|org)")).telling
    assert len(Patterns(["charbot"], broad=False)) == 0


def test_what_an_expression_looks_ahead_for_decides_in_the_end():
    variant = Variant("default", pattern=r"(?=[a-z]{6}\.)(?:red|green|blue)+\.com")
    patterns = Patterns(["charbot"])
    patterns._patterns = [pattern_of("toy", variant)]
    assert [name for name in ("redred.com", "greenred.com") if patterns.of(name)] == ["redred.com"]


def test_a_family_without_unpredictable_variants_has_no_patterns():
    patterns = Patterns(["conficker"])
    assert len(patterns) == 0
    assert patterns.suspects(pa.array(["a.com"])).to_pylist() == []
    assert patterns.matches(pa.array(["a.com"])) == {}


def test_a_match_by_pattern_says_so_and_no_more():
    patterns = Patterns([family for family, _ in UNPREDICTABLE][:1])
    assert len(patterns) >= 1
    for match in patterns.of("kqzvhwxm.com"):
        assert (match.kind, match.first, match.last, match.position) == (Kind.PATTERN, None, None, None)
