"""A config is text that people type, values that a generator takes, and one canonical text for the same config."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga import Parameter
from tidegate.dga.catalogue import families
from tidegate.dga.config import canonical, read_pairs, read_text, resolve, written
from tidegate.dga.config import given as wanted
from tidegate.dga.parameters import endings, hexadecimal, time_of_day
from tidegate.errors import TidegateError, UnknownNameError

PARAMETERS = {"seed": Parameter(int, default=7, known={"first": 1}), "set": Parameter(str, default="a")}
keys = st.text(st.characters(exclude_characters=",=", exclude_categories=["Cs"]), min_size=1)
values = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"]))


def test_pairs_may_hold_an_equals_sign_in_the_value():
    assert read_pairs(["url=a=b", "set="]) == {"url": "a=b", "set": ""}


@pytest.mark.parametrize("pair", ["seed", "=7", ""])
def test_what_is_no_pair_is_named(pair):
    with pytest.raises(TidegateError, match=f"config '{pair}' is not of the form K=V"):
        read_pairs([pair])


def test_key_given_twice_is_refused():
    with pytest.raises(TidegateError, match="config key 'seed' is given twice: '1' and '2'"):
        read_pairs(["seed=1", "seed=2"])


@given(st.dictionaries(keys, values))
def test_canonical_text_reads_back(config):
    assert read_text(canonical(config)) == config


def test_canonical_text_does_not_depend_on_the_order():
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1}) == "a=2,b=1"


VARIANTS = {f"{family.name}/{one.name}": one for family in families().values() for one in family.variants}


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_canonical_text_of_every_known_config_reads_back_to_the_same_values(variant):
    for config in variant.configs().values():
        values = resolve(variant.config, config, variant.name)
        for text in (canonical(config), canonical(written(variant.config, values))):
            assert resolve(variant.config, {**values, **read_text(text)}, variant.name) == values
        assert resolve(variant.config, values, variant.name) == values


HEX, TLDS, MOMENT = hexadecimal(0), endings("com"), time_of_day("any")


@given(
    st.integers(0, (1 << 32) - 1), st.lists(st.sampled_from(["com", "co.uk", "ru"]), min_size=1), st.integers(0, 86_399)
)
def test_values_are_taken_as_values(number, suffixes, second):
    parameters = {"seed": HEX, "tlds": TLDS, "time": MOMENT}
    values = {"seed": number, "tlds": tuple(suffixes), "time": (second, second)}
    assert resolve(parameters, values, "x/y") == values
    assert resolve(parameters, {**values, "tlds": suffixes}, "x/y") == values
    assert resolve(parameters, read_text(canonical(written(parameters, values))), "x/y") == values


@pytest.mark.parametrize(
    ("parameter", "value"),
    [(HEX, -1), (HEX, 1.5), (HEX, None), (TLDS, -7), (TLDS, ["", 3]), (MOMENT, 12), (MOMENT, (1, 2, 3))],
)
def test_value_that_cannot_be_is_named(parameter, value):
    with pytest.raises(TidegateError, match=r"^config it=.* of x/y: "):
        resolve({"it": parameter}, {"it": value}, "x/y")


def test_what_is_not_given_has_its_default():
    assert resolve(PARAMETERS, {"seed": "9"}, "x/y") == {"seed": 9, "set": "a"}


def test_known_value_is_taken_by_its_name():
    assert resolve(PARAMETERS, {"seed": "first"}, "x/y")["seed"] == 1


def test_unknown_key_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="unknown config key of x/y 'sed'; known: seed, set"):
        resolve(PARAMETERS, {"sed": "9"}, "x/y")


def test_bad_value_is_named_with_its_key_and_what_is_known():
    with pytest.raises(TidegateError, match=r"config seed=0x of x/y: .*'0x'; known by name: first"):
        resolve(PARAMETERS, {"seed": "0x"}, "x/y")


KNOWN = {"first": {"seed": 1, "set": "b"}, "second": {"seed": 2}}


def test_known_config_is_taken_by_its_name_and_single_values_go_before_it():
    assert wanted(["first"], KNOWN, "x/y") == {"seed": 1, "set": "b"}
    assert wanted(["set=c", "first"], KNOWN, "x/y") == {"seed": 1, "set": "c"}
    assert wanted(["seed=9"], KNOWN, "x/y") == {"seed": "9"}
    assert wanted([], KNOWN, "x/y") == {}


def test_unknown_config_lists_the_known_ones():
    with pytest.raises(UnknownNameError, match="unknown config of x/y 'third'; known: first, second"):
        wanted(["third"], KNOWN, "x/y")


def test_without_known_configs_a_name_is_no_pair():
    with pytest.raises(TidegateError, match="config 'first' is not of the form K=V"):
        wanted(["first"], {}, "x/y")
