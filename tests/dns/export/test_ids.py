"""Ids: what the engine makes of a column is what the standard's UUIDs are."""

from uuid import UUID, uuid5

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.export.ids import NAMESPACE, id_of, ids_of

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)


def test_an_id_is_a_uuid_of_version_5():
    made = UUID(id_of("small/2009-04-01/one.com"))
    assert made == uuid5(NAMESPACE, "small/2009-04-01/one.com")
    assert made.version == 5


@settings(max_examples=20, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=50))
def test_a_columns_ids_are_those_of_its_texts(names):
    column = ibis.memtable(pa.table({"place": range(len(names)), "name": pa.array(names, pa.string())}))
    made = ibis.duckdb.connect().to_pyarrow(column.mutate(id=ids_of(column.name)).order_by("place"))
    assert made["id"].to_pylist() == [id_of(name) for name in names]
