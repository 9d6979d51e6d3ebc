"""What the answers about a name mean: who holds it, if anybody. Pure.

The rule, from the strongest evidence to none:

- **sinkholed**: every name server of the name, or every address it leads to, belongs to a sinkhole of the playbook. An
  address alone counts where the registry says that it acted, or where the sinkhole is known by its addresses only:
  anybody can point a name of their own at somebody's sinkhole and move it on the day.
- **taken**: somebody holds the name (it is delegated, or leads to an address) and it is no sinkhole.
- **blocked**: the registry's own zone denies the name (NXDOMAIN with the zone's SOA record, or an answer without an
  address) *and* the registry says that its order to block or hold is done. The DNS cannot show a reservation, so this
  is the registry's word, consistent with what is seen. Where the order was to register or to sinkhole, NXDOMAIN
  contradicts the word, and the name is unregistered.
- **unregistered**: the registry's zone denies the name, and nothing says that it will go on doing so.
- **unknown**: no answer, an error, or an answer that is not the registry's but that of a resolver's filter (those leave
  the SOA record out, or put another in), of a resolver that answers for names that cannot exist, or of a name server
  that speaks for the name itself (a sinkhole that is asked whether a name is sinkholed says yes, whoever holds it).

Source of the negative answers' form: RFC 2308, 2; of the extended errors: RFC 8914.
"""

from dataclasses import dataclass
from enum import StrEnum

from tidegate.dns.probe.answer import MALFORMED, TIMEOUT, TRUNCATED, Answer
from tidegate.operation.model import Sinkhole


class Verdict(StrEnum):
    """What the live DNS says about a rendezvous."""

    SINKHOLED_OURS = "sinkholed-ours"
    SINKHOLED_KNOWN = "sinkholed-known"
    BLOCKED = "blocked"
    UNREGISTERED = "unregistered"
    TAKEN = "taken"
    UNKNOWN = "unknown"


SINKHOLED = (Verdict.SINKHOLED_OURS, Verdict.SINKHOLED_KNOWN)
DENIED = (*SINKHOLED, Verdict.BLOCKED)
_OUT_OF_THE_ZONE = ("block", "hold")
"""The actions after which a registry's zone denies the name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict and, for a person, why; `is_own` where whoever was asked put an answer of its own in the place of the
    registry's."""

    verdict: Verdict
    reason: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Rendezvous:
    """What is known of a name before it is asked for: its suffix, and the action that its registry says it has done."""

    name: str
    suffix: str | None
    claim: str | None = None

    @property
    def registered(self) -> str:
        """The name that somebody would register to hold this one: one label under the suffix."""
        if self.suffix is None:
            return self.name
        labels = self.name.removesuffix(f".{self.suffix}").split(".")
        return f"{labels[-1]}.{self.suffix}"


def of_failure(answer: Answer) -> Finding:
    """The finding where the question failed."""
    said = {
        TIMEOUT: "no answer, however often it was asked",
        MALFORMED: "only answers that cannot be read",
        TRUNCATED: "an answer too long for UDP, and none by TCP",
        "SERVFAIL": "the resolver could not find out (SERVFAIL)",
        "REFUSED": "the resolver refuses to answer",
    }
    return Finding(Verdict.UNKNOWN, said.get(answer.rcode, f"the resolver answers {answer.rcode}"))


def of_filter(what: str) -> Finding:
    """The finding where the answer is the resolver's own and not the registry's."""
    return Finding(Verdict.UNKNOWN, f"the answer is the resolver's own: {what}", is_own=True)


def of_own_word() -> Finding:
    """The finding where the server that was asked claims to hold the name itself."""
    why = "the server speaks for the name itself; only a resolver, or the registry, can tell who holds it"
    return Finding(Verdict.UNKNOWN, why)


def of_denial(asked: Rendezvous, zone: str | None, how: str = "NXDOMAIN") -> Finding:
    """The finding where `zone`, which was not registered under the suffix, denies the name by `how`."""
    if zone is None:
        return of_filter(f"{how} without the SOA record of the zone that denies")
    if not _is_above(zone, asked.name):
        return of_filter(f"{how} from {zone}, which is not above the name")
    if zone == "":
        return Finding(Verdict.UNKNOWN, f"{how} from the root: this resolver knows no {asked.suffix}")
    if asked.claim is None:
        return Finding(Verdict.UNREGISTERED, f"{how} from {zone}; no registry says that it acted")
    if asked.claim not in _OUT_OF_THE_ZONE:
        return Finding(
            Verdict.UNREGISTERED, f"{how} from {zone}, although its registry's order to {asked.claim} is done"
        )
    return Finding(Verdict.BLOCKED, f"{how} from {zone}, as its registry's order to {asked.claim} says")


def of_emptiness(asked: Rendezvous, zone: str) -> Finding:
    """The finding where `zone` has the name, but without an address, and was not registered under the suffix itself."""
    how = "an answer without an address"
    if _is_above(zone, asked.name) and zone and asked.claim not in _OUT_OF_THE_ZONE:
        return Finding(
            Verdict.UNKNOWN, f"{how} from {zone}: the registry keeps the name, for whom does not come to light"
        )
    return of_denial(asked, zone, how)


def of_sinkhole(sinkhole: Sinkhole, how: str) -> Finding:
    """The finding where the name is a sinkhole's, shown by `how`."""
    verdict = Verdict.SINKHOLED_OURS if sinkhole.ours else Verdict.SINKHOLED_KNOWN
    return Finding(verdict, f"{how} of {sinkhole.operator}")


def of_holder(asked: Rendezvous, addresses: tuple[str, ...], nameservers: tuple[str, ...], note: str = "") -> Finding:
    """The finding where somebody holds the name whom the playbook does not know."""
    where = f"leads to {', '.join(addresses)}" if addresses else "has no address yet"
    servers = f"name servers {', '.join(nameservers)}" if nameservers else "no name servers seen"
    claim = f"; its registry says that its order to {asked.claim} is done" if asked.claim else ""
    return Finding(Verdict.TAKEN, f"{where}, {servers}{note}{claim}")


def _is_above(zone: str, name: str) -> bool:
    return not zone or name.endswith(f".{zone}")
