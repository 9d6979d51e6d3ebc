"""What to do with a name of which something is known: one pure function from the evidence to a class of risk, a
disposition, and the reasons.

What a person decided stands above what is computed; and of what is computed, the surest stands above the rest. The age
tells owners from adversaries: who had the name before the botnet began is its owner, and who registered it in the weeks
before its day came for the bots, as adversary or as researcher. In between nothing is sure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tidegate.dns.collisions.kinds import (
    HELD,
    LEGITIMATE,
    POPULAR,
    PUBLIC_SUFFIX,
    REGISTERED,
    SEEN,
    SHARED,
    SINKHOLE,
)

FRESH = timedelta(days=30)
"""A name that was registered so shortly before its day came was registered for that day."""


class Risk(StrEnum):
    """What is at stake, the surest first."""

    DECIDED = "decided"  # a person decided
    PROTECTED = "protected"  # a public suffix: others' names lie below it
    OWNED = "owned"  # somebody's before the botnet
    SINKHOLED = "sinkholed"  # another operator watches the bots there
    SUSPECT = "suspect"  # registered for its day
    UNCLEAR = "unclear"  # held, and nobody knows since when, or since the botnet began
    CONTESTED = "contested"  # two botnets': nobody's
    FREE = "free"


class Disposition(StrEnum):
    """What to do with a name."""

    BLOCK = "block"
    REGISTER = "register"
    HOLD = "hold"
    SINKHOLE = "sinkhole"
    LEAVE_ALONE = "leave alone"
    WARN_OWNER = "warn owner"


@dataclass(frozen=True)
class Clue:
    """One piece of evidence: its kind (see `kinds`), its words, and since when somebody has had the name."""

    kind: str
    evidence: str
    since: date | None = None


@dataclass(frozen=True)
class Case:
    """What is known of `name`: a rendezvous first on `first`, of a botnet that began on `began`, for which its registry
    would be asked to do `action`. `exempt` is what a person decided, and `taken` (hold, transfer) what two did."""

    name: str
    first: date
    began: date
    action: str
    clues: Sequence[Clue]
    exempt: bool | None = None
    taken: str | None = None


@dataclass(frozen=True)
class Judgement:
    """The class of risk, what to do, and why."""

    name: str
    risk: Risk
    disposition: Disposition
    reasons: tuple[str, ...]


def judge(case: Case) -> Judgement:
    """The judgement of `case`."""
    risk, disposition, reason = next(_rules(case))
    evidence = dict.fromkeys(f"{clue.kind}: {clue.evidence}" for clue in case.clues)
    return Judgement(case.name, risk, disposition, (reason, *evidence))


def _rules(case: Case) -> Iterator[tuple[Risk, Disposition, str]]:
    """The rules that fit, the first of which counts. The table in docs/collisions.md shows them in this order."""
    kinds = {clue.kind for clue in case.clues}
    yield from _decided(case, kinds)
    if PUBLIC_SUFFIX in kinds:
        yield Risk.PROTECTED, Disposition.LEAVE_ALONE, "others register names below it"
    if LEGITIMATE in kinds:
        yield Risk.OWNED, Disposition.WARN_OWNER, "the playbook knows its owner"
    if SINKHOLE in kinds:
        yield Risk.SINKHOLED, Disposition.LEAVE_ALONE, "another operator's sinkhole: to take it blinds their notices"
    if kinds & {*HELD, SEEN}:
        yield from _aged(case, is_held=REGISTERED in kinds)
    if POPULAR in kinds:
        yield Risk.OWNED, Disposition.WARN_OWNER, "people use it"
    if SHARED in kinds:
        yield Risk.CONTESTED, Disposition(case.action), "another botnet's too: whoever watches that one is to be told"
    yield Risk.FREE, Disposition(case.action), "nothing is known against it"


def _decided(case: Case, kinds: Iterable[str]) -> Iterator[tuple[Risk, Disposition, str]]:
    if case.exempt:
        yield Risk.DECIDED, Disposition.LEAVE_ALONE, "its exemption was accepted"
    elif PUBLIC_SUFFIX in kinds:
        return  # no decision can change that
    elif case.taken:
        means = Disposition.HOLD if case.taken == "hold" else Disposition.SINKHOLE
        yield Risk.DECIDED, means, f"two members decided to {case.taken} it"
    elif case.exempt is False and not set(kinds) & set(HELD):
        yield Risk.DECIDED, Disposition(case.action), "its exemption was rejected"


def _aged(case: Case, is_held: bool) -> Iterator[tuple[Risk, Disposition, str]]:
    """By the age of a held name, or where it is only in passive DNS, of what was seen."""
    since = _since(case.clues)
    if since is not None and since < case.began:
        yield Risk.OWNED, Disposition.WARN_OWNER, f"somebody's since {since}, before the botnet began ({case.began})"
    elif POPULAR in {clue.kind for clue in case.clues}:
        return
    elif since is not None and since >= case.first - FRESH:
        why = f"somebody's since {since}, at most {FRESH.days} days before its day ({case.first})"
        yield Risk.SUSPECT, Disposition.HOLD, f"{why}: the adversary's or a researcher's"
    elif is_held and since is not None:
        yield Risk.UNCLEAR, Disposition.LEAVE_ALONE, f"somebody's since {since}, when the botnet had begun"
    elif is_held:
        yield Risk.UNCLEAR, Disposition.LEAVE_ALONE, "somebody's, nobody knows since when: ask RDAP or passive DNS"


def _since(clues: Sequence[Clue]) -> date | None:
    """Since when its holder has it: the newest registration, or else the first time that it was seen. A name that
    lapsed in between is older in passive DNS than its holder."""
    known = [clue.since for clue in clues if clue.kind == REGISTERED and clue.since]
    seen = [clue.since for clue in clues if clue.kind == SEEN and clue.since]
    return max(known, default=None) or min(seen, default=None)
