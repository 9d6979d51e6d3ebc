"""Each source knows something of the forecast's names, and of no others."""

import gzip
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tidegate.dns.collisions import finding, sources
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.store.tables import TABLES

DAY = date(2009, 4, 1)
SOA = "com.\t900\tin\tsoa\ta.gtld-servers.net. nstld.example. 1 1800 900 604800 86400\n"


def found(home, small, **given):
    finding.find(home.lake, small, given={name.replace("_", "-"): values for name, values in given.items()})
    rows = finding.rows(home.lake, small.name)
    return [(row.name, row.kind, row.evidence, row.since) for row in rows if row.kind not in ("legitimate",)]


def zone(path, *delegations):
    text = SOA + "".join(f"{name}.\t172800\tin\tns\t{server}.\n" for name, server in delegations)
    path.write_bytes(gzip.compress(text.encode()))
    return str(path)


def cof(path, *rows):
    keys = ("rrname", "rrtype", "rdata", "time_first", "time_last")
    path.write_text("".join(json.dumps(dict(zip(keys, row, strict=True))) + "\n" for row in rows))
    return str(path)


def test_a_delegated_rendezvous_is_registered(home, operation, forecast, tmp_path):
    forecast(DAY, a=["qwzxv.com", "free.com"])
    file = zone(tmp_path / "com.txt.gz", ("qwzxv.com", "ns1.hoster.net"), ("else.com", "ns1.hoster.net"))
    assert found(home, operation, zone=[file]) == [
        ("qwzxv.com", "registered", "delegated to ns1.hoster.net, by com.txt.gz", None)
    ]


def test_a_rendezvous_that_leads_to_our_own_sinkhole_is_no_collision(home, operation, forecast, tmp_path):
    forecast(DAY, a=["qwzxv.com"])
    assert found(home, operation, zone=[zone(tmp_path / "com", ("qwzxv.com", "ns1.sinkhole.invalid"))]) == []


def test_a_rendezvous_that_leads_to_anothers_sinkhole_is_that(home, operation, forecast, tmp_path):
    forecast(DAY, a=["qwzxv.com"])
    [(_, kind, evidence, _)] = found(home, operation, zone=[zone(tmp_path / "com", ("qwzxv.com", "ns1.sinkhole.ch"))])
    assert kind == "sinkhole"
    assert evidence.startswith("a sinkhole of abuse (name server ns1.sinkhole.ch); delegated to")


def test_a_newer_zone_file_replaces_the_older_one_of_its_zone_only(home, operation, forecast, tmp_path):
    forecast(DAY, a=["one.com", "two.com"], c=["three.org"])
    org = tmp_path / "org"
    org.write_text(SOA.replace("com.\t", "org.\t") + "three.org. 1 IN NS ns1.hoster.net.\n")
    found(home, operation, zone=[zone(tmp_path / "com", ("one.com", "ns1.hoster.net")), str(org)])
    newer = found(home, operation, zone=[zone(tmp_path / "com", ("two.com", "ns1.hoster.net"))])
    assert {name for name, kind, *_ in newer if kind == "registered"} == {"two.com", "three.org"}


def test_a_zone_file_that_was_cut_short_leaves_everything_as_it_was(home, operation, forecast, tmp_path):
    forecast(DAY, a=["qwzxv.com"])
    path = tmp_path / "com.txt.gz"
    zone(path, ("qwzxv.com", "ns1.hoster.net"))
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(TidegateError, match=r"com\.txt\.gz: "):
        found(home, operation, zone=[str(path)])
    assert finding.rows(home.lake, operation.name) == []


def test_passive_dns_says_since_when_a_name_or_a_host_under_it_was_seen(home, operation, forecast, tmp_path):
    forecast(DAY, a=["jogger.com", "free.com"])
    file = cof(
        tmp_path / "cof.json",
        ("www.jogger.com", "A", "192.0.2.1", 1104537600, 1136073600),
        ("jogger.com", "A", ["192.0.2.1"], 1136073600, 1230768000),
        ("x.free.com.evil.net", "A", "192.0.2.1", 0, 1),
    )
    assert found(home, operation, passive_dns=[file]) == [
        ("jogger.com", "seen", "seen from 2005-01-01 to 2009-01-01, 2 times, in cof.json", date(2005, 1, 1))
    ]


def test_an_address_that_one_list_calls_a_sinkhole_is_told_as_a_hint(home, operation, forecast, tmp_path):
    forecast(DAY, a=["jogger.com"])
    file = cof(tmp_path / "cof.json", ("jogger.com", "A", "104.21.27.14", 1104537600, 1136073600))
    [(_, kind, evidence, _)] = found(home, operation, passive_dns=[file])
    assert kind == "seen"
    assert "perhaps a sinkhole of" in evidence


def test_a_name_that_led_somewhere_when_it_was_probed_is_registered(home, operation, forecast):
    forecast(DAY, a=["held.com", "free.com", "ours.com"])
    rows = [
        ("held.com", 1, ["192.0.2.1"]),
        ("free.com", 1, ["192.0.2.1"]),
        ("free.com", 2, []),
        ("ours.com", 1, ["127.0.0.2"]),
    ]
    probes = [
        {
            **{"name": name, "suffix": "com", "probed_at": datetime(2009, 3, hour, tzinfo=UTC).replace(tzinfo=None)},
            **{"resolver": "r", "rcode": "NOERROR", "addresses": addresses, "nameservers": [], "verdict": "taken"},
            **{"reason": "", "attempts": 1},
        }
        for name, hour, addresses in rows
    ]
    home.lake.write("probes", "small", DAY, "p", pa.Table.from_pylist(probes, schema=TABLES["probes"]))
    assert [(name, kind) for name, kind, *_ in found(home, operation, probes=["newest"])] == [
        ("held.com", "registered")
    ]


def test_a_name_of_another_operation_within_a_day_is_shared(home, operation, forecast):
    forecast(DAY, a=["one.com", "two.com"])
    other = pa.Table.from_pylist(
        [{"name": "one.com", "suffix": "com", "family": "necurs", "variant": "1", "config": "", "position": 0}],
        schema=TABLES["forecast"],
    )
    home.lake.write("forecast", "river", date(2009, 4, 2), "forecast", other)
    home.lake.write("forecast", "brook", date(2009, 4, 3), "forecast", other)
    assert found(home, operation, operation=["river", "brook"]) == [
        ("one.com", "shared", "also necurs/1 of river on 2009-04-02", None)
    ]


def test_an_operation_is_not_compared_with_itself_or_with_one_without_a_forecast(home, operation, forecast):
    forecast(DAY, a=["one.com"])
    with pytest.raises(TidegateError, match="cannot be compared with itself"):
        found(home, operation, operation=["small"])
    with pytest.raises(TidegateError, match="no forecast of river"):
        found(home, operation, operation=["river"])


def test_an_operation_may_not_speak_of_one_that_is_more_secret(operation):
    from dataclasses import replace

    from tidegate.dns.collisions.sources.operation import of_both
    from tidegate.policy import TLP

    secret = replace(operation.label, tlp=TLP.RED)
    other = replace(operation, name="secret", playbook=replace(operation.playbook, label=secret))
    of_both(other, operation)
    with pytest.raises(NotAllowedError, match="secret carries a stricter label than small"):
        of_both(operation, other)


def test_every_source_is_found_by_its_name():
    assert {"zone", "passive-dns", "popular", "probes", "operation", "index"} <= set(sources.sources())
    with pytest.raises(UnknownNameError, match="unknown source of evidence 'whois'; known: index, operation"):
        sources.find("whois")
