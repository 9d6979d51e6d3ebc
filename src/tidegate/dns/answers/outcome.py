"""What a registry can say of a name, and the words in which registries say it. Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a name: it is done; it will be; somebody else holds it; the registry will not, or could not."""

    DONE = "done"
    PENDING = "pending"
    TAKEN = "taken"
    REFUSED = "refused"
    FAILED = "failed"


SYNONYMS: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.DONE: (
        *("done", "ok", "okay", "yes", "y", "true", "success", "successful", "succeeded", "completed", "complete"),
        *("acted", "actioned", "applied", "executed", "processed", "implemented", "in place"),
        *("blocked", "block", "reserved", "registered", "created", "sinkholed", "delegated", "held", "locked"),
        *("server hold", "serverhold", "suspended", "already blocked", "already registered by us", "already done"),
    ),
    Outcome.PENDING: (
        *("pending", "open", "waiting", "in progress", "in process", "queued", "scheduled", "later", "to do", "todo"),
        *("received", "acknowledged", "under review", "in review"),
    ),
    Outcome.TAKEN: (
        *("taken", "exists", "already registered", "registered by third party", "registered to third party", "in use"),
        *("unavailable", "not available", "occupied", "third party"),
    ),
    Outcome.REFUSED: (
        *("refused", "refuse", "rejected", "reject", "declined", "denied", "no", "n", "false", "not done"),
        *("will not act", "cannot act", "no legal basis", "not permitted", "not allowed"),
    ),
    Outcome.FAILED: ("failed", "fail", "failure", "error", "invalid", "invalid name", "not possible", "impossible"),
}
"""How registries say it: the one table. Case and punctuation do not matter."""

CONTRADICTORY = "contradictory"
"""What a file says of a name of which it says two things."""
_BETWEEN = re.compile(r"[\W_]+")
_OUTCOMES = {word: outcome for outcome, words in SYNONYMS.items() for word in words}


def plain(text: str) -> str:
    """`text` in lower case, with single spaces for whatever stands between its words."""
    return _BETWEEN.sub(" ", text.casefold()).strip()


def outcome(text: str) -> Outcome | None:
    """What `text` says; None where no registry was known to say it so."""
    return _OUTCOMES.get(plain(text))
