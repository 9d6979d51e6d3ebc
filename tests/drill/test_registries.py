"""What a registry does with its list shows in the DNS."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidegate.drill.registries import act, answer_of, of_sinkhole, ours, sinkholed_suffixes
from tidegate.drill.world import Conduct, Part
from tidegate.drill.zone import RESERVED
from tidegate.operation.playbook import load

PLAYBOOK, _ = load("conficker")
ACTED = datetime(2009, 3, 9, tzinfo=UTC)


def part(registry: str, acts: datetime | None = ACTED) -> Part:
    return Part(registry, Conduct.ACTS, ACTED, None, ACTED, acts)


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("date,domain,suffix\r\n2009-04-01,abc.nl,nl\r\n2009-04-02,abc.nl,nl\r\n2009-04-02,xyz.nl,nl\r\n")
    return path


def test_a_sinkholing_registry_leads_its_names_to_our_sinkhole(listing: Path):
    acted = act(PLAYBOOK, part("sidn"), listing, elsewhere=())
    assert acted is not None
    assert sorted(acted.names) == [b"abc.nl", b"xyz.nl"]
    assert acted.entry.answer == of_sinkhole(ours(PLAYBOOK))
    assert acted.entry.since == ACTED


def test_a_blocking_registry_reserves_its_names(listing: Path):
    acted = act(PLAYBOOK, part("nask"), listing, elsewhere=())
    assert acted is not None
    assert acted.answer == RESERVED


def test_who_never_acts_leaves_the_dns_as_it_is(listing: Path):
    assert act(PLAYBOOK, part("sidn", acts=None), listing, elsewhere=()) is None


def test_a_registry_may_lead_its_names_to_another_known_sinkhole():
    answer = answer_of(PLAYBOOK, PLAYBOOK.registry("ws"), elsewhere=True)
    assert answer != of_sinkhole(ours(PLAYBOOK))
    others = [sinkhole for sinkhole in PLAYBOOK.sinkholes if not sinkhole.ours]
    assert answer in [of_sinkhole(other) for other in others if other.networks]


def test_only_those_who_act_for_our_sinkhole_lead_bots_to_it():
    parts = [part("sidn"), part("nask"), part("cira", acts=None), part("ws")]
    assert sinkholed_suffixes(PLAYBOOK, parts, elsewhere=("ws",)) == ("nl",)
