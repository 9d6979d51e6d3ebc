"""The world of the drill: the same for the same seed, and honest about nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from tidegate.drill.world import SHARES, Conduct, Part, cast, letters, takes
from tidegate.operation.playbook import load

PLAYBOOK, _ = load("conficker")
SENT = datetime(2009, 3, 5, 9, tzinfo=UTC)
DEADLINE = datetime(2009, 4, 1, tzinfo=UTC)
FIRM = {"verisign", "pir"}


def parts(seed: int = 1) -> dict[str, Part]:
    sent = dict.fromkeys((registry.id for registry in PLAYBOOK.registries), SENT)
    return cast(PLAYBOOK, sent, FIRM, DEADLINE, seed)


def test_the_same_seed_gives_the_same_world():
    assert parts(1) == parts(1)
    assert parts(1) != parts(2)


@pytest.mark.parametrize("conduct", list(Conduct))
def test_every_conduct_occurs(conduct: Conduct):
    assert any(part.conduct is conduct for part in parts().values())


def test_registries_of_the_known_variants_act_in_time():
    for registry in FIRM:
        part = parts()[registry]
        assert part.conduct is Conduct.ACTS
        assert part.acts is not None
        assert part.acts < DEADLINE


def test_who_acts_has_acted_when_it_says_so():
    for part in parts().values():
        if part.conduct in (Conduct.ACTS, Conduct.LATE):
            assert part.acts is not None
            assert part.claims is not None
            assert part.acts < part.claims


def test_who_is_late_acts_after_the_deadline():
    late = [part.acts for part in parts().values() if part.conduct is Conduct.LATE]
    assert len(late) >= len(PLAYBOOK.registries) * SHARES[Conduct.LATE] - 1
    assert all(acts is not None and acts > DEADLINE for acts in late)


def test_a_false_claim_looks_like_a_true_one():
    written = letters([part for part in parts().values() if part.conduct is Conduct.CLAIMS])
    assert {letter.state for letter in written} == {"acknowledged", "done"}
    assert all(part.acts is None for part in parts().values() if part.conduct is Conduct.CLAIMS)


def test_one_false_claim_can_be_seen_in_the_dns():
    liars = [part.registry for part in parts().values() if part.conduct is Conduct.CLAIMS]
    assert any(PLAYBOOK.registry(liar).action == "sinkhole" for liar in liars)


def test_silence_is_no_letter():
    assert letters([part for part in parts().values() if part.conduct is Conduct.SILENT]) == []


def test_letters_come_in_their_order():
    moments = [letter.at for letter in letters(list(parts().values()))]
    assert moments == sorted(moments)
    assert moments[0] > SENT + timedelta(hours=3)


def test_a_small_world_only_acts():
    playbook, _ = load("conficker")
    small = cast(playbook, {registry.id: SENT for registry in playbook.registries},
                 {registry.id for registry in playbook.registries}, DEADLINE, 1)  # fmt: skip
    assert {part.conduct for part in small.values()} == {Conduct.ACTS}


def test_the_adversary_takes_one_of_the_gaps_whatever_their_order():
    assert takes(["b.nl", "a.nl", "c.nl"], 3) == takes(["c.nl", "b.nl", "a.nl"], 3)
    assert takes(["b.nl"], 3) == "b.nl"
