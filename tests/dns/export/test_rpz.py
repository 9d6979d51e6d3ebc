"""RPZ: real resolvers load it, block what is listed and let through what is exempt."""

import subprocess
from datetime import date

import dns.zone
import pytest

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


def records(export, file):
    """The zone's records but SOA and NS, as texts."""
    zone = dns.zone.from_file(str(export.folder / file), origin="policy.test.", check_origin=True)
    return {
        f"{name} {dns.rdatatype.to_text(rdata.rdtype)} {rdata.to_text(origin=zone.origin, relativize=False)}"
        for name, _, rdata in zone.iterate_rdatas()
        if name != dns.name.empty
    }


def test_a_blocked_name_is_there_with_everything_below_it(forecast, exported):
    forecast(DAY, c=["one.co.uk"])
    assert records(exported("nominet", "rpz"), "small-nominet.rpz") == {"one.co.uk CNAME .", "*.one.co.uk CNAME ."}


def test_a_name_that_is_to_be_sinkholed_has_the_addresses_of_the_sinkhole(forecast, exported):
    forecast(DAY, a=["one.com"])
    assert records(exported("gtld", "rpz"), "small-gtld.rpz") == {
        "one.com A 127.0.0.2",
        "one.com AAAA 2001:db8::2",
        "*.one.com A 127.0.0.2",
        "*.one.com AAAA 2001:db8::2",
    }


def test_an_exempted_name_is_let_through_with_everything_below_it(forecast, exported, exempt):
    forecast(DAY, c=["one.co.uk", "site.co.uk"])
    exempt("site.co.uk")
    assert records(exported("nominet", "rpz"), "small-nominet.rpz") == {
        "one.co.uk CNAME .",
        "*.one.co.uk CNAME .",
        "site.co.uk CNAME rpz-passthru.",
        "*.site.co.uk CNAME rpz-passthru.",
    }


def test_a_name_of_many_days_stands_in_the_zone_once(forecast, exported):
    forecast(DAY, c=["one.co.uk", "one.co.uk"])
    forecast(NEXT, c=["one.co.uk"])
    export = exported("nominet", "rpz")
    text = (export.folder / "small-nominet.rpz").read_text()
    assert text.count("\none.co.uk ") == 1
    assert (export.manifest.facts.names, export.manifest.facts.rendezvous) == (1, 2)


def test_the_name_above_an_exempted_one_is_withheld(forecast, exported, exempt):
    forecast(DAY, fixed=["bots.com", "site.bots.com", "evil.bots.com"])
    exempt("site.bots.com")
    export = exported("gtld", "rpz")
    assert {record.split()[0] for record in records(export, "small-gtld.rpz")} == {
        *("site.bots.com", "*.site.bots.com"),
        *("evil.bots.com", "*.evil.bots.com"),
    }
    assert export.manifest.facts.withheld == ("bots.com",)


@pytest.mark.peer
@pytest.mark.parametrize("checker", [["named-checkzone", "policy.test"], ["kzonecheck", "-o", "policy.test"]])
def test_the_checkers_of_bind_and_knot_accept_the_zone(forecast, exported, exempt, program, checker):
    forecast(DAY, a=["one.com", "two.net"], c=["three.co.uk", "site.co.uk"])
    exempt("site.co.uk")
    export = exported("all", "rpz")
    program(checker[0])
    subprocess.run([*checker, export.folder / "small-all.rpz"], check=True, capture_output=True)


@pytest.mark.peer
@pytest.mark.parametrize("resolver", ["bind", "unbound"])
def test_a_resolver_blocks_what_is_listed_and_lets_through_what_is_exempt(
    forecast, exported, exempt, ask, anywhere, resolver, request
):
    forecast(DAY, a=["one.com"], c=["three.co.uk", "site.co.uk"], fixed=["bots.net", "site.bots.net"])
    exempt("site.co.uk")
    export = exported("all", "rpz")
    start = request.getfixturevalue(resolver)
    with start(export.folder / "small-all.rpz", "policy.test") as port:
        assert ask(port, "three.co.uk") == "NXDOMAIN"
        assert ask(port, "deep.below.three.co.uk") == "NXDOMAIN"
        assert ask(port, "one.com") == ["127.0.0.2"]
        assert ask(port, "www.one.com", "AAAA") == ["2001:db8::2"]
        assert ask(port, "site.co.uk") == anywhere
        assert ask(port, "www.site.co.uk") == anywhere
        assert ask(port, "unlisted.co.uk") == anywhere


@pytest.mark.peer
@pytest.mark.parametrize("resolver", ["bind", "unbound"])
def test_a_listed_name_below_an_exempted_one_is_blocked_alone(
    forecast, exported, exempt, ask, anywhere, resolver, request
):
    forecast(DAY, fixed=["site.com", "evil.site.com"])
    exempt("site.com")
    export = exported("gtld", "rpz")
    start = request.getfixturevalue(resolver)
    with start(export.folder / "small-gtld.rpz", "policy.test") as port:
        assert ask(port, "site.com") == anywhere
        assert ask(port, "www.site.com") == anywhere
        assert ask(port, "evil.site.com") == ["127.0.0.2"]
        assert ask(port, "deep.evil.site.com") == ["127.0.0.2"]


@pytest.mark.peer
def test_a_delta_brings_a_served_zone_to_where_the_full_list_would(
    forecast, exported, exempt, ask, bind, program, home
):
    forecast(DAY, c=["one.co.uk", "two.co.uk", "site.co.uk"])
    first = exported("nominet", "rpz", send=True)
    forecast(NEXT, c=[f"n{number}.co.uk" for number in range(300)])
    forecast(DAY, c=["one.co.uk", "site.co.uk"])
    exempt("site.co.uk")
    delta = exported("nominet", "rpz", delta=True)
    full = exported("nominet", "rpz")
    zone = "small-nominet.rpz"
    with bind(first.folder / zone, zone) as port:
        assert ask(port, "site.co.uk") == "NXDOMAIN"
        script = f"server 127.0.0.1 {port}\n" + (delta.folder / f"{zone}.nsupdate").read_text()
        subprocess.run([program("nsupdate"), "-v"], input=script, text=True, check=True, capture_output=True)
        served = dns.zone.from_xfr(dns.query.xfr("127.0.0.1", zone, port=port))
    wanted = dns.zone.from_file(str(full.folder / zone), origin=zone)
    assert served.get_soa().serial == delta.manifest.serial
    for each in (served, wanted):
        each.delete_rdataset("@", "SOA")
    assert served == wanted
    assert (delta.manifest.added, delta.manifest.withdrawn) == (301, 2)
