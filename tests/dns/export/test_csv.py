"""CSV: what a registry has to do, line by line, and nothing of anybody else's."""

import csv
from datetime import date

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions.exemptions import Proposal

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


def lines(export):
    [path] = export.folder.glob("*.csv")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_line_says_what_is_asked_and_when_the_name_is_live_anywhere_on_earth(forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    assert lines(exported("nominet", "csv")) == [
        {
            "date": "2009-04-01",
            "domain": "one.co.uk",
            "suffix": "co.uk",
            "models": "conficker/c",
            "action": "block",
            "order": "nominet-2009-04-01",
            "live_from": "2009-03-31T10:00:00Z",
            "live_until": "2009-04-02T12:00:00Z",
            "collision": "",
            "tlp": "TLP:AMBER",
        }
    ]


def test_lines_are_by_day_and_name_and_a_repeat_is_one_line(forecast, exported):
    forecast(NEXT, c=["aaa.co.uk"])
    forecast(DAY, c=["zzz.co.uk", "bbb.co.uk", "zzz.co.uk"])
    rows = lines(exported("nominet", "csv"))
    assert [(row["date"], row["domain"]) for row in rows] == [
        ("2009-04-01", "bbb.co.uk"),
        ("2009-04-01", "zzz.co.uk"),
        ("2009-04-02", "aaa.co.uk"),
    ]


def test_a_name_of_two_models_is_one_line_that_is_live_for_both(forecast, exported):
    forecast(DAY, a=["one.com"], c=["one.com"])
    [row] = lines(exported("gtld", "csv"))
    assert row["models"] == "conficker/a conficker/c"
    assert (row["live_from"], row["live_until"]) == ("2009-03-31T10:00:00Z", "2009-04-02T12:00:00Z")


def test_exempted_and_withheld_names_are_in_no_line(forecast, exported, exempt):
    forecast(DAY, a=["one.com", "jogli.com", "blogspot.com"], fixed=["bots.com", "site.bots.com"])
    exempt("jogli.com", "site.bots.com")
    export = exported("gtld", "csv")
    assert [row["domain"] for row in lines(export)] == ["one.com"]
    assert export.manifest.facts.exempted == 2
    assert export.manifest.facts.withheld == ("blogspot.com", "bots.com")


def test_a_collision_that_nobody_decided_is_listed_and_says_so(home, forecast, exported):
    forecast(DAY, a=["jogli.com", "wnsux.com"])
    seen = [Proposal("jogli.com", (DAY,), 'a "music"\nsearch, site'), Proposal("wnsux.com", (DAY,), "rank 9")]
    exemptions.propose(home.records, "small", seen, "anna")
    exemptions.reject(home.records, "small", "wnsux.com", "anna", "it is gone")
    export = exported("gtld", "csv")
    assert [(row["domain"], row["collision"]) for row in lines(export)] == [
        ("jogli.com", 'undecided: a "music" search, site'),
        ("wnsux.com", "not exempted: it is gone"),
    ]
    assert export.manifest.facts.undecided == ("jogli.com",)


def test_a_delta_says_what_to_withdraw_and_what_to_add(forecast, exported, exempt):
    forecast(DAY, c=["one.co.uk", "site.co.uk", "old.co.uk"])
    exported("nominet", "csv", send=True)
    forecast(DAY, c=["one.co.uk", "site.co.uk", "new.co.uk"])
    exempt("site.co.uk")
    export = exported("nominet", "csv", delta=True)
    assert [(row["change"], row["domain"]) for row in lines(export)] == [
        ("add", "new.co.uk"),
        ("withdraw", "old.co.uk"),
        ("withdraw", "site.co.uk"),
    ]
