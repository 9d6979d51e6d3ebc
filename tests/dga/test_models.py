"""What holds for every model, whoever wrote it: it gives the published names, compiled and plain alike."""

import re
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest

from tidegate.dga.catalogue import families
from tidegate.dga.check import check, read
from tidegate.dga.config import resolve
from tidegate.dga.generation import readings
from tidegate.names.domain import MAX_LENGTH
from tidegate.names.suffixes import suffix_of

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.jsonl"))
DAYS = [date(2014, 2, 28), date(2015, 12, 31), date(2020, 3, 1)]
NAMES = 300
GROWING = {"tempedreve/default"}
"""Variants whose sets have more names on each day than on the day before."""

VARIANTS = {
    f"{family.name}/{variant.name}": (family, variant)
    for family in families().values()
    for variant in family.variants
    if variant.predictable
}
every_variant = pytest.mark.parametrize(("family", "variant"), VARIANTS.values(), ids=VARIANTS)


def some_configs(variant):
    for config in islice(variant.configs().values(), 3):
        yield resolve(variant.config, config, variant.name)


def names_of(variant, reading, day, config, limit=NAMES):
    (batch,) = readings(variant)[reading]([day], config, limit)
    return batch.names.to_pylist(), batch.suffixes.to_pylist()


@pytest.mark.parametrize("file", VECTORS, ids=lambda file: file.stem)
def test_model_gives_the_published_names(file):
    outcomes = [check(answer) for answer in read(file.read_text().splitlines(), file.name)]
    assert outcomes
    assert [f"{outcome.answer}: {outcome.flaw}" for outcome in outcomes if outcome.flaw] == []


def test_every_family_whose_names_can_be_made_has_known_answers():
    known = {file.stem for file in VECTORS}
    assert {family.name for family, _ in VARIANTS.values()} <= known


@every_variant
def test_compiled_code_writes_what_the_plain_reading_does(family, variant):
    if "compiled" not in readings(variant):
        pytest.skip("plain Python and nothing more")
    for config in some_configs(variant):
        for day in DAYS:
            assert names_of(variant, "compiled", day, config) == names_of(variant, "plain", day, config)


@every_variant
def test_days_of_one_period_have_the_same_names(family, variant):
    config = next(some_configs(variant))
    day = date(2015, 1, 31) if family.time_dependent else date(2015, 1, 1)
    span = variant.period.span(day)
    others = {span.first, span.last, day + timedelta(days=1)} - {date.min, date.max}
    for other in sorted(others):
        if other in span:
            assert names_of(variant, "plain", other, config, 50) == names_of(variant, "plain", day, config, 50)


@every_variant
def test_names_are_as_declared(family, variant):
    for config in some_configs(variant):
        names, suffixes = names_of(variant, "plain", DAYS[1], config)
        for name, suffix in zip(names, suffixes, strict=True):
            assert len(name) <= MAX_LENGTH
            assert suffix in variant.suffixes
            assert name.endswith(f".{suffix}")
            assert suffix_of(name, variant.suffixes) == suffix
            assert variant.pattern is None or re.fullmatch(variant.pattern, name)


@every_variant
def test_count_is_that_of_the_first_known_config(family, variant):
    config = next(some_configs(variant))
    way = "compiled" if "compiled" in readings(variant) else "plain"
    counts = {len(names_of(variant, way, day, config, limit=None)[0]) for day in DAYS}
    if f"{family.name}/{variant.name}" in GROWING:
        assert len(counts) == len(DAYS)
        return
    assert max(counts) <= variant.count
    assert min(counts) >= variant.count // 2 or not family.deterministic
