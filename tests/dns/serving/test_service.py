"""The service: real resolvers take the zones, each change as a change, and only who may."""

import socket
from datetime import date, timedelta

import dns.message
import dns.query
import dns.rcode
import dns.tsig
import dns.xfr
import dns.zone
import pytest

from tidegate.dns.serving import key, resolvers, service, standing
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.log import Refused
from tidegate.dns.serving.rolling import Rolling
from tidegate.dns.serving.service import Confirmed, Published
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation import opening
from tidegate.policy import TLP

DAY = date(2009, 4, 1)
ZONE = "small-all.rpz"

pytestmark = pytest.mark.peer


@pytest.fixture
def listed(forecast, planned):
    """Two blocked names, one sinkholed, and a site that will be exempted, all of today."""
    forecast(DAY, a=["one.com"], c=["two.co.uk", "three.co.uk", "site.co.uk"])
    planned()


@pytest.mark.parametrize("server", ["bind", "unbound"])
def test_a_resolver_blocks_what_is_listed_and_a_give_back_reaches_it_as_a_change(
    listed, exempt, add, primary, anywhere, free_port, request, server, served
):
    exempt("site.co.uk")
    port = free_port()
    add("one", port)
    with primary() as serving, request.getfixturevalue(server)("one", port, serving) as resolver:
        first = serving.until(Published)
        resolver.until("two.co.uk", "NXDOMAIN")
        assert resolver.ask("deep.below.two.co.uk") == "NXDOMAIN"
        assert resolver.ask("one.com") == ["127.0.0.2"]
        assert resolver.ask("site.co.uk") == anywhere
        assert resolver.ask("other.co.uk") == anywhere
        assert serving.until(Confirmed).taken.kind == "AXFR"

        exempt("three.co.uk")
        second = serving.until(Published)
        assert second.changes.released == ("three.co.uk",)
        resolver.until("three.co.uk", anywhere)
        taken = serving.until(Confirmed).taken
        assert (taken.kind, taken.serial) == ("IXFR", second.serial)
        assert resolver.beside is None or "IXFR, outgoing" in resolver.beside.log
        assert resolver.ask("two.co.uk") == "NXDOMAIN"
    made = standing.publications(served.records, "small")
    assert [one.serial for one in made] == [first.serial, second.serial]
    [release] = standing.releases(resolvers.rows(served.records), made, standing.confirmations(served.records, "small"))
    assert (release.name, release.serial, release.resolver) == ("three.co.uk", second.serial, "one")
    assert release.confirmed_at is not None


def test_knot_as_a_secondary_hands_on_what_it_took_as_changes(
    listed, forecast, planned, add, primary, knot, free_port, clock
):
    port = free_port()
    add("one", port)
    with primary() as serving, knot("one", port, serving) as secondary:
        serving.until(Published)
        secondary.until(f"two.co.uk.{ZONE}", ["."], "CNAME")
        forecast(date(2009, 4, 2), c=["next.co.uk"])
        planned()
        assert serving.until(Published).changes.added == 1
        secondary.until(f"next.co.uk.{ZONE}", ["."], "CNAME")
        assert serving.until(Confirmed, resolver="one").taken.kind in ("AXFR", "IXFR")
        clock.turn(days=3)
        assert serving.until(Published).changes.withdrawn > 0
        secondary.until(f"two.co.uk.{ZONE}", "NXDOMAIN", "CNAME")
        assert "IXFR, incoming" in secondary.log


def test_a_sinkholes_name_server_takes_the_catalog_of_the_names_it_answers_for(
    listed, exempt, exported_sinkhole, add, primary, knot, free_port
):
    port = free_port()
    add("sink", port, takes="catalog")
    with primary() as serving, knot("sink", port, serving, [exported_sinkhole()]) as server:
        serving.until(Published)
        server.until("one.com", ["127.0.0.2"])
        assert server.ask("other.com") == "REFUSED"
        exempt("one.com")
        serving.until(Published)
        server.until("one.com", "REFUSED")


@pytest.fixture
def exported_sinkhole(served, operation, tmp_path):
    """The file `sinkhole.zone`, as it is exported."""
    from tidegate.dns.export.request import Request
    from tidegate.dns.export.run import export

    def make():
        return export(served, operation, Request("all", "zone"), tmp_path / "out", "local").folder / "sinkhole.zone"

    return make


def transferred(primary, name, secret, zone=None):
    """The zone as whoever has that key gets it, or `zone` with what has changed since."""
    zone = zone or dns.zone.Zone(f"{ZONE}.")
    keyring = dns.tsig.Key(f"tidegate-{name}.", secret, "hmac-sha256") if secret else None
    query, _ = dns.xfr.make_query(zone, keyring=keyring)
    dns.query.inbound_xfr("127.0.0.1", zone, query, port=primary.port, timeout=5)
    return zone


def owners(zone):
    return {str(owner) for owner in zone}


def secret_of(home, resolver):
    return key.read(home, resolver.name, resolver.fingerprint).secret


def test_the_right_key_gets_the_zone_and_no_other_gets_anything(listed, add, primary, served):
    one = add("one")
    with primary() as serving:
        serving.until(Published)
        assert "two.co.uk" in owners(transferred(serving, "one", secret_of(served, one)))
        for name, secret, refused in [
            ("one", key.make("one").secret, {"key": "tidegate-one", "why": "BADSIG"}),
            ("two", secret_of(served, one), {"key": "tidegate-two", "address": "127.0.0.1"}),
            ("one", None, {"key": None, "address": "127.0.0.1"}),
        ]:
            with pytest.raises((dns.tsig.PeerError, dns.xfr.TransferError)):
                transferred(serving, name, secret)
            assert serving.until(Refused, **refused)


def test_a_resolver_gets_nothing_whose_owner_may_not_have_the_operation(listed, joins, add, primary, served):
    joins("anna", TLP.GREEN)
    one = add("one", owner="anna")
    with primary() as serving:
        serving.until(Published)
        with pytest.raises(dns.tsig.PeerError):
            transferred(serving, "one", secret_of(served, one))
        with pytest.raises(NotAllowedError, match="the zones of small for one"):
            resolvers.require_permitted(served.records, one, opening.get(served.records, "small"))


def test_who_loses_the_clearance_loses_the_zone_at_the_next_step(listed, joins, add, primary, served):
    joins("anna", TLP.AMBER)
    one = add("one", owner="anna")
    with primary() as serving:
        serving.until(Published)
        assert "two.co.uk" in owners(transferred(serving, "one", secret_of(served, one)))
        joins("anna", TLP.CLEAR)
        serving.step()
        with pytest.raises(dns.tsig.PeerError):
            transferred(serving, "one", secret_of(served, one))


def test_a_question_from_elsewhere_is_refused(listed, add, primary):
    add("one")
    with primary() as serving:
        serving.until(Published)
        query = dns.message.make_query(f"two.co.uk.{ZONE}", "CNAME")
        ours, others = (
            dns.query.udp(query, "127.0.0.1", port=serving.port, source=source, timeout=5)
            for source in ("127.0.0.1", "127.0.0.9")
        )
        assert (ours.rcode(), others.rcode()) == (dns.rcode.NOERROR, dns.rcode.NOTAUTH)


def test_names_come_before_their_day_and_leave_after_it_by_themselves(forecast, planned, add, primary, served, clock):
    for offset in range(5):
        forecast(DAY + timedelta(days=offset), a=[f"day{offset}.com"])
    planned()
    one = add("one")
    with primary() as serving:
        seen = []
        for _ in range(4):
            serving.until(Published)
            listed = owners(transferred(serving, "one", secret_of(served, one)))
            seen.append({owner for owner in listed if owner.startswith("day")})
            clock.turn(days=1)
    assert seen == [
        {"day0.com", "day1.com"},
        {"day0.com", "day1.com", "day2.com"},
        {"day1.com", "day2.com", "day3.com"},
        {"day2.com", "day3.com", "day4.com"},
    ]


def test_nothing_is_published_where_nothing_changed(listed, add, primary, joins, served):
    add("one")
    with primary() as serving:
        serving.until(Published)
        joins("anna")
        serving.step()
    with primary() as serving:
        serving.step()
    assert len(standing.publications(served.records, "small")) == 1


def test_what_changed_while_nothing_was_served_goes_out_as_a_change(listed, exempt, add, primary, served):
    secret = secret_of(served, add("one"))
    with primary() as serving:
        serving.until(Published)
        zone = transferred(serving, "one", secret)
        assert serving.until(Confirmed).taken.kind == "AXFR"
    exempt("two.co.uk")
    with primary() as serving:
        assert serving.until(Published).changes.released == ("two.co.uk",)
        assert (
            transferred(serving, "one", secret, zone).get_rdataset("two.co.uk", "CNAME")[0].target.to_text()
            == "rpz-passthru."
        )
        assert serving.until(Confirmed).taken.kind == "IXFR"


def test_two_do_not_serve_the_same_operation(listed, primary):
    with primary(), pytest.raises(TidegateError, match="another process serves this operation already"), primary():
        pass


def test_an_address_that_is_taken_is_named(listed, served, operation, program):
    program("knotd")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(TidegateError, match=str(port)),
            service.serving(served, operation, [Endpoint("127.0.0.1", port)], "local", Rolling()),
        ):
            pass


def test_knot_is_gone_when_the_service_is(listed, primary):
    with primary() as serving:
        serving.until(Published)
        port = serving.port
    with socket.socket() as client, pytest.raises(ConnectionRefusedError):
        client.connect(("127.0.0.1", port))
