"""Resolvers: each belongs to a member, has a key that only its file holds, and gets what its owner may have."""

import json

import pytest

from tidegate.dns.serving import key, resolvers
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.policy import TLP


def test_a_resolver_stands_on_the_record_with_its_fingerprint_and_without_its_secret(served, add):
    one = add("one", sources=["192.0.2.0/24"])
    secret = key.read(served, "one", one.fingerprint).secret
    assert (one.owner, str(one.notify), one.sources) == ("local", "127.0.0.1@5353", ("192.0.2.0/24",))
    assert secret not in json.dumps([event.body for event in served.records.events()])
    assert secret not in repr(key.read(served, "one", one.fingerprint))


def test_the_key_is_in_one_file_that_only_its_owner_reads(served, add):
    add("one")
    [file] = (served.path / "keys").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_adding_it_again_changes_the_key_and_destroys_the_old_one(served, add):
    first, second = add("one"), add("one", port=53)
    assert first.fingerprint != second.fingerprint
    assert len(list((served.path / "keys").iterdir())) == 1
    assert resolvers.rows(served.records) == [second]


def test_a_removed_resolver_is_gone_with_its_key(served, add):
    add("one")
    resolvers.remove(served, "one", "local")
    assert resolvers.rows(served.records) == []
    assert list((served.path / "keys").iterdir()) == []
    with pytest.raises(UnknownNameError, match="unknown resolver 'one'; known: none"):
        resolvers.remove(served, "one", "local")


def test_a_resolver_may_have_what_its_owner_may(served, operation, joins, add):
    joins("anna", TLP.AMBER)
    joins("ben", TLP.GREEN)
    known = [add("one", owner="anna"), add("two", owner="ben")]
    assert [one.name for one in resolvers.permitted(served.records, known, operation.label)] == ["one"]


def test_nobody_adds_a_resolver_for_an_owner_who_may_have_more_than_they(served, joins):
    joins("anna", TLP.AMBER)
    joins("ben", TLP.GREEN)
    with pytest.raises(NotAllowedError, match="the resolver one of anna"):
        resolvers.add(served, "one", "anna", Endpoint("127.0.0.1"), "ben")
    assert not (served.path / "keys").exists()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": "One!"}, "cannot be called 'One!'"),
        ({"owner": "nobody"}, "'nobody' has no clearance here"),
        ({"takes": "axfr"}, "unknown kind of zone 'axfr'; known: rpz, catalog"),
        ({"sources": ["10.0.0.1/8"]}, "'10.0.0.1/8' is not a network"),
    ],
)
def test_what_cannot_be_is_named(served, operation, add, values, message):
    with pytest.raises(TidegateError, match=message):
        add(**{"name": "one", **values})
    assert resolvers.rows(served.records) == []


def test_a_key_that_is_not_the_recorded_one_is_not_used(served, add):
    one = add("one")
    [file] = (served.path / "keys").iterdir()
    file.write_text(file.read_text().replace(":tidegate-one:", ":tidegate-one:AAAA"))
    with pytest.raises(TidegateError, match="not the key of one that the record knows"):
        key.read(served, "one", one.fingerprint)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("192.0.2.1", Endpoint("192.0.2.1", 53)),
        ("192.0.2.1@5353", Endpoint("192.0.2.1", 5353)),
        ("2001:DB8::1@53", Endpoint("2001:db8::1", 53)),
    ],
)
def test_an_endpoint_is_an_address_and_a_port(text, wanted):
    assert Endpoint.parse(text) == wanted
    assert Endpoint.parse(str(wanted)) == wanted


@pytest.mark.parametrize(
    "text", ["", "@53", "ns1.example", "192.0.2.1@", "192.0.2.1@0", "192.0.2.1@x", "192.0.2.1@70000"]
)
def test_anything_else_is_no_endpoint(text):
    with pytest.raises(TidegateError, match="is not an address"):
        Endpoint.parse(text)
