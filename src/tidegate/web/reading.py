"""Who may be told of a name: its registry, and the members, as the policy decides of each."""

from dataclasses import dataclass

from tidegate.dns.coverage import gaps
from tidegate.group import members
from tidegate.operation import clearance
from tidegate.operation.model import Registry
from tidegate.policy import Action, decide
from tidegate.web.page import Visit


@dataclass(frozen=True)
class Reader:
    """Somebody, whether they may be told, what of, and why or why not."""

    who: str
    may: bool
    what: str
    why: str


def readers(visit: Visit, registry: Registry | None) -> list[Reader]:
    """The registry, then every member; no members where the viewer may not know who they are."""
    found = [] if registry is None else [_registry(visit, registry)]
    roster = members.rows(visit.home.records) if visit.lets(members.ROSTER) else []
    return found + [_member(visit, member) for member in roster]


def _registry(visit: Visit, registry: Registry) -> Reader:
    decision = decide(clearance.registry_viewer(registry), Action.EXPORT, visit.operation.label)
    return Reader(registry.id, bool(decision), "the name, in its list", decision.reason)


def _member(visit: Visit, member: members.Member) -> Reader:
    decision = decide(member.viewer, Action.READ, gaps.label(visit.operation))
    return Reader(member.member, bool(decision), "the name, and whether it is open", decision.reason)
