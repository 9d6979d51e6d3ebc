"""`tidegate census`: first the answer, then the evidence; for those who are cleared."""

import json
from datetime import date

import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.store import Home


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path)
    open_operation(home.records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    return home


@pytest.fixture
def seen(home, fill, sighting, question, noise):
    """Two days of sightings in a home."""
    fill(home.lake, [sighting(f"2009-04-0{day} 0{n}:00", f"198.51.100.{n}") for day in (1, 2) for n in range(day + 1)])
    fill(home.lake, [question("2009-04-01 05:00", "203.0.113.53"), noise("2009-04-01 06:00", "192.0.2.99")], part="two")
    return home


@pytest.fixture
def mmdb(tmp_path):
    """A file that knows the network and country of half of 198.51.100.0/24, from .2 on."""
    writer = MMDBWriter(4, "Test", int_type="u32")
    record = {"autonomous_system_number": 64500, "country": {"iso_code": "DE"}}
    writer.insert_network(IPSet(["198.51.100.2/31"]), record)
    writer.to_db_file(str(tmp_path / "small.mmdb"))
    return tmp_path / "small.mmdb"


def census(home, *words):
    return CliRunner(env={"COLUMNS": "200"}).invoke(build(), ["census", "conficker", *words, "--home", str(home.path)])


def test_the_answer_comes_first_with_its_range_time_and_label(seen):
    lines = census(seen).stdout.splitlines()
    assert lines[0] == "conficker: 1 to 2 addresses live on 2009-04-01 (busiest hour to whole day, UTC)"
    assert "as of 2009-04-02 02:00:00 UTC" in lines
    assert "TLP:AMBER PAP:GREEN" in lines
    assert any("An address is not a bot" in line for line in lines)


def test_networks_and_countries_add_up_with_the_unknown(seen, mmdb):
    read = json.loads(census(seen, "--asn", str(mmdb), "--country", str(mmdb), "--json").stdout)
    assert [(row["place"], row["addresses"]) for row in read["networks"]] == [("AS64500", 1), ("unknown", 2)]
    assert [(row["place"], row["addresses"]) for row in read["countries"]] == [("DE", 1), ("unknown", 2)]
    shown = census(seen, "--asn", str(mmdb), "--country", str(mmdb), "--top", "1").stdout
    assert "footprint per network" in shown
    assert "66.7%" in shown
    assert "by small.mmdb, built " in shown


def test_days_and_hours_can_be_chosen(seen):
    read = json.loads(census(seen, "--by", "hour", "--from", "2009-04-02", "--days", "1", "--json").stdout)
    assert {row["at"] for row in read["live"]} == {f"2009-04-02T0{hour}:00:00+00:00" for hour in (0, 1, 2)}
    assert (read["first"], read["last"]) == ("2009-04-02", "2009-04-02")


def test_csv_and_json_go_to_a_file_whole(seen, tmp_path):
    for format in ("csv", "json"):
        file = tmp_path / f"census.{format}"
        assert census(seen, "--format", format, "-o", str(file)).exit_code == 0
        assert file.read_text() == census(seen, "--format", format).stdout


def test_a_table_is_not_written_to_a_file(seen, tmp_path):
    assert census(seen, "-o", str(tmp_path / "census.txt")).exit_code == 2
    assert not (tmp_path / "census.txt").exists()


def test_what_changed_is_raised_once(seen):
    assert "1 new alert: tidegate alerts conficker" in census(seen).stdout
    assert "new alert" not in census(seen).stdout


def test_nothing_seen_yet_is_said_so(home):
    assert census(home).stdout.startswith("conficker: no sightings on these days")


def test_a_broken_file_is_refused_and_nothing_is_written(seen, tmp_path):
    (tmp_path / "broken.mmdb").write_bytes(b"broken")
    result = census(seen, "--asn", str(tmp_path / "broken.mmdb"), "--format", "csv", "-o", str(tmp_path / "out.csv"))
    assert isinstance(result.exception, TidegateError)
    assert "broken.mmdb" in str(result.exception)
    assert not (tmp_path / "out.csv").exists()


def test_whoever_is_not_cleared_is_told_nothing(seen):
    assert isinstance(census(seen, "--as", "eve").exception, NotAllowedError)


def test_an_unknown_operation_lists_those_there_are(tmp_path):
    assert isinstance(census(Home(tmp_path / "none")).exception, UnknownNameError)
