"""Real, labelled names, which are others' and not in this repository: families that are explained name by name."""

import csv
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tidegate.dga.generation import variant_batches
from tidegate.identify.models import models
from tidegate.names.days import Span

NETLAB = Path(__file__).parents[3] / "shared/data/dga-labelled/netlab_25_families_sample.csv"
YEARS = Span(date(2013, 1, 1), date(2018, 12, 31))


@pytest.mark.skipif(not NETLAB.exists(), reason="the labelled names are not here")
@pytest.mark.parametrize(("family", "least"), [("pykspa", 1.0), ("ramnit", 0.64), ("ranbyus", 0.95), ("symmi", 1.0)])
def test_as_many_of_netlabs_names_are_explained_as_are_known_to_come_of_the_generator(family, least):
    with NETLAB.open(encoding="utf-8") as lines:
        names = pa.array({row["domain"].lower() for row in csv.DictReader(lines) if row["family"] == family})
    explained = {name for model in models([family]) for name in among(names, model)}
    assert len(explained) / len(names) >= least


def among(names, model):
    days = list(model.variant.periods(YEARS if model.name != "improved" else Span(date(2018, 4, 1), date(2018, 5, 31))))
    for batch in variant_batches(model.variant, days, model.values):
        yield from batch.names.filter(pc.is_in(batch.names, value_set=names)).to_pylist()
