"""Known answers: what agrees passes, what differs is shown at its first index, what is malformed by file and line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga import generate
from tidegate.dga.check import check, read
from tidegate.dga.family import Family, Scheme, Variant
from tidegate.errors import TidegateError

NAMES = generate("conficker", "2009-03-13", variant="b")
ANSWER = {"family": "conficker", "variant": "b", "config": {}, "date": "2009-03-13", "domains": NAMES}


def outcome(**changes):
    (answer,) = read([json.dumps({**ANSWER, **changes})], "answers.jsonl")
    return check(answer)


def test_right_answer_passes():
    assert outcome().flaw is None
    assert outcome(origin="published list").flaw is None


def test_truncated_answer_is_the_beginning():
    assert outcome(domains=NAMES[:20], truncated=True).flaw is None


def test_first_difference_is_shown():
    flaw = outcome(domains=[*NAMES[:7], "wrong.com", "worse.com", *NAMES[9:]]).flaw
    assert flaw == f"plain reading, index 7: expected wrong.com, got {NAMES[7]}"


def test_list_that_is_too_short_or_too_long_is_a_miss():
    assert outcome(domains=NAMES[:-1]).flaw == f"plain reading, index 249: expected nothing, got {NAMES[249]}"
    assert outcome(domains=[*NAMES, "more.com"]).flaw == "plain reading, index 250: expected more.com, got nothing"


def test_compiled_reading_is_checked_too(monkeypatch):
    import numpy as np

    from tidegate.dga.kernels import conficker as kernel

    constants = kernel._constants
    monkeypatch.setattr(kernel, "_constants", lambda recipe: constants(recipe)._replace(length_modulus=np.uint32(3)))
    assert outcome().flaw.startswith("compiled reading, index ")


@pytest.mark.parametrize("unknown", [{"family": "storm"}, {"variant": "e"}])
def test_what_has_no_model_neither_passes_nor_fails(unknown):
    assert outcome(**unknown).modelled is False


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"config": {"seed": 1}}, "unknown config key of conficker/b 'seed'; known: none"),
        ({"date": None}, "conficker depends on the date: give one"),
    ],
)
def test_inputs_that_the_model_refuses_are_a_miss(changes, flaw):
    assert outcome(**changes).flaw == flaw


PING = {
    "family": "sunburst",
    "variant": "decode",
    "date": None,
    "domains": ["t99ed7j305ch2bk3c1q8.appsync-api.us-east-2.avsvmcloud.com"],
    "decoded": {"type": "P", "time": "2020-06-07T09:30:00Z"},
}


def test_what_names_tell_is_decoded_and_compared():
    assert outcome(**PING).flaw is None
    late = {"type": "P", "time": "2020-06-07T10:00:00Z"}
    flaw = "decoded time: expected '2020-06-07T10:00:00Z', got '2020-06-07T09:30:00Z'"
    assert outcome(**PING | {"decoded": late}).flaw == flaw
    assert outcome(**PING | {"decoded": {"text": None}}).flaw == "decoded text: expected None, got 'nothing'"


def test_names_that_tell_nothing_are_a_miss():
    assert outcome(**PING | {"domains": ["example.com"]}).flaw.startswith("index 0: example.com does not match ")
    twice = PING | {"domains": PING["domains"] * 2}
    assert outcome(**twice).flaw == "2 names are neither one ping nor pieces of one domain"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON: "),
        ("[]", "is not a JSON object"),
        ('{"family": "x"}', "date: is missing"),
        (json.dumps({**ANSWER, "family": 7}), "family: 7 is no text"),
        (json.dumps({**ANSWER, "date": 2009}), "date: 2009 is no text or null"),
        (json.dumps({**ANSWER, "date": "soon"}), "'soon' is not a day"),
        (json.dumps({**ANSWER, "config": []}), r"config: \[\] is no object"),
        (json.dumps({**ANSWER, "domains": [1]}), "domains: holds something that is not a text"),
        (json.dumps({**ANSWER, "truncated": "yes"}), "truncated: 'yes' is no truth value"),
        (json.dumps({**ANSWER, "decoded": "text"}), "decoded: 'text' is no object or null"),
    ],
)
def test_malformed_line_is_named_by_file_line_and_reason(line, reason):
    with pytest.raises(TidegateError, match=f"^answers.jsonl:3: {reason}"):
        list(read([json.dumps(ANSWER), "", line], "answers.jsonl"))


@given(st.text(st.characters(exclude_characters="\n")))
def test_any_line_is_an_answer_or_a_message(line):
    assert complaint(line) is None or complaint(line).startswith("answers.jsonl:1: ")


@given(st.dictionaries(st.sampled_from(list(ANSWER)), st.none() | st.integers() | st.text() | st.lists(st.text())))
def test_any_object_is_an_answer_or_a_message(fields):
    line = json.dumps({**ANSWER, **fields})
    assert complaint(line) is None or complaint(line).startswith("answers.jsonl:1: ")


def complaint(line):
    try:
        list(read([line], "answers.jsonl"))
    except TidegateError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("domains", "flaw"), [(["a1b.tk", "zz.tk"], None), (["a1b.tk", "-.tk"], "index 1: -.tk does not match the pattern")]
)
def test_names_of_an_unpredictable_variant_are_held_against_its_pattern(domains, flaw):
    drawn = Family(
        "drawn", "trojan", (2020, 2021), Scheme.ARITHMETIC, False, False, (Variant("random", pattern=r"\w+\.tk"),), ()
    )
    fields = {**ANSWER, "family": "drawn", "variant": "random", "domains": domains, "date": None}
    (answer,) = read([json.dumps(fields)], "answers.jsonl")
    found = check(answer, lambda _name: drawn).flaw
    assert found == flaw or found.startswith(flaw)
