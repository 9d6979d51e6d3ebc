"""The record is the truth: append-only, chained, and every table made from it can be made again."""

import math
import sqlite3
import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.store import Draft, Projection, Records
from tidegate.store.events import GENESIS
from tidegate.store.projection import METADATA

BOATS = sa.Table("boats", METADATA, sa.Column("boat", sa.String, primary_key=True), sa.Column("trips", sa.Integer))


def _launch(connection, event):
    connection.execute(sa.insert(BOATS).values(boat=event.body["boat"], trips=0))


def _sail(connection, event):
    trips = BOATS.c.trips + 1
    connection.execute(sa.update(BOATS).where(BOATS.c.boat == event.body["boat"]).values(trips=trips))


FLEET = Projection(BOATS, 1, {"boat.launched": _launch, "boat.sailed": _sail})


@pytest.fixture
def records(tmp_path):
    return Records(f"sqlite:///{tmp_path / 'records.sqlite'}")


def test_events_stand_in_the_log_in_order_with_who_did_what_when(tmp_path):
    moment = datetime(2009, 3, 4, 12, tzinfo=UTC)
    records = Records(f"sqlite:///{tmp_path / 'r.sqlite'}", now=lambda: moment)
    [event] = records.append("anna", [Draft("boat.launched", "harbour", {"boat": "tern"})])
    assert records.events() == [event]
    assert (event.seq, event.actor, event.operation, event.at, event.before) == (1, "anna", "harbour", moment, GENESIS)


def test_reading_an_empty_home_writes_nothing(records, tmp_path):
    assert records.events() == []
    assert records.rows(FLEET) == []
    assert records.verify().events == 0
    assert list(tmp_path.iterdir()) == []


def test_the_newest_event_s_number_grows_with_the_log(records):
    assert records.newest() == 0
    records.append("anna", [Draft("boat.launched", "", {"boat": boat}) for boat in ("tern", "gull")])
    assert records.newest() == 2


def test_a_place_where_no_record_can_be_is_named():
    with pytest.raises(TidegateError, match=r"/dev/null/x/records\.sqlite: cannot be made: Not a directory"):
        Records("sqlite:////dev/null/x/records.sqlite").append("anna", [])


def test_a_projection_follows_the_log_whenever_it_is_read(records):
    records.append("anna", [Draft("boat.launched", "", {"boat": "tern"}), Draft("boat.launched", "", {"boat": "gull"})])
    assert [tuple(row) for row in records.rows(FLEET)] == [("gull", 0), ("tern", 0)]
    records.append("anna", [Draft("boat.sailed", "", {"boat": "tern"}), Draft("weather.noted", "", {"wind": 4})])
    assert [tuple(row) for row in records.rows(FLEET, BOATS.c.boat == "tern")] == [("tern", 1)]


def test_a_new_version_of_a_projection_is_made_again_from_the_log(records):
    records.append("anna", [Draft("boat.launched", "", {"boat": "tern"})])
    records.rows(FLEET)
    only_launches = Projection(
        BOATS, 2, {"boat.launched": lambda c, e: c.execute(sa.insert(BOATS).values(boat=e.body["boat"], trips=7))}
    )
    assert [tuple(row) for row in records.rows(only_launches)] == [("tern", 7)]


def test_a_batch_is_appended_whole_or_not_at_all(records):
    with pytest.raises(TidegateError, match=r"boat\.sailed"):
        records.append(
            "anna", [Draft("boat.launched", "", {"boat": "tern"}), Draft("boat.sailed", "", {"miles": math.nan})]
        )
    assert records.events() == []


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ('UPDATE events SET body = \'{"boat": "auk"}\' WHERE seq = 2', "event 2 (boat.launched) was changed"),
        ("UPDATE events SET actor = 'mallory' WHERE seq = 1", "event 1 (boat.launched) was changed"),
        (
            "UPDATE events SET at = '2009-04-01T00:00:00.000000+00:00' WHERE seq = 3",
            "event 3 (boat.launched) was changed",
        ),
        ("DELETE FROM events WHERE seq = 2", "event 2 is missing"),
        ("UPDATE events SET body = '{broken' WHERE seq = 2", "event 2 (boat.launched) was changed"),
    ],
)
def test_a_changed_event_is_found_and_named(records, tmp_path, change, flaw):
    records.append("anna", [Draft("boat.launched", "", {"boat": boat}) for boat in ("tern", "gull", "skua")])
    with sqlite3.connect(tmp_path / "records.sqlite") as connection:
        connection.execute(change)
    audit = Records(f"sqlite:///{tmp_path / 'records.sqlite'}").verify()
    assert audit.flaw is not None
    assert audit.flaw.startswith(flaw)


def test_an_honest_log_verifies_to_its_head(records):
    events = records.append("anna", [Draft("boat.launched", "", {"boat": boat}) for boat in ("tern", "gull")])
    audit = records.verify()
    assert (audit.events, audit.head, audit.flaw) == (2, events[-1].hash, None)


def test_many_writers_at_once_keep_one_chain(tmp_path):
    def write(name):
        records = Records(f"sqlite:///{tmp_path / 'records.sqlite'}")
        for trip in range(10):
            records.append(name, [Draft("boat.sailed", "", {"boat": name, "trip": trip})])

    writers = [threading.Thread(target=write, args=(f"boat{number}",)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    audit = Records(f"sqlite:///{tmp_path / 'records.sqlite'}").verify()
    assert (audit.events, audit.flaw) == (40, None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(body=st.dictionaries(st.text(), json_values, max_size=4))
def test_any_json_body_comes_back_as_it_was_and_verifies(tmp_path_factory, body):
    records = Records(f"sqlite:///{tmp_path_factory.mktemp('log') / 'records.sqlite'}")
    records.append("anna", [Draft("note.made", "", body)])
    assert records.events()[0].body == body
    assert records.verify().flaw is None
