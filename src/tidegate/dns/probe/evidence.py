"""Whose sinkhole an answer points at. Pure."""

from collections.abc import Collection, Sequence
from functools import cached_property
from ipaddress import ip_address

from tidegate.operation.model import Sinkhole


class Sinkholes:
    """The sinkholes that a probe may meet, found by address and by name server."""

    def __init__(self, known: Sequence[Sinkhole]) -> None:
        self._known = sorted(known, key=lambda sinkhole: not sinkhole.ours)
        self._seen: dict[str, Sinkhole | None] = {}

    def behind(self, addresses: Collection[str]) -> Sinkhole | None:
        """The sinkhole that all `addresses` lead to; None where there is no address, or one that leads elsewhere.

        Where they lead to several sinkholes, one of another operator is named, never ours alone.
        """
        return _common([self._of_address(address) for address in addresses])

    def serving(self, nameservers: Collection[str]) -> Sinkhole | None:
        """The sinkhole that runs all `nameservers`; None where there is none, or one that is somebody else's."""
        return _common([self._of_nameserver.get(nameserver) for nameserver in nameservers])

    def _of_address(self, text: str) -> Sinkhole | None:
        if text not in self._seen:
            address = ip_address(text)
            self._seen[text] = next((s for s in self._known if any(address in net for net in s.networks)), None)
        return self._seen[text]

    @cached_property
    def _of_nameserver(self) -> dict[str, Sinkhole]:
        return {name: sinkhole for sinkhole in reversed(self._known) for name in sinkhole.nameservers}


def _common(found: list[Sinkhole | None]) -> Sinkhole | None:
    if not found or None in found:
        return None
    return min((sinkhole for sinkhole in found if sinkhole), key=lambda sinkhole: sinkhole.ours)
