"""An export: allowed or refused, whole or not at all, and on the record."""

import csv
import hashlib
import json
from datetime import date

import dns.zone
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.dns.collisions import exemptions
from tidegate.dns.export import folder, formats
from tidegate.dns.export.request import Request, each
from tidegate.dns.export.run import export, export_each
from tidegate.dns.orders import life as orders
from tidegate.dns.orders import plan
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.names.suffixes import is_public_suffix
from tidegate.store import Draft

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def files(path):
    return sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())


def test_every_format_is_found_by_its_name():
    assert set(formats()) == {"csv", "list", "misp", "rpz", "stix", "zone"}


def test_an_export_is_a_folder_with_its_files_and_a_manifest_that_proves_them(forecast, exported, out):
    forecast(DAY, c=["one.co.uk", "two.co.uk"])
    forecast(NEXT, c=["one.co.uk"])
    export = exported("nominet", "csv")
    assert files(out) == [
        "small-nominet-csv-2009032000/manifest.json",
        "small-nominet-csv-2009032000/small-nominet.csv",
    ]
    content = (export.folder / "small-nominet.csv").read_bytes()
    assert json.loads((export.folder / "manifest.json").read_text()) == {
        "operation": "small",
        "registry": "nominet",
        "format": "csv",
        "serial": 2009032000,
        "delta_of": None,
        "sent": False,
        "label": {"tlp": "TLP:AMBER", "pap": "PAP:GREEN", "compartments": []},
        "orders": ["nominet-2009-04-01"],
        "made_at": "2009-03-20T12:00:00Z",
        "valid_from": "2009-03-31T10:00:00Z",
        "valid_until": "2009-04-03T12:00:00Z",
        "names": 2,
        "rendezvous": 3,
        "exempted": 0,
        "withheld": [],
        "undecided": [],
        "added": None,
        "withdrawn": None,
        "files": [
            {
                "name": "small-nominet.csv",
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        ],
    }


def test_every_export_is_on_the_record_and_moves_the_serial(home, forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    serials = [exported("nominet", format).manifest.serial for format in ("csv", "rpz", "csv")]
    assert serials == [2009032000, 2009032001, 2009032002]
    events = [event for event in home.records.events("small") if event.kind == "list.exported"]
    assert [(event.body["format"], event.body["serial"], event.body["sent"]) for event in events] == [
        ("csv", 2009032000, False),
        ("rpz", 2009032001, False),
        ("csv", 2009032002, False),
    ]


def test_a_registry_that_is_not_cleared_gets_nothing_and_nothing_is_written(home, forecast, exported, out):
    forecast(DAY, c=["one.pl"])
    with pytest.raises(NotAllowedError, match="not allowed to export the list of small for secret"):
        exported("secret", "csv", send=True)
    assert not out.exists()
    assert not home.folder("sent", "small").exists()
    assert {event.kind for event in home.records.events("small")} == {"operation.opened", "order.drafted"}


@pytest.mark.parametrize("registry", ["nominet", "all"])
def test_a_member_who_is_not_cleared_exports_nothing(home, operation, forecast, out, registry):
    forecast(DAY, c=["one.co.uk"])
    plan.run(home.lake, home.records, operation, "local")
    member = {"member": "guest", "organisation": "", "subgroups": [], "clearance": "GREEN", "compartments": []}
    home.records.append("local", [Draft("member.added", "", member)])
    for name in ("guest", "stranger"):
        with pytest.raises(NotAllowedError, match=name):
            export(home, operation, Request(registry, "csv"), out, name)
    assert not out.exists()


def test_an_export_is_not_yet_a_sending(home, forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    exported("nominet", "csv")
    assert [order.state for order in orders.rows(home.records, "small")] == ["drafted"]
    with pytest.raises(TidegateError, match="nothing was sent to nominet yet"):
        exported("nominet", "csv", delta=True)


def test_a_sent_list_marks_its_orders_and_is_what_the_next_delta_is_of(home, forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    sent = exported("nominet", "csv", send=True)
    [order] = orders.rows(home.records, "small")
    assert (order.state, order.note) == ("sent", f"list {sent.manifest.serial}, csv")
    exported("nominet", "rpz")
    delta = exported("nominet", "csv", delta=True)
    assert (delta.manifest.delta_of, delta.manifest.serial) == (2009032000, 2009032002)
    assert (delta.manifest.added, delta.manifest.withdrawn) == (0, 0)


def test_a_done_order_is_open_again_when_its_list_has_grown_and_not_when_it_shrank(home, forecast, exported, exempt):
    forecast(DAY, c=["one.co.uk", "two.co.uk"])
    exported("nominet", "csv", send=True)
    orders.advance(home.records, "small", "nominet-2009-04-01", "done", "anna")
    exempt("two.co.uk")
    exported("nominet", "csv", send=True, delta=True)
    assert orders.get(home.records, "small", "nominet-2009-04-01").state == "acted"
    exemptions.reject(home.records, "small", "two.co.uk", "anna", "it was sold")
    exported("nominet", "csv", send=True, delta=True)
    assert orders.get(home.records, "small", "nominet-2009-04-01").state == "sent"


def test_a_refused_order_is_left_out_unless_it_is_named(home, forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    forecast(date(2009, 5, 1), c=["two.co.uk"])
    exported("nominet", "csv", send=True)
    orders.advance(home.records, "small", "nominet-2009-04-01", "refused", "anna", "no ground")
    assert exported("nominet", "csv").manifest.orders == ("nominet-2009-05-01",)
    again = exported("nominet", "csv", orders=("nominet-2009-04-01",), send=True)
    assert again.manifest.orders == ("nominet-2009-04-01",)
    assert orders.get(home.records, "small", "nominet-2009-04-01").state == "sent"
    orders.advance(home.records, "small", "nominet-2009-04-01", "refused", "anna", "no ground")
    orders.advance(home.records, "small", "nominet-2009-05-01", "refused", "anna", "no ground")
    with pytest.raises(TidegateError, match="nominet refused every order"):
        exported("nominet", "csv")


@pytest.mark.parametrize(
    ("registry", "format", "options", "message"),
    [
        ("nominet", "xml", {}, "unknown format 'xml'; known: csv, list, misp, rpz, stix, zone"),
        ("denic", "csv", {}, "unknown registry 'denic'; known: gtld, nominet"),
        ("gtld", "csv", {}, "there is no work order for gtld yet"),
        (
            "nominet",
            "csv",
            {"orders": ("gtld-2009-04-01",)},
            "unknown order for nominet 'gtld-2009-04-01'; known: nominet",
        ),
    ],
)
def test_what_does_not_exist_is_refused_by_name(forecast, exported, out, registry, format, options, message):
    forecast(DAY, c=["one.co.uk"])
    with pytest.raises(TidegateError, match=message):
        exported(registry, format, **options)
    assert not out.exists()


def test_a_list_that_lost_its_forecast_is_refused(home, forecast, exported, out):
    forecast(DAY, c=["one.co.uk"])
    forecast(NEXT, a=["two.com"])
    exported("nominet", "csv")
    home.lake.drop("forecast", "small", [DAY])
    with pytest.raises(TidegateError, match="the forecast has no name for nominet-2009-04-01"):
        exported("nominet", "csv")


def test_a_model_that_makes_nonsense_never_reaches_a_zone_file(forecast, exported, out):
    forecast(DAY, c=["one.co.uk", "x CNAME .\nevil.co.uk"])
    with pytest.raises(TidegateError, match="no domain name"):
        exported("nominet", "rpz")
    assert files(out) == []


def test_an_export_that_fails_halfway_leaves_nothing(home, forecast, exported, out, monkeypatch):
    forecast(DAY, c=["one.co.uk"])
    appear = folder.appear

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "appear", full_disk)
    with pytest.raises(TidegateError, match="No space left on device"):
        exported("nominet", "zone", send=True)
    assert list(out.iterdir()) == []
    monkeypatch.setattr(folder, "appear", appear)
    assert [order.state for order in orders.rows(home.records, "small")] == ["drafted"]
    assert exported("nominet", "zone", send=True).manifest.serial == 2009032000


def test_what_a_killed_export_left_behind_is_never_taken_for_ours(forecast, exported, out):
    forecast(DAY, c=["one.co.uk"])
    left = out / "small-nominet-csv-2009032000"
    left.mkdir(parents=True)
    (left / "half").write_text("a file")
    export = exported("nominet", "csv")
    assert export.manifest.serial == 2009032001
    assert files(left) == ["half"]


def test_a_record_that_cannot_be_written_takes_the_files_back(home, forecast, exported, out, monkeypatch):
    forecast(DAY, c=["one.co.uk"])
    exported("nominet", "csv")
    monkeypatch.setattr(type(home.records), "append", lambda *_: (_ for _ in ()).throw(TidegateError("disk full")))
    with pytest.raises(TidegateError, match="disk full"):
        exported("nominet", "csv")
    assert [path.name for path in out.iterdir()] == ["small-nominet-csv-2009032000"]


def test_every_registry_is_written_to_in_one_go(home, operation, forecast, out):
    forecast(DAY, a=["one.com"], c=["two.co.uk", "three.pl"])
    plan.run(home.lake, home.records, operation, "local")
    requests, refused = each(orders.rows(home.records, "small"), operation, Request("each", "csv", send=True))
    assert refused == ["secret"]
    made = list(export_each(home, operation, requests, out, "local"))
    assert {export.manifest.registry: listed(export) for export in made} == {
        "gtld": {"one.com"},
        "nominet": {"two.co.uk"},
    }
    states = {order.registry: order.state for order in orders.rows(home.records, "small")}
    assert states == {"gtld": "sent", "nominet": "sent", "secret": "drafted"}


def test_one_wrong_request_stops_all_before_the_first_is_written(home, operation, forecast, out):
    forecast(DAY, a=["one.com"], c=["three.pl"])
    plan.run(home.lake, home.records, operation, "local")
    with pytest.raises(NotAllowedError, match="secret"):
        export_each(home, operation, [Request("gtld", "csv"), Request("secret", "csv")], out, "local")
    assert not out.exists()


LABELS = st.text("abc", min_size=1, max_size=3)
SUFFIXES = st.sampled_from(["com", "net", "co.uk", "pl", "ws", "cn"])
NAMES = st.builds("{}.{}".format, LABELS, SUFFIXES)
DEEP = st.builds("{}.{}".format, LABELS, NAMES)
DAYS = st.dictionaries(st.sampled_from([DAY, NEXT]), st.lists(NAMES | DEEP, min_size=1, max_size=40), min_size=1)


def listed(export):
    """The names that the export of any format asks to act on."""
    if export.manifest.format == "csv":
        with next(export.folder.glob("*.csv")).open(newline="") as file:
            return {row["domain"] for row in csv.DictReader(file)}
    if export.manifest.format == "rpz":
        zone = dns.zone.from_file(str(next(export.folder.glob("*.rpz"))), origin="policy.test.")
        acted = {str(name) for name, _, data in zone.iterate_rdatas() if "passthru" not in data.to_text()}
        return {name.removeprefix("*.") for name in acted - {"@"}}
    if export.manifest.format == "list":
        return set(next(export.folder.glob("*.txt")).read_text().splitlines()[1:])
    if export.manifest.format == "stix":
        bundles = [json.loads(path.read_text())["objects"] for path in export.folder.glob("*.stix.json")]
        return {thing["name"] for bundle in bundles for thing in bundle if thing["type"] == "indicator"}
    if export.manifest.format == "misp":
        events = [json.loads(path.read_text())["Event"] for path in export.folder.glob("*.misp.json")]
        return {thing["Attribute"][0]["value"] for event in events for thing in event["Object"]}
    text = "".join(path.read_text() for path in export.folder.glob("*.delegations"))
    return {line.split()[0].rstrip(".") for line in text.splitlines() if not line.startswith(";")}


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=DAYS, data=st.data())
def test_exempted_name_never_reaches_a_block_list_and_a_registry_sees_only_its_own(fresh, days, data):
    """Whatever the forecast and whatever is exempted: all that may be listed is listed, once, with its registry."""
    home, operation, forecast, out = fresh()
    for day, names in days.items():
        forecast(day, c=names)
    every = {name for names in days.values() for name in names}
    spared = data.draw(st.sets(st.sampled_from(sorted(every))))
    exemptions.propose(home.records, "small", [exemptions.Proposal(name, (), "a site") for name in spared], "anna")
    for name in spared:
        exemptions.accept(home.records, "small", name, "anna")
    plan.run(home.lake, home.records, operation, "local")
    above = {name for name in every if any(other.endswith(f".{name}") for other in spared)}
    may = {name for name in every - spared - above if not is_public_suffix(name)}  # "ac.cn" may be drawn
    for registry in {order.registry for order in orders.rows(home.records, "small")} - {"secret"}:
        own = {
            name
            for name in may
            if name.endswith(tuple(f".{s}" for s in operation.playbook.registry(registry).suffixes))
        }
        for format in formats():
            assert listed(export(home, operation, Request(registry, format), out, "local")) == own
