"""What Knot's log says of transfers: who took which serial, how, and who was refused. Pure.

Knot names the key when it lets a transfer through, and the address from there on, so a `Log` remembers which key
was at which address.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE = re.compile(r"\S+ (?P<level>\w+): (?:\[(?P<zone>\S+?)\.\] )?(?P<text>.*)")
_ACL = re.compile(r"ACL, (?P<what>allowed|denied), action transfer, remote (?P<remote>\S+), key (?P<key>'\S+'|none)")
_TSIG = re.compile(r"TSIG, key '(?P<key>\S+?)\.?', verification failed '(?P<why>\S+)'")
_TRANSFER = re.compile(r"(?P<kind>[AI]XFR), outgoing, remote (?P<remote>\S+?),(?: \S+,)*? (?P<text>.*)")
_STARTED = re.compile(r"started, serial (?:(?P<old>\d+) -> )?(?P<new>\d+)")
_FINISHED = re.compile(r"finished, .* (?P<bytes>\d+) bytes")
_CURRENT = re.compile(r"zone is up-to-date, serial (?P<new>\d+)")


@dataclass(frozen=True)
class Taken:
    """A key's owner has `serial` of `zone` now: taken whole (`AXFR`), as changes (`IXFR`), or it had it (`current`).

    `octets` are the bytes of the transfer's messages.
    """

    zone: str
    key: str
    serial: int
    kind: str
    octets: int = 0


@dataclass(frozen=True)
class Refused:
    """Somebody at `address` (None where the log does not say) asked for `zone` with a key, or none, that may not have
    it; or, with a `why`, with a key that was not signed right."""

    zone: str
    key: str | None
    address: str | None = None
    why: str = ""


@dataclass(frozen=True)
class Complaint:
    """An error of Knot's, or a warning of it about a zone."""

    text: str


Entry = Taken | Refused | Complaint


class _Under(NamedTuple):
    """A transfer under way."""

    kind: str
    serial: int


@dataclass
class Log:
    """Reads the log line by line."""

    _keys: dict[str, str] = field(default_factory=dict)
    _under_way: dict[tuple[str, str], _Under] = field(default_factory=dict)

    def read(self, line: str) -> Entry | None:
        """What `line` says, if it is of interest; whatever else it is, is passed over."""
        found = _LINE.fullmatch(line.strip())
        if found is None:
            return None
        zone, text = found["zone"] or "", found["text"]
        if acl := _ACL.match(text):
            return self._admission(zone, acl)
        if wrong := _TSIG.match(text):
            return Refused(zone, wrong["key"], why=wrong["why"])
        if transfer := _TRANSFER.match(text):
            return self._transfer(zone, transfer)
        is_flaw = found["level"] in ("error", "critical") or (zone and found["level"] == "warning")
        return Complaint(f"{zone}: {text}" if zone else text) if is_flaw else None

    def _admission(self, zone: str, acl: re.Match[str]) -> Entry | None:
        address = acl["remote"]
        key = None if acl["key"] == "none" else acl["key"].strip("'").removesuffix(".")
        if acl["what"] == "denied":
            return Refused(zone, key, address.partition("@")[0])
        if key is not None:
            self._keys[address] = key
        return None

    def _transfer(self, zone: str, transfer: re.Match[str]) -> Entry | None:
        remote, text = transfer["remote"], transfer["text"]
        if current := _CURRENT.search(text):
            return self._taken(zone, remote, _Under("current", int(current["new"])))
        if started := _STARTED.search(text):
            self._under_way[zone, remote] = _Under(transfer["kind"], int(started["new"]))
        elif finished := _FINISHED.search(text):
            under = self._under_way.pop((zone, remote), None)
            return self._taken(zone, remote, under, int(finished["bytes"])) if under else None
        return None

    def _taken(self, zone: str, remote: str, under: _Under, octets: int = 0) -> Entry | None:
        key = self._keys.pop(remote, None)
        return Taken(zone, key, under.serial, under.kind, octets) if key else None
