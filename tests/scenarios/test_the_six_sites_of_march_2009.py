"""March 2009: six real sites stand in Conficker B's forecast, are found on their days, and are in nobody's list."""

from datetime import UTC, date, datetime

import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.export.request import Request
from tidegate.dns.export.run import export_each
from tidegate.dns.orders import plan
from tidegate.forecast import run as forecast
from tidegate.names.days import Span
from tidegate.operation.clearance import joining
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home

SITES = {
    "jogli.com": date(2009, 3, 8),
    "dssmb.com": date(2009, 3, 11),
    "wnsux.com": date(2009, 3, 13),
    "tnddb.com": date(2009, 3, 14),
    "qhflh.com": date(2009, 3, 18),
    "praat.org": date(2009, 3, 31),
}


@pytest.fixture(scope="module")
def march(tmp_path_factory):
    """The operation `conficker`, opened in February 2009, with all of March forecast and its collisions found."""
    home = Home(tmp_path_factory.mktemp("home"), now=lambda: datetime(2009, 2, 20, tzinfo=UTC))
    _, text = load("conficker")
    operation = open_operation(home.records, "conficker", text, "conficker.toml", date(2009, 3, 1), "local")
    home.records.append("local", [joining("local", "the group", TLP.RED)])
    forecast.run(home.lake, operation, Span.of(operation.first, 31))
    collisions.find(home.lake, operation)
    return home, operation


def test_each_site_is_found_on_its_day_with_the_load_of_every_bot_of_b(march):
    home, operation = march
    found = collisions.rows(home.lake, operation.name)
    assert {row.name: row.day for row in found if row.kind == "legitimate"} == SITES
    assert {(row.variant, row.load) for row in found if row.kind == "legitimate"} == {("b", 1_300_000 * 12)}


def test_no_list_holds_a_site_once_it_is_exempted(march, tmp_path):
    home, operation = march
    exemptions.propose(
        home.records, operation.name, collisions.proposals(collisions.rows(home.lake, operation.name)), "local"
    )
    for name in SITES:
        exemptions.accept(home.records, operation.name, name, "local")
    plan.run(home.lake, home.records, operation, "local")
    requests = [Request(id, format) for id in ("verisign", "pir", "cnnic") for format in ("csv", "rpz", "zone")]
    exports = list(export_each(home, operation, requests, tmp_path, "local"))
    assert [made.manifest.serial for made in exports] == [2009022000, 2009022001, 2009022002] * 3
    for made in exports:
        assert made.manifest.facts.exempted == {"verisign": 5, "pir": 1, "cnnic": 0}[made.manifest.registry]
        for path in made.folder.iterdir():
            for line in path.read_text().splitlines():
                assert "rpz-passthru" in line or not any(site in line for site in SITES), path
