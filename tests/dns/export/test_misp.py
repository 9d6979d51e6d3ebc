"""MISP: events that its own library reads, object by object as the template has them."""

import json
from datetime import date

import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal

pymisp = pytest.importorskip("pymisp")

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


def events(made):
    """The events of an export by file, as MISP's own library reads them."""
    found = {}
    for path in sorted(made.folder.glob("*.misp.json")):
        found[path.name] = pymisp.MISPEvent()
        found[path.name].load(path.read_text())
    return found


def values(thing):
    return {attribute.object_relation: attribute for attribute in thing.attributes}


def objects(made):
    """(domain, variant) -> object."""
    things = [thing for event in events(made).values() for thing in event.objects]
    return {(values(thing)["domain"].value, values(thing)["algorithm-version"].value): thing for thing in things}


def test_a_name_is_a_dga_domain_that_is_valid_while_it_is_live(forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    [event] = events(exported("nominet", "misp")).values()
    [thing] = event.objects
    found = values(thing)
    assert (thing.name, thing.template_version) == ("dga-domain", "1")
    assert found["domain"].value == "one.co.uk"
    assert found["domain"].to_ids
    assert (found["algorithm-name"].value, found["algorithm-version"].value) == ("conficker", "c")
    assert found["validity-start"].value.isoformat() == "2009-03-31T10:00:00+00:00"
    assert found["validity-end"].value.isoformat() == "2009-04-02T12:00:00+00:00"
    assert found["text"].value == "block"


def test_an_object_has_the_attributes_of_the_published_template(forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    [event] = events(exported("nominet", "misp")).values()
    template = pymisp.MISPObject("dga-domain", strict=True)
    [thing] = event.objects
    assert thing.template_uuid == template.template_uuid
    for relation, attribute in values(thing).items():
        assert attribute.type == template._definition["attributes"][relation]["misp-attribute"]


def test_each_day_is_an_event_of_the_recipients_names_alone(forecast, exported):
    forecast(DAY, c=["one.com", "other.co.uk"])
    forecast(NEXT, a=["two.com"], c=["two.com"])
    made = exported("gtld", "misp")
    assert list(events(made)) == ["small-gtld-2009-04-01.misp.json", "small-gtld-2009-04-02.misp.json"]
    assert set(objects(made)) == {("one.com", "c"), ("two.com", "a"), ("two.com", "c")}
    assert all(b"other.co.uk" not in path.read_bytes() for path in made.folder.iterdir())


def test_an_event_is_tagged_with_its_label_and_how_the_names_are_made(forecast, exported):
    forecast(DAY, a=["one.com"])
    [event] = events(exported("gtld", "misp")).values()
    assert [tag.name for tag in event.tags] == [
        "tlp:amber",
        "PAP:GREEN",
        'dga:generation-scheme="arithmetic"',
        'dga:seeding="deterministic"',
        'dga:seeding="time-dependent"',
    ]
    assert not event.published
    assert int(event.distribution) == 0  # our organisation only


def test_a_family_that_nobody_models_has_no_taxonomy(forecast, exported):
    forecast(DAY, fixed=["one.com"])
    [event] = events(exported("gtld", "misp")).values()
    assert [tag.name for tag in event.tags] == ["tlp:amber", "PAP:GREEN"]


def test_a_second_export_holds_the_same_events_objects_and_attributes(forecast, exported):
    forecast(DAY, a=["one.com"])
    first, second = (
        json.loads(next(exported("gtld", "misp").folder.glob("*.misp.json")).read_text()) for _ in range(2)
    )
    assert first == second


def test_a_delta_deletes_the_objects_of_withdrawn_names_and_adds_the_new(forecast, exported, exempt):
    forecast(DAY, c=["stays.com", "goes.com"])
    before = objects(exported("gtld", "misp", send=True))
    forecast(DAY, c=["stays.com", "goes.com", "comes.com"])
    exempt("goes.com")
    after = objects(exported("gtld", "misp", delta=True))
    assert set(after) == {("goes.com", "c"), ("comes.com", "c")}
    assert after["goes.com", "c"].uuid == before["goes.com", "c"].uuid
    assert after["goes.com", "c"].deleted
    assert not after["comes.com", "c"].deleted


def test_what_people_wrote_of_a_collision_stays_inside_its_quotes(home, forecast, exported):
    forecast(DAY, a=["jogli.com"])
    exemptions.propose(home.records, "small", [Proposal("jogli.com", (DAY,), 'a "site" \\ {name}')], "anna")
    thing = objects(exported("gtld", "misp"))["jogli.com", "a"]
    assert values(thing)["text"].value == 'sinkhole; undecided: a "site" \\ {name}'
