"""The popularity list that the drill makes up."""

from pathlib import Path

import pyarrow as pa

from tidegate.dns.collisions import popularity
from tidegate.drill.popular import OWNED, owned, ranked, write
from tidegate.names.domain import is_domain

NAMES = pa.chunked_array([[f"name{number}.nl" for number in range(100, 200)]])


def test_some_of_the_botnets_names_had_an_owner_and_are_on_the_list(tmp_path: Path):
    found = owned(NAMES, 1)
    assert len(found) == OWNED
    assert found == owned(NAMES, 1) != owned(NAMES, 2)
    sites = ranked(found, 1)
    assert set(found) <= set(sites)
    assert all(is_domain(site) for site in sites)


def test_the_platform_reads_the_list_like_any_other(tmp_path: Path):
    sites = ranked(["wnsux.com"], 1)
    write(tmp_path / "popular.csv", sites)
    listing = popularity.read(tmp_path / "popular.csv")
    assert listing.flaws == ()
    assert listing.hosts["host"].to_pylist() == sites
    assert listing.hosts["rank"].to_pylist()[:2] == [1, 2]
