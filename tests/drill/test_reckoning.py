"""Truth against sightings: what is lost, invented or misjudged is found one by one."""

from datetime import date, datetime

import pyarrow as pa

from tidegate.drill.reckoning import addresses, machines, reckon
from tidegate.drill.truth import FORM, Deed, Kind

BEGINS = datetime(2009, 3, 31)


def deed(hour: int = 0, machine: int = 1, variant: str | None = "b", source: str = "127.20.0.1", port: int = 4000,
         host: str = "abc.com", kind: Kind = Kind.CHECK_IN, answered: bool = True) -> Deed:  # fmt: skip
    return Deed(hour, kind, machine, variant, source, port, host, answered)


def diary(*deeds: Deed) -> pa.Table:
    return pa.Table.from_pylist([vars(each) for each in deeds], schema=FORM)


def lake(*rows: tuple[datetime, str, int, str, str | None]) -> pa.Table:
    schema = pa.schema(
        [("seen_at", pa.timestamp("us")), ("source", pa.string()), ("source_port", pa.int32()),
         ("host", pa.string()), ("variant", pa.string())]
    )  # fmt: skip
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


SEEN = (datetime(2009, 3, 31, 0, 20), "127.20.0.1", 4000, "abc.com", "b")


def test_what_was_sent_and_seen_agrees():
    reckoned = reckon(diary(deed()), lake(SEEN), BEGINS)
    assert (reckoned.sent, reckoned.answered, reckoned.journaled) == (1, 1, 1)
    assert (reckoned.lost, reckoned.invented, reckoned.misjudged) == (0, 0, 0)


def test_an_answered_check_in_without_a_sighting_is_lost():
    assert reckon(diary(deed(), deed(port=4001)), lake(SEEN), BEGINS).lost == 1


def test_a_sighting_an_hour_late_is_one_lost_and_one_invented():
    late = (datetime(2009, 3, 31, 1, 0), *SEEN[1:])
    reckoned = reckon(diary(deed()), lake(late), BEGINS)
    assert (reckoned.lost, reckoned.invented) == (1, 1)


def test_a_check_in_counted_twice_is_invented_once():
    assert reckon(diary(deed()), lake(SEEN, SEEN), BEGINS).invented == 1


def test_an_unanswered_check_in_was_never_promised():
    reckoned = reckon(diary(deed(answered=False)), lake(), BEGINS)
    assert (reckoned.sent, reckoned.answered, reckoned.lost) == (1, 0, 0)


def test_a_check_in_of_another_variant_is_misjudged():
    assert reckon(diary(deed(variant="a")), lake(SEEN), BEGINS).misjudged == 1


def test_a_check_in_that_nobody_recognised_is_misjudged():
    assert reckon(diary(deed()), lake((*SEEN[:4], None)), BEGINS).misjudged == 1


def test_a_resolver_has_no_variant_to_misjudge():
    question = deed(kind=Kind.RESOLVER, machine=-1, variant=None)
    assert reckon(diary(question), lake(SEEN), BEGINS).misjudged == 0


def test_what_is_no_request_is_expected_to_be_dropped():
    reckoned = reckon(diary(deed(kind=Kind.MALFORMED, machine=-1, answered=False)), lake(), BEGINS)
    assert (reckoned.sent, reckoned.dropped_on_purpose) == (0, 1)


def test_addresses_and_machines_are_counted_apart():
    deeds = diary(
        deed(machine=1),
        deed(machine=2, port=4001),  # a colleague behind the same address
        deed(machine=1, source="127.20.0.9", hour=5),  # a new lease
        deed(machine=3, source="127.21.0.1", variant="a"),
        deed(machine=3, source="127.21.0.1", variant="a", hour=30),
        deed(machine=4, source="127.22.0.1", answered=False),
        deed(kind=Kind.BROWSER, machine=-1, variant=None, source="127.60.0.1"),
    )
    first = date(2009, 3, 31)
    assert addresses(deeds, first) == {
        (first, "b"): 2,
        (first, "a"): 1,
        (first, "all"): 3,
        (date(2009, 4, 1), "a"): 1,
        (date(2009, 4, 1), "all"): 1,
    }
    assert machines(deeds, first)[first, "b"] == 2
