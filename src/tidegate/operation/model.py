"""An operation, and the playbook it starts from: pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from tidegate.dga.family import Behaviour
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span
from tidegate.policy import TLP, Label

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Model:
    """One generator that the operation watches: family, variant, config (canonical text), and how its bots behave.

    `hosts` are the names themselves where there is no generator (a fixed list). `population` is what the group
    believes at the start; the census knows better once sensors run.
    """

    family: str
    variant: str
    config: str
    behaviour: Behaviour
    population: int | None = None
    hosts: tuple[str, ...] = ()
    other_channels: tuple[str, ...] = ()  # what DNS cannot cover, such as "P2P"

    @property
    def key(self) -> str:
        """`conficker/b`, with the config behind a colon where there is one."""
        return f"{self.family}/{self.variant}" + (f":{self.config}" if self.config else "")


ACTIONS = ("block", "register", "sinkhole", "hold")
"""What a registry can be asked to do."""


class Channel(StrEnum):
    """The way by which a registry takes its lists."""

    MAIL = "mail"
    EPP = "epp"
    PORTAL = "portal"
    SFTP = "sftp"
    UNKNOWN = "unknown"


class LegalBasis(StrEnum):
    """What a registry needs before it acts."""

    VOLUNTARY = "voluntary"
    WAIVER = "security-response-waiver"  # ICANN's, which lifts a generic TLD's contract for the names of one threat
    COURT_ORDER = "court-order"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who says that a registry runs its suffixes."""

    PLAYBOOK = "playbook"
    DIRECTORY = "directory"


@dataclass(frozen=True)
class Registry:
    """Who runs some suffixes, what is asked of them, what they can do, and what they may read.

    With `per_host` it is the operator of zones that are public suffixes themselves, such as `no-ip.org`, where it may
    be asked for single hosts and never for the zone.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    action: str = "block"  # one of ACTIONS: what this registry is asked to do
    clearance: TLP | None = TLP.AMBER
    contact: str = ""
    lead_days: int = 7  # how long before the first day it wants its list
    formats: tuple[str, ...] = ("csv",)
    channel: Channel = Channel.UNKNOWN
    can: tuple[str, ...] = ACTIONS  # those of ACTIONS that it can do: all of them while it has not said
    legal_basis: LegalBasis = LegalBasis.UNKNOWN
    time_zone: str = "UTC"  # the IANA zone in which its people work
    rdap: str = ""  # base URL of its RDAP service, with the last slash
    whois: str = ""  # host name of its WHOIS server
    probe_rate: int | None = None  # questions a second about its names that it bears; None: it has not said
    per_host: bool = False
    origin: Origin = Origin.PLAYBOOK

    def asked(self) -> str:
        """The action it is asked for; TidegateError where it cannot do that."""
        if self.action not in self.can:
            raise TidegateError(
                f"registry {self.id} is asked to {self.action}, but can only {' or '.join(self.can)}: "
                "amend its action, or what it can do (tidegate registry amend)"
            )
        return self.action


@dataclass(frozen=True)
class Legitimate:
    """A site that was there before the botnet named it."""

    name: str
    what: str
    source: str


@dataclass(frozen=True)
class Sinkhole:
    """A sinkhole that a probe may meet: the operation's own, or another operator's."""

    operator: str
    ours: bool
    networks: tuple[Network, ...] = ()
    nameservers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thresholds:
    """When a change is an alert."""

    population_band: float = 0.3  # a day's population this share above or below the days before
    band_days: int = 7  # how many days before are compared
    exposure: float = 0.01
    answer_days: float = 3  # how long after its list was sent, and due, a registry may say nothing before it is silent
    appeal_hours: float = 24  # how long an owner's claim may wait for its answer, and a release for its confirmation


@dataclass(frozen=True)
class Playbook:
    """The reusable description an operation starts from."""

    name: str
    title: str
    label: Label
    horizon: timedelta
    models: tuple[Model, ...]
    registries: tuple[Registry, ...]
    sinkholes: tuple[Sinkhole, ...]
    legitimate: tuple[Legitimate, ...] = ()
    subgroups: tuple[str, ...] = ("dns", "sinkhole", "analysis")
    thresholds: Thresholds = Thresholds()

    @cached_property
    def registry_of_suffix(self) -> Mapping[str, Registry]:
        """Which registry runs a suffix."""
        return {suffix: registry for registry in self.registries for suffix in registry.suffixes}

    def registry(self, id: str) -> Registry:
        """The registry called `id`; UnknownNameError lists them otherwise."""
        for registry in self.registries:
            if registry.id == id:
                return registry
        raise UnknownNameError("registry", id, sorted(registry.id for registry in self.registries))


@dataclass(frozen=True)
class Operation:
    """One group's response to one botnet, from its first day."""

    name: str
    playbook: Playbook
    first: date

    @property
    def label(self) -> Label:
        """What everything of this operation inherits."""
        return self.playbook.label

    @property
    def span(self) -> Span:
        """The horizon that the playbook asks for."""
        return Span.of(self.first, self.playbook.horizon.days)
