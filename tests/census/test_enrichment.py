"""Networks and countries out of the user's MMDB files, whatever state those are in."""

from pathlib import Path

import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from tidegate.census.enrichment import Network, country_of, databases, network_of
from tidegate.errors import TidegateError

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "ipasn" / "asn_country_sample.mmdb"


@pytest.fixture
def mmdb(tmp_path):
    """Writes a small MMDB file."""

    def write(name="both.mmdb", ip_version=4, **networks):
        writer = MMDBWriter(ip_version, "Test", int_type="u32")
        for network, record in networks["networks"].items():
            writer.insert_network(IPSet([network]), record)
        writer.to_db_file(str(tmp_path / name))
        return tmp_path / name

    return write


NETWORKS = {
    "198.51.100.0/25": {
        "autonomous_system_number": 64500,
        "autonomous_system_organization": "Example Net",
        "country": {"iso_code": "DE"},
    },
    "203.0.113.0/24": {"country": {"iso_code": "FR"}},
}


def test_one_file_may_hold_both(mmdb):
    file = mmdb(networks=NETWORKS)
    with databases(file, file) as (asn, country):
        assert str(asn.network("198.51.100.1")) == "AS64500 Example Net"
        assert country.country("198.51.100.1") == "DE"
        assert (asn.network("203.0.113.9"), country.country("203.0.113.9")) == (None, "FR")
        assert asn.source.file == "both.mmdb"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "", "not an address", "198.51.100.1:80"])
def test_what_the_file_does_not_know_is_unknown_and_no_error(mmdb, address):
    file = mmdb(networks=NETWORKS)
    with databases(file, file) as (asn, country):
        assert asn.network(address) is None
        assert country.country(address) is None


def test_a_network_is_its_number_whatever_its_name():
    assert Network(64500, "Example") == Network(64500, "Example Net GmbH")


@pytest.mark.parametrize(
    ("record", "network", "country"),
    [
        ({"autonomous_system_number": 64500, "country": {"iso_code": "DE"}}, "AS64500", "DE"),
        ({"asn": "AS64500", "as_name": "Example", "country": "Germany", "country_code": "de"}, "AS64500 Example", "DE"),
        ({"asn": "64500", "country": "DE"}, "AS64500", "DE"),
        ({"asn": "", "country": {"names": {"en": "Nowhere"}}}, "None", None),
        ({}, "None", None),
    ],
)
def test_records_of_several_makers_are_read(record, network, country):
    assert str(network_of(record)) == network
    assert country_of(record) == country


@pytest.mark.parametrize("content", [b"", b"no MMDB", None])
def test_a_file_that_is_no_mmdb_is_refused_by_name(tmp_path, content):
    file = tmp_path / "broken.mmdb"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(TidegateError, match=r"broken\.mmdb: "), databases(file, None):
        pass


def test_a_damaged_file_is_refused_by_name(mmdb):
    file = mmdb(networks=NETWORKS)
    good = file.read_bytes()
    file.write_bytes(good.replace(b"Example Net", b"\xff" * 11))
    with pytest.raises(TidegateError, match=r"both\.mmdb: damaged"), databases(file, None) as (asn, _):
        asn.network("198.51.100.1")


def test_a_file_of_another_kind_is_refused_before_everything_is_unknown(mmdb):
    file = mmdb(networks={"203.0.113.0/24": {"country": {"iso_code": "FR"}}})
    with (
        pytest.raises(TidegateError, match="holds no network numbers; it says it is of type 'Test'"),
        databases(file, None),
    ):
        pass


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not beside the repository")
def test_the_public_sample_is_read():
    with databases(SAMPLE, SAMPLE) as (asn, country):
        assert str(asn.network("1.30.180.0")) == "AS139007 UNICOM InnerMongolia province network"
        assert country.country("1.30.180.0") == "CN"
        assert asn.network("8.8.8.8") is None
