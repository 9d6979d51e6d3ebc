"""Knot's configuration: only who may have a zone is in it."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidegate.dns.serving import key
from tidegate.dns.serving.configuration import Places, Receiver, text
from tidegate.dns.serving.endpoint import Endpoint
from tidegate.dns.serving.resolvers import Resolver

PLACES = Places([Endpoint("127.0.0.1", 5353)], Path("/home/a b/journal"), Path("/tmp/run"))
ZONE = Path("/home/a b/small-all.rpz")


def receiver(name):
    since = datetime(2009, 4, 1, tzinfo=UTC)
    made = key.make(name)
    return Receiver(
        Resolver(name, "anna", Endpoint("192.0.2.7"), ("192.0.2.0/24",), "rpz", made.fingerprint, since), made
    )


def test_who_has_the_key_and_asks_from_its_networks_may_take_the_zone():
    one = receiver("one")
    made = text(PLACES, {ZONE: [one]})
    assert one.key.secret in made
    assert "  - id: one\n    address: [192.0.2.0/24]\n    key: tidegate-one\n    action: transfer\n" in made
    assert "    notify: [one]\n    acl: [one]\n" in made


def test_without_anybody_who_may_have_it_the_zone_is_nobodys():
    made = text(PLACES, {ZONE: []})
    assert "transfer" not in made
    assert "notify" not in made
    assert "mod-queryacl:\n  - id: small-all-rpz\n    address: [0.0.0.0/32]\n" in made


@pytest.mark.peer
def test_knot_reads_it(program, tmp_path):
    (tmp_path / "knot.conf").write_text(text(PLACES, {ZONE: [receiver("one"), receiver("two")]}))
    subprocess.run([program("knotc"), "-c", tmp_path / "knot.conf", "conf-check"], check=True, capture_output=True)
