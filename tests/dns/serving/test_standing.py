"""How the resolvers stand: who has which serial, how far behind they are, and when a release reached them."""

from datetime import UTC, datetime

from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.resolvers import Resolver
from tidegate.dns.serving.standing import Confirmation, Publication, releases, standings


def at(hour):
    return datetime(2009, 4, 1, hour, tzinfo=UTC)


def publication(serial, hour, released=()):
    return Publication(serial, at(hour), 10, 0, len(released), tuple(released))


def confirmation(resolver, serial, hour):
    return Confirmation(resolver, "f", serial, "IXFR", 100, at(hour))


def resolver(name):
    return Resolver(name, "anna", Endpoint("192.0.2.1"), ("192.0.2.1/32",), "rpz", "f", at(0))


ONE, TWO = resolver("one"), resolver("two")


def test_a_resolver_is_behind_by_what_was_published_since_the_serial_it_has():
    made = [publication(1, 1), publication(2, 2), publication(3, 3)]
    [one, two] = standings([ONE, TWO], made, [confirmation("one", 1, 1), confirmation("two", 3, 4)])
    assert (one.last.serial, one.behind, one.since) == (1, 2, at(2))
    assert (two.last.serial, two.behind, two.since) == (3, 0, None)


def test_a_resolver_that_never_came_is_behind_by_everything():
    [one] = standings([ONE], [publication(1, 1)], [])
    assert (one.last, one.behind, one.since) == (None, 1, at(1))


def test_a_release_is_confirmed_by_the_first_serial_that_is_not_older():
    made = [publication(1, 1), publication(2, 2, ["site.com"]), publication(3, 3)]
    found = list(releases([ONE, TWO], made, [confirmation("one", 1, 1), confirmation("one", 3, 5)]))
    assert [(one.name, one.serial, one.resolver, one.confirmed_at) for one in found] == [
        ("site.com", 2, "one", at(5)),
        ("site.com", 2, "two", None),
    ]


def test_serials_go_round():
    made = [publication(2**32 - 1, 1), publication(0, 2, ["site.com"])]
    confirmed = [confirmation("one", 2**32 - 1, 1)]
    assert standings([ONE], made, confirmed)[0].behind == 1
    assert next(releases([ONE], made, confirmed)).confirmed_at is None
