"""One event of the log, and the hash that chains it to the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first event names as the hash before it."""


@dataclass(frozen=True)
class Event:
    """Something that somebody did, as it stands in the log for good.

    `kind` is `noun.verb` in the past tense (`order.sent`); `body` holds JSON values only; `at` is UTC.
    """

    seq: int
    at: datetime
    actor: str
    operation: str
    kind: str
    body: Mapping[str, Any]
    before: str
    hash: str


def chain_hash(
    seq: int, at: datetime, actor: str, operation: str, kind: str, body: Mapping[str, Any], before: str
) -> str:
    """SHA-256 over the event's canonical JSON and the hash of the event before it, in hexadecimal."""
    canonical = json.dumps(
        [seq, stamp(at), actor, operation, kind, body, before], sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def stamp(at: datetime) -> str:
    """A moment as the log writes it: ISO 8601, UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
