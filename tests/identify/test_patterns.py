"""Unpredictable families: their names are recognised by how they look, and told to be no more than that."""

import re

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    "expression",
    [
        r"(?=[a-c]{3}\.)(?:a|bb|c)+\.com",
        r"(?=a)b|(ab|c)+\.com",
        r"(?=a(?:b|c))[a-c]+\.com",
        r"(?!a)[a-c]+\.com",
        r"(?=a){1}[a-c]+\.com",
        r"(a|b)\1+\.com",
        r"a+(?<=a)\.com|b\Z",
    ],
)
@given(names=st.lists(st.from_regex(r"\A[abc]{0,5}(\.com)?\Z")))
@example(names=["abc.com", "bbc.com", "bb.com", "aaa.com", "a.com", "b", ""])
def test_names_fit_as_pythons_expressions_say(expression, names):
    assert fits(expression, *names) == [re.fullmatch(expression, name) is not None for name in names]


@pytest.mark.parametrize(("family", "variant"), UNPREDICTABLE, ids=lambda one: getattr(one, "name", one))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_names_made_of_a_pattern_fit_it(family, variant, data):
    whole = (
        st.from_regex(rf"\A(?:{variant.pattern})\Z") if "(?=" not in variant.pattern else st.text("abz.ru", max_size=9)
    )
    name = data.draw(whole)
    declared = name.endswith(tuple(f".{suffix}" for suffix in variant.suffixes)) or not variant.suffixes
    fitting = pattern_of(family, variant).fits(pa.array([name, f"-{name}"])).tolist()
    assert fitting[0] == (declared and re.fullmatch(variant.pattern, name) is not None)


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
