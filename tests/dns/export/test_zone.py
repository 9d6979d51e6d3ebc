"""Zones: the registry can delegate, the sinkhole's server can answer, and nobody loads a zone of a whole suffix."""

import subprocess
from datetime import date

import dns.zone
import pytest

DAY = date(2009, 4, 1)


def test_a_registry_gets_the_delegations_of_each_suffix_of_its_own(forecast, exported):
    forecast(DAY, a=["one.com", "two.com", "three.net"])
    export = exported("gtld", "zone")
    assert {path.name for path in export.folder.glob("*.delegations")} == {"com.delegations", "net.delegations"}
    text = (export.folder / "com.delegations").read_text()
    assert [line for line in text.splitlines() if not line.startswith(";")] == [
        "one.com. 86400 IN NS ns1.sinkhole.invalid.",
        "one.com. 86400 IN NS ns2.sinkhole.invalid.",
        "two.com. 86400 IN NS ns1.sinkhole.invalid.",
        "two.com. 86400 IN NS ns2.sinkhole.invalid.",
    ]


def test_no_file_is_a_zone_of_a_suffix(forecast, exported):
    forecast(DAY, a=["one.com"])
    export = exported("gtld", "zone")
    with pytest.raises((dns.zone.NoSOA, dns.zone.NoNS)):
        dns.zone.from_file(str(export.folder / "com.delegations"), origin="com.")


def test_the_catalog_has_every_name_once_and_no_exempted_one(forecast, exported, exempt):
    forecast(DAY, a=["one.com", "two.net", "jogli.com"])
    forecast(date(2009, 4, 2), a=["one.com"])
    exempt("jogli.com")
    export = exported("gtld", "zone")
    catalog = dns.zone.from_file(str(export.folder / "small-gtld.catalog"), origin="catalog.test.")
    members = [rdata.to_text() for *_, rdata in catalog.iterate_rdatas("PTR")]
    assert sorted(members) == ["one.com.", "two.net."]
    assert catalog.get_rdataset("version", "TXT")[0].to_text() == '"2"'


def test_all_registries_together_have_no_delegations(forecast, exported):
    forecast(DAY, a=["one.com"], c=["two.co.uk"])
    export = exported("all", "zone")
    assert list(export.folder.glob("*.delegations")) == []
    assert (export.folder / "small-all.catalog").exists()


@pytest.mark.peer
@pytest.mark.parametrize("file", ["small-gtld.catalog", "sinkhole.zone"])
@pytest.mark.parametrize(
    "checker", [["named-checkzone", "one.test"], ["nsd-checkzone", "one.test"], ["kzonecheck", "-o", "one.test"]]
)
def test_the_checkers_of_bind_nsd_and_knot_accept_the_zones(forecast, exported, program, file, checker):
    forecast(DAY, a=["one.com", "two.net"])
    export = exported("gtld", "zone")
    program(checker[0])
    subprocess.run([*checker, export.folder / file], check=True, capture_output=True)


@pytest.mark.peer
def test_the_delegations_can_be_included_in_the_registrys_own_zone(forecast, exported, program, tmp_path):
    forecast(DAY, a=["one.com", "two.com"])
    export = exported("gtld", "zone")
    own = "@ 3600 IN SOA a.nic.test. hostmaster.nic.test. 1 3600 600 604800 300\n@ 3600 IN NS a.nic.test.\n"
    (tmp_path / "com").write_text(f"{own}$INCLUDE {export.folder / 'com.delegations'}\n")
    subprocess.run([program("named-checkzone"), "com", tmp_path / "com"], check=True, capture_output=True)


@pytest.mark.peer
def test_a_name_server_that_loads_the_catalog_answers_for_its_names_and_for_no_other(forecast, exported, knot, ask):
    forecast(DAY, a=["one.com", "two.net"])
    export = exported("gtld", "zone")
    with knot(export.folder / "small-gtld.catalog", export.folder / "sinkhole.zone") as port:
        assert ask(port, "one.com") == ["127.0.0.2"]
        assert ask(port, "deep.below.two.net", "AAAA") == ["2001:db8::2"]
        assert ask(port, "one.com", "NS") == ["ns1.sinkhole.invalid.", "ns2.sinkhole.invalid."]
        assert ask(port, "one.com", "MX") == "NOERROR"
        assert ask(port, "other.com") == "REFUSED"


def test_a_delta_changes_catalog_and_delegations(forecast, exported):
    forecast(DAY, a=["one.com", "old.net"])
    exported("gtld", "zone", send=True)
    forecast(DAY, a=["one.com", "new.com"])
    export = exported("gtld", "zone", delta=True)
    catalog = (export.folder / "small-gtld.catalog.nsupdate").read_text()
    assert [line.split()[-1] for line in catalog.splitlines() if "PTR" in line] == ["old.net.", "new.com."]
    assert (export.folder / "com.delegations.nsupdate").read_text().splitlines()[1:] == [
        "zone com.",
        "update add new.com. 86400 NS ns1.sinkhole.invalid.",
        "update add new.com. 86400 NS ns2.sinkhole.invalid.",
        "send",
    ]
    assert "update delete old.net. NS" in (export.folder / "net.delegations.nsupdate").read_text()
