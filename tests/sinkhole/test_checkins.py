"""The forms of check-ins."""

import csv
from pathlib import Path

import pytest

from tidegate.sinkhole.checkins import CheckIn, readers
from tidegate.sinkhole.checkins.conficker import read

SEEN = (
    Path(__file__).parents[3] / "shared" / "data" / "sinkhole-http" / "shadowserver_sinkhole_http_drone_2016-07-24.csv"
)


def test_the_forms_are_found_by_looking():
    assert readers()["conficker"] is read


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("peers", [0, 7, 2609, 999_999_999])
def test_conficker_says_how_many_hosts_it_infected(peers, version):
    assert read("GET", f"/search?q={peers}", version) == CheckIn("conficker-search", ("b", "a"), peers)


def test_variant_a_adds_aq_7():
    assert read("GET", "/search?q=12&aq=7", "1.0").variants[0] == "a"


def test_c_asks_for_the_root_as_browsers_do_so_only_a_name_tells():
    assert read("GET", "/", "1.1") == CheckIn("conficker-root", ("c",), needs_name=True)


@pytest.mark.parametrize(
    ("method", "target", "version"),
    [
        ("POST", "/search?q=1", "1.0"),
        ("GET", "/search?q=", "1.0"),
        ("GET", "/search?q=-1", "1.0"),
        ("GET", "/search?q=١", "1.0"),
        ("GET", "/search?q=1&aq=8", "1.0"),
        ("GET", "/search?q=1&hl=en", "1.0"),
        ("GET", "/search?q=cheap+flights", "1.1"),
        ("GET", "/search?q=1\n", "1.0"),
        ("GET", "/search?q=1", "2.0"),
        ("GET", "/search?q=1234567890", "1.0"),
        ("GET", "/robots.txt", "1.1"),
    ],
)
def test_anything_else_is_not_its_form(method, target, version):
    assert read(method, target, version) is None


@pytest.mark.skipif(not SEEN.exists(), reason="needs the shared data")
def test_every_whole_request_at_a_real_conficker_sinkhole_has_one_of_the_forms():
    with SEEN.open(newline="") as file:
        requests = [row["url"].split(" ") for row in csv.DictReader(file) if row["url"].startswith("GET ")]
    forms = [read(method, target, version.removeprefix("HTTP/")) for method, target, version in requests]
    assert len(forms) == 89
    assert all(forms)
