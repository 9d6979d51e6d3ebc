"""A simple family is ten plain lines: the declaration and a generator of names, and everything else is there."""

from dataclasses import replace

import pytest

from tidegate.dga import Behaviour, Family, Parameter, Scheme, Variant
from tidegate.dga.config import resolve
from tidegate.dga.fixed import fixed_list
from tidegate.dga.generation import NO_DAY, variant_blocks
from tidegate.dga.period import ALWAYS
from tidegate.errors import TidegateError, UnknownNameError


def park_miller(seed):
    while True:
        seed = (16807 * (seed % 127773) - 2836 * (seed // 127773)) % 2**32
        yield seed


def names(_day, seed):
    draws = park_miller(seed)
    for _ in range(30):
        yield "".join(chr(97 + next(draws) % 26) for _ in range(next(draws) % 13 + 8)) + ".com"


DIRCRYPT = Family(
    "dircrypt",
    kind="ransomware",
    years=(2013, 2014),
    scheme=Scheme.ARITHMETIC,
    time_dependent=False,
    deterministic=True,
    variants=(
        Variant(
            "default",
            names,
            count=30,
            suffixes=("com",),
            period=ALWAYS,
            config={"seed": Parameter(int, default=0xF2113C2A, known={"second": 0x9A11B7CC})},
        ),
    ),
    sources=("https://johannesbader.ch/2015/03/the-dga-of-dircrypt/",),
)


def first_names(given):
    variant = DIRCRYPT.variant()
    (block,) = variant_blocks(variant, [NO_DAY], resolve(variant.config, given, "dircrypt/default"), limit=2)
    assert block.suffixes.to_pylist() == ["com", "com"]
    return block.names.to_pylist()


def test_family_without_a_kernel_makes_its_names():
    assert first_names({}) == ["rauggyguyp.com", "llullzza.com"]


def test_config_is_read_as_text_as_value_or_by_a_known_name():
    assert first_names({"seed": "2584852428"}) == first_names({"seed": 0x9A11B7CC}) == first_names({"seed": "second"})
    assert first_names({"seed": "second"})[0] == "lldpoyrzfi.com"


def test_variant_is_found_in_either_case():
    assert DIRCRYPT.variant("Default") is DIRCRYPT.variants[0]


def test_unknown_variant_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="unknown variant of dircrypt 'z'; known: default"):
        DIRCRYPT.variant("z")


def test_several_variants_need_a_name():
    only = DIRCRYPT.variant()
    two = replace(DIRCRYPT, variants=(replace(only, name="v1"), replace(only, name="v2")))
    with pytest.raises(TidegateError, match="dircrypt has variants v1, v2: name one of them"):
        two.variant()


def test_default_variant_is_taken_where_none_is_named():
    only = DIRCRYPT.variant()
    assert replace(DIRCRYPT, variants=(replace(only, name="run-on"), only)).variant() is only


def test_fixed_list_gives_its_hosts_on_any_day_under_the_longest_known_suffix():
    hosts = ["bfisback.no-ip.org", "binaryfeed.in", "a.example"]
    variant = fixed_list("butterfly", hosts, ["org", "no-ip.org", "in"])
    (block,) = variant_blocks(variant, [NO_DAY], {})
    assert block.names.to_pylist() == hosts
    assert block.suffixes.to_pylist() == ["no-ip.org", "in", None]


def test_bots_try_all_names_once_a_day_by_utc_where_nothing_else_is_said():
    assert (Behaviour().tries, Behaviour().rounds, Behaviour().clock) == (None, 1.0, "utc")
