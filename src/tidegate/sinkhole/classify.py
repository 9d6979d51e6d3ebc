"""What a check-in is: the host says whose rendezvous it came to, the request's form whether a bot sent it.

Pure. A rendezvous seen on another day than its own keeps its own day: clocks are wrong, and a bot's midnight is not
always UTC's. Of several days and models that a name belongs to, the form's likeliest variant and the nearest day win.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from tidegate.sinkhole.checkins import CheckIn, readers
from tidegate.sinkhole.sighting import UNKNOWN, Verdict

DNS_QUERY = "dns-query"
_ADDRESS = re.compile(r"[0-9.]*\Z|\[?[0-9a-f]*:[0-9a-f:.]*\]?\Z", re.ASCII)
_REQUEST = re.compile(r"(\S+) (\S+) HTTP/(\d\.\d)\Z", re.ASCII)


class Match(Protocol):
    """A rendezvous as `forecast.lookup` finds it."""

    @property
    def family(self) -> str: ...
    @property
    def variant(self) -> str: ...
    @property
    def day(self) -> date: ...


def query(matches: Sequence[Match], seen: date) -> Verdict:
    """The verdict on a DNS question for a name with these `matches`, seen on the UTC day `seen`."""
    return _at(_nearest(matches, seen), DNS_QUERY) if matches else Verdict()


def request(line: str, host: str, matches: Sequence[Match], seen: date) -> Verdict:
    """The verdict on an HTTP request by its request `line` and lower-case `host` (without port), which has `matches`.

    A known form counts at a rendezvous of its family, or at a bare address (or no host at all) where its bots resolve
    names themselves. At a rendezvous any other request has the unknown form.
    """
    for family, checkin in _checkins(line):
        fitting = [match for match in matches if match.family == family and match.variant in checkin.variants]
        if fitting:
            return _at(_nearest(_likeliest(fitting, checkin), seen), checkin.form, checkin.peers)
        if not matches and not checkin.needs_name and _ADDRESS.match(host):
            return Verdict(checkin.form, family, checkin.variants[0], None, checkin.peers)
    return _at(_nearest(matches, seen), UNKNOWN) if matches else Verdict()


def _checkins(line: str) -> list[tuple[str, CheckIn]]:
    parts = _REQUEST.match(line)
    if not parts:
        return []
    read = [(family, reader(parts[1], parts[2], parts[3])) for family, reader in readers().items()]
    return [(family, checkin) for family, checkin in read if checkin]


def _likeliest(matches: Sequence[Match], checkin: CheckIn) -> list[Match]:
    first = min((match.variant for match in matches), key=checkin.variants.index)
    return [match for match in matches if match.variant == first]


def _nearest(matches: Sequence[Match], seen: date) -> Match:
    return min(matches, key=lambda match: (abs((match.day - seen).days), match.day))


def _at(match: Match, form: str, peers: int | None = None) -> Verdict:
    return Verdict(form, match.family, match.variant, match.day, peers)
