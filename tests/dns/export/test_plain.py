"""A plain list: names, and one comment that says whose they are."""

from datetime import date

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


def lists(export):
    found = {path.name: path.read_text().splitlines() for path in export.folder.glob("*.txt")}
    assert all(lines[0].startswith("# TLP:AMBER PAP:GREEN | small for ") for lines in found.values())
    return {name: lines[1:] for name, lines in found.items()}


def test_each_name_is_one_line_on_however_many_days_it_is_live(forecast, exported):
    forecast(DAY, c=["two.co.uk", "one.co.uk", "other.com"])
    forecast(NEXT, c=["one.co.uk"])
    assert lists(exported("nominet", "list")) == {"small-nominet.txt": ["one.co.uk", "two.co.uk"]}


def test_exempted_and_withheld_names_are_in_no_line(forecast, exported, exempt):
    forecast(DAY, a=["one.com", "jogli.com", "blogspot.com"])
    exempt("jogli.com")
    assert lists(exported("gtld", "list")) == {"small-gtld.txt": ["one.com"]}


def test_a_delta_is_a_list_of_those_that_came_and_one_of_those_that_went(forecast, exported):
    forecast(DAY, c=["stays.co.uk", "goes.co.uk"])
    exported("nominet", "list", send=True)
    forecast(DAY, c=["stays.co.uk", "comes.co.uk"])
    assert lists(exported("nominet", "list", delta=True)) == {
        "small-nominet.added.txt": ["comes.co.uk"],
        "small-nominet.withdrawn.txt": ["goes.co.uk"],
    }
