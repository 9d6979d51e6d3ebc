"""STIX: bundles that the reference library reads, whose objects stay the same from one export to the next."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
import stix2

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.export.format import Sheet
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export
from tidegate.dns.export.stix import FORMAT
from tidegate.names.days import Span
from tidegate.policy import TLP, Label

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)
CELLS = ("indicator", "relation", "malware", "note", "live_from", "live_until")


def bundles(made):
    return {path.name: json.loads(path.read_text()) for path in made.folder.glob("*.stix.json")}


def objects(made, type):
    found = [thing for bundle in bundles(made).values() for thing in bundle["objects"] if thing["type"] == type]
    return {thing["id"]: thing for thing in found}


def by_name(made):
    return {indicator["name"]: indicator for indicator in objects(made, "indicator").values()}


def test_a_name_is_an_indicator_that_is_valid_while_it_is_live_anywhere_on_earth(forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    indicator = by_name(exported("nominet", "stix"))["one.co.uk"]
    assert indicator["pattern"] == "[domain-name:value = 'one.co.uk']"
    assert (indicator["valid_from"], indicator["valid_until"]) == ("2009-03-31T10:00:00Z", "2009-04-02T12:00:00Z")
    assert indicator["description"] == "block"


def test_each_day_is_a_bundle_that_the_reference_library_reads(forecast, exported):
    forecast(DAY, c=["one.com", "two.com"], a=["one.com"])
    forecast(NEXT, c=["three.com"])
    found = bundles(exported("gtld", "stix"))
    assert sorted(found) == ["small-gtld-2009-04-01.stix.json", "small-gtld-2009-04-02.stix.json"]
    for bundle in found.values():
        read = stix2.parse(bundle)
        assert {thing["type"] for thing in read.objects} == {
            "attack-pattern",
            "identity",
            "indicator",
            "malware",
            "marking-definition",
            "relationship",
        }


def test_every_reference_leads_to_an_object_of_the_same_bundle(forecast, exported):
    forecast(DAY, c=["one.com", "two.com"], a=["one.com"])
    [bundle] = bundles(exported("gtld", "stix")).values()
    known = {thing["id"] for thing in bundle["objects"]}
    for thing in bundle["objects"]:
        named = [thing.get(key) for key in ("created_by_ref", "source_ref", "target_ref")]
        assert {*filter(None, named), *thing.get("object_marking_refs", ())} <= known


def test_a_name_of_two_models_is_one_indicator_of_two_kinds_of_malware(forecast, exported):
    forecast(DAY, c=["one.com"], a=["one.com"])
    made = exported("gtld", "stix")
    [indicator] = objects(made, "indicator").values()
    malware = objects(made, "malware")
    indicated = [
        malware[relation["target_ref"]]["name"]
        for relation in objects(made, "relationship").values()
        if relation["source_ref"] == indicator["id"]
    ]
    assert sorted(indicated) == ["conficker/a", "conficker/c"]


@pytest.mark.parametrize("level", TLP)
def test_every_object_is_marked_with_its_tlp_2_label(level, operation):
    playbook = replace(operation.playbook, label=Label(tlp=level))
    row = dict.fromkeys(FORMAT.order, "2009-04-01") | {"leads": True} | dict.fromkeys(CELLS, "2009-04-01T00:00:00Z")
    batch = pa.RecordBatch.from_pylist([row])
    [file] = FORMAT.full(
        Sheet(replace(operation, playbook=playbook), "gtld", 1, (), Span(DAY, DAY)), lambda: iter([batch])
    )
    tlp, label, *others = json.loads(b"".join(file.pieces))["objects"]
    [extension] = tlp["extensions"].values()
    assert extension["tlp_2_0"] == level.word.lower()
    assert all(thing["object_marking_refs"] == [tlp["id"], label["id"]] for thing in others)


def test_a_second_export_holds_the_same_objects_in_a_newer_version(home, operation, forecast, exported, tmp_path):
    forecast(DAY, c=["one.com"])
    first = exported("gtld", "stix")
    later = replace(home, now=lambda: datetime(2009, 3, 21, tzinfo=UTC))
    second = export(later, operation, Request("all", "stix"), tmp_path, "local")
    [old], [new] = objects(first, "indicator").values(), objects(second, "indicator").values()
    assert {key for key in old if old[key] != new[key]} == {"modified"}
    assert old["created"] <= old["modified"] < new["modified"]


def test_a_delta_revokes_the_objects_of_withdrawn_names_and_adds_the_new(forecast, exported, exempt):
    forecast(DAY, c=["stays.com", "goes.com"], a=["goes.com"])
    before = by_name(exported("gtld", "stix", send=True))
    forecast(DAY, c=["stays.com", "goes.com", "comes.com"], a=["goes.com"])
    exempt("goes.com")
    made = exported("gtld", "stix", delta=True)
    after = by_name(made)
    assert set(after) == {"goes.com", "comes.com"}
    assert after["goes.com"]["id"] == before["goes.com"]["id"]
    assert after["goes.com"]["revoked"]
    assert "revoked" not in after["comes.com"]
    relations = objects(made, "relationship").values()
    assert [one["revoked"] for one in relations if one["source_ref"] == after["goes.com"]["id"]] == [True, True]
    [bundle] = bundles(made).values()
    assert stix2.parse(bundle)


def test_what_people_wrote_of_a_collision_stays_inside_its_quotes(home, forecast, exported):
    forecast(DAY, a=["jogli.com"])
    exemptions.propose(home.records, "small", [Proposal("jogli.com", (DAY,), 'a "site" \\ \x1b{name}')], "anna")
    indicator = by_name(exported("gtld", "stix"))["jogli.com"]
    assert indicator["description"] == 'sinkhole; undecided: a "site" \\  {name}'
