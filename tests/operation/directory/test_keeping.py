"""A registry comes back from the record as it went."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tidegate.operation.directory.keeping import of_json, to_json
from tidegate.operation.model import ACTIONS, Registry

texts = st.text(max_size=20)
lists = st.lists(texts, max_size=3).map(tuple)


@given(
    st.builds(
        Registry, id=texts, name=texts, suffixes=lists, contact=texts, formats=lists, can=st.just(ACTIONS[:2]),
        clearance=..., channel=..., legal_basis=..., per_host=..., origin=..., lead_days=st.integers(0, 366),
    )
)  # fmt: skip
def test_any_registry_comes_back_as_it_was(registry):
    assert of_json(json.loads(json.dumps(to_json(registry)))) == registry


def test_what_an_older_record_does_not_say_has_its_default():
    values = to_json(Registry("x", "X", ("xx",)))
    del values["whois"]
    assert of_json(values) == Registry("x", "X", ("xx",))
