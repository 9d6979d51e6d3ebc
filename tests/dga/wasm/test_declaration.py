"""What a module says of itself becomes a family, or is refused by the field that is wrong."""

import json
from contextlib import suppress
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga import Clock, Scheme
from tidegate.dga.config import resolve
from tidegate.dga.period import ALWAYS, MONTH
from tidegate.dga.wasm.declaration import family_of
from tidegate.errors import TidegateError

LEAST = {
    "tidegate": 1,
    "family": "strange",
    "kind": "trojan",
    "years": [2020, None],
    "scheme": "hash",
    "sources": ["a report"],
    "variants": [{"name": "default", "count": 10, "suffixes": ["com", "co.uk"], "period": "month"}],
}


def declared(changes=None, **of_variant):
    said = deepcopy(LEAST) | (changes or {})
    if of_variant:
        said["variants"][0] |= of_variant
    return family_of(json.dumps(said).encode())


def test_the_least_there_is_to_say():
    family = declared()
    assert (family.name, family.years, family.scheme) == ("strange", (2020, None), Scheme.HASH)
    assert (family.time_dependent, family.deterministic, family.aliases) == (True, True, ())
    variant = family.variant()
    assert (variant.count, variant.suffixes, variant.period) == (10, ("com", "co.uk"), MONTH)
    assert not variant.predictable, "its names come from the module, of which nothing is known here"


def test_names_that_are_always_the_same_do_not_depend_on_time():
    family = declared(period="always")
    assert family.variant().period is ALWAYS
    assert not family.time_dependent


def test_periods_of_any_length():
    days = declared(period={"days": 4, "offset": 1}).variant().period
    assert str(days.span(date(1970, 1, 3))) == "1970-01-02 to 1970-01-05"
    parts = declared(period={"parts_of_month": [1, 16]}).variant().period
    assert str(parts.span(date(2020, 2, 20))) == "2020-02-16 to 2020-02-29"


def test_parameters_and_known_configs():
    config = {
        "seed": {"type": "whole", "default": 7, "high": 9},
        "key": {"type": "hexadecimal", "default": "ff", "bits": 8},
        "salt": {"type": "text", "default": "a b"},
        "set": {"type": "choice", "default": "one", "options": ["one", "two"], "help": "which of the lists"},
    }
    variant = declared(config=config, known={"first": {"seed": 3, "set": "two"}}).variant()
    assert resolve(variant.config, {}, "it") == {"seed": 7, "key": 255, "salt": "a b", "set": "one"}
    assert resolve(variant.config, variant.known["first"], "it")["seed"] == 3
    assert variant.config["set"].help == "which of the lists"


def test_how_bots_behave():
    given = {"tries": 5, "rounds": 0.5, "clock": "local", "starts": "2020-01-02"}
    behaviour = declared(behaviour=given, zones=["co.uk"]).variant().behaviour
    assert (behaviour.tries, behaviour.rounds, behaviour.clock) == (5, 0.5, Clock.LOCAL)
    assert behaviour.starts == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tidegate": 2}, "tidegate: 2 is not from 1 to 1"),
        ({"family": "Strange!"}, "family: 'Strange!' is no name: use lower-case letters"),
        ({"family": ""}, "family: is no text, or an empty one"),
        ({"kind": "\x1b[31mred"}, "kind: is no printable text"),
        ({"kind": "a" * 2000}, "kind: is no printable text of at most 1,000 characters"),
        ({"years": [2020]}, "years: is no list of two years"),
        ({"years": [2020, 2019]}, "years.last: 2019 is not from 2020 to 9999"),
        ({"scheme": "magic"}, "scheme: 'magic' is none of arithmetic, hash"),
        ({"sources": "one"}, "sources: is no list"),
        ({"deterministic": "yes"}, "deterministic: is neither true nor false"),
        ({"variants": []}, "variants: holds none"),
        ({"variants": LEAST["variants"] * 2}, "variants: holds two of one name"),
        ({"variants": [1]}, "variants[0]: is no JSON object"),
        ({"pattern": "(a+)+"}, "pattern: is no field; fields: "),
    ],
)
def test_family_that_is_refused(changes, message):
    with pytest.raises(TidegateError) as refused:
        declared(changes)
    assert str(refused.value).startswith(f"describe: {message}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"count": 0}, "count: 0 is not from 1 to 1000000"),
        ({"count": 10**9}, "count: 1000000000 is not from 1 to 1000000"),
        ({"count": True}, "count: is no whole number"),
        ({"suffixes": []}, "suffixes: is empty"),
        ({"suffixes": ["COM"]}, "suffixes[0]: 'COM' is no domain in lower case"),
        ({"zones": ["org"]}, "zones[0]: org is none of the suffixes"),
        ({"period": "fortnight"}, "period: 'fortnight' is none of day, month, year, always, week"),
        ({"period": {"days": 0}}, "period.days: 0 is not from 1"),
        ({"period": {"parts_of_month": [2, 3]}}, "period.parts_of_month: is no list of days of a month"),
        ({"period": {"parts_of_month": [1, 40]}}, "period.parts_of_month: is no list of days of a month"),
        ({"period": {"parts_of_month": [1, "x"]}}, "period.parts_of_month: is no list of days of a month"),
        ({"config": {"a b": {"type": "whole", "default": 1}}}, "config: 'a b' is no name of a parameter"),
        ({"config": {"a": {"type": "float"}}}, "config.a.type: 'float' is none of whole"),
        ({"config": {"a": {"type": "whole", "default": -1}}}, "config.a.default: -1 is not from 0"),
        ({"config": {"a": {"type": "whole"}}}, "config.a.default: "),
        ({"config": {"a": {"type": "choice", "default": "é", "options": ["é"]}}}, "config.a.options: holds something"),
        ({"known": {"x": {"seed": 1}}}, "known.x: unknown config key of this variant 'seed'"),
        ({"behaviour": {"clock": "mars"}}, "behaviour.clock: 'mars' is none of utc, local"),
        ({"behaviour": {"rounds": float("nan")}}, "behaviour.rounds: nan is not from"),
        ({"since": "soon"}, "since: 'soon' is not a day"),
    ],
)
def test_variant_that_is_refused(changes, message):
    with pytest.raises(TidegateError) as refused:
        declared(**changes)
    assert str(refused.value).startswith(f"describe: variants[0].{message}")


@pytest.mark.parametrize("text", [b"", b"\xff", b"{", b"[" * 100_000, b'{"tidegate": ' + b"9" * 5000 + b"}"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(TidegateError, match="describe"):
        family_of(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([*LEAST]), json_values, st.sampled_from([*LEAST["variants"][0], "config", "known", "since"]))
def test_any_value_anywhere_is_taken_or_refused(key, value, key_of_variant):
    for said in ({key: value}, {"variants": [LEAST["variants"][0] | {key_of_variant: value}]}):
        with suppress(TidegateError):
            assert declared(said).variants
