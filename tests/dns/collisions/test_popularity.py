"""Popularity lists are read as they come, and what is wrong with one is said with file and line."""

import gzip
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.collisions.popularity import entries, read
from tidegate.errors import TidegateError


def listing(tmp_path, content, name="top.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return read(path)


def hosts(found):
    return found.hosts["host"].to_pylist()


@pytest.mark.parametrize(
    "content",
    [
        b"1,jogli.com\n2,praat.org\n",
        b"rank,domain\r\n1,jogli.com\r\n2,praat.org\r\n",
        b"\xef\xbb\xbfGlobalRank,TldRank,Domain,TLD\n1,1,jogli.com,com\n2,1,praat.org,org",
        b'1,"Jogli.COM."\n\n# a comment\n2\tpraat.org\n',
        b"1,http://jogli.com/music\n2,praat.org/praat\n",
    ],
)
def test_ranks_and_hosts_are_read_from_any_usual_form(tmp_path, content):
    found = listing(tmp_path, content)
    assert (hosts(found), found.hosts["rank"].to_pylist()) == (["jogli.com", "praat.org"], [1, 2])
    assert found.flaws == ()


def test_a_plain_list_has_lines_instead_of_ranks(tmp_path):
    found = listing(tmp_path, b"jogli.com\n\npraat.org\n", "plain.txt")
    assert found.hosts.to_pylist() == [
        {"host": "jogli.com", "rank": None, "line": 1},
        {"host": "praat.org", "rank": None, "line": 3},
    ]


def test_a_packed_list_is_read_like_a_plain_one(tmp_path):
    assert hosts(listing(tmp_path, gzip.compress(b"1,jogli.com\n"), "top.csv.gz")) == ["jogli.com"]


def test_international_names_become_a_labels(tmp_path):
    assert hosts(listing(tmp_path, "1,bücher.de\n".encode())) == ["xn--bcher-kva.de"]


def test_a_line_without_a_domain_name_is_told_with_file_and_line(tmp_path):
    found = listing(tmp_path, b"1,jogli.com\n2,not a.name\n3,praat.org\n")
    assert hosts(found) == ["jogli.com", "praat.org"]
    assert found.flaws == (
        "top.csv:2: 'not a.name' is not a domain name: label 'not a' is empty, too long or holds a forbidden character",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"top\.csv:1: the list is empty"),
        (b"rank,domain\n", r"top\.csv:1: the list is empty"),
        (b"1,a b.c\n", r"top\.csv:1: 'a b\.c' is not a domain name"),
        (gzip.compress(b"1,jogli.com\n" * 1000, mtime=0)[:-20], r"top\.csv: Compressed file ended"),
        (b"\x1f\x8b\x08 broken", r"top\.csv: "),
    ],
)
def test_a_file_without_any_domain_name_is_refused(tmp_path, content, message):
    with pytest.raises(TidegateError, match=message):
        listing(tmp_path, content)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(TidegateError, match=r"nowhere\.csv: No such file"):
        read(tmp_path / "nowhere.csv")


def test_an_endless_line_is_one_flaw(tmp_path):
    found = listing(tmp_path, b"1,jogli.com\n2,a." + b"x" * 100_000 + b"\n3,praat.org\n")
    assert hosts(found) == ["jogli.com", "praat.org"]
    assert len(found.flaws) == 1
    assert found.hosts["line"].to_pylist() == [1, 3]


LABELS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=20)
HOSTS = st.lists(LABELS, min_size=2, max_size=4).map(".".join)


@given(st.lists(HOSTS, max_size=20))
def test_every_host_of_a_good_list_is_read_once_and_in_order(names):
    flaws = []
    lines = [f"{rank},{name}\n".encode() for rank, name in enumerate(names, start=1)]
    assert [(entry.rank, entry.host) for entry in entries(lines, "top.csv", flaws)] == list(enumerate(names, start=1))
    assert flaws == []


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_any_bytes_give_entries_or_flaws_and_never_an_exception(lines):
    flaws = []
    found = list(entries(lines, "top.csv", flaws))
    assert len(found) + len(flaws) <= len(lines)
