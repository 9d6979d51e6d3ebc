"""What a playbook says beside its models and registries: label, sinkholes, legitimate sites, subgroups, thresholds."""

from ipaddress import ip_network

from tidegate.errors import TidegateError
from tidegate.names.domain import is_domain
from tidegate.operation.model import Legitimate, Network, Playbook, Sinkhole, Thresholds
from tidegate.operation.names import RULE, is_name
from tidegate.operation.reading import Table
from tidegate.policy import PAP, TLP, Label


def label(top: Table) -> Label:
    """The `[label]` that everything of an operation inherits; what it leaves out is the strictest there is."""
    table = top.table("label", needed=True)
    table.only("tlp", "pap", "compartments")
    strictest = Label()
    level = tlp(table, "tlp", strictest.tlp)
    assert level is not None
    return Label(level, _pap(table, strictest.pap), frozenset(table.texts("compartments", ())))


def tlp(table: Table, key: str, default: TLP | None) -> TLP | None:
    """The TLP level under `key`."""
    if key not in table:
        return default
    try:
        return TLP.parse(table.text(key))
    except TidegateError as error:
        raise table.flaw(key, str(error)) from None


def _pap(table: Table, default: PAP) -> PAP:
    if "pap" not in table:
        return default
    try:
        return PAP.parse(table.text("pap"))
    except TidegateError as error:
        raise table.flaw("pap", str(error)) from None


def sinkholes(top: Table) -> tuple[Sinkhole, ...]:
    """The `[[sinkholes]]` that a probe may meet, ours and other operators'."""
    return tuple(_sinkhole(table) for table in top.tables("sinkholes"))


def _sinkhole(table: Table) -> Sinkhole:
    table.only("operator", "ours", "networks", "nameservers")
    nameservers = table.texts("nameservers", ())
    for index, server in enumerate(nameservers):
        if not is_domain(server):
            raise table.flaw("nameservers", f'"{server}" is not a domain name in lower case', index)
    return Sinkhole(table.text("operator"), table.flag("ours", False), _networks(table), nameservers)


def _networks(table: Table) -> tuple[Network, ...]:
    networks = []
    for index, text in enumerate(table.texts("networks", ())):
        try:
            networks.append(ip_network(text))
        except ValueError as error:
            raise table.flaw("networks", f"is not a network: {error}", index) from None
    return tuple(networks)


def legitimate(top: Table) -> tuple[Legitimate, ...]:
    """The `[[legitimate]]` sites that were there before the botnet named them."""
    found: dict[str, Legitimate] = {}
    for table in top.tables("legitimate"):
        table.only("name", "what", "source")
        name = table.text("name")
        if not is_domain(name):
            raise table.flaw("name", f'"{name}" is not a domain name in lower case')
        if name in found:
            raise table.flaw("name", f'"{name}" stands here twice')
        found[name] = Legitimate(name, table.text("what"), table.text("source"))
    return tuple(found.values())


def subgroups(top: Table) -> tuple[str, ...]:
    """The working group's subgroups."""
    names = top.texts("subgroups", Playbook.subgroups)
    for index, name in enumerate(names):
        if not is_name(name):
            raise top.flaw("subgroups", f'"{name}" is not a name: use {RULE}', index)
    return names


def thresholds(top: Table) -> Thresholds:
    """The `[thresholds]` beyond which a change is an alert."""
    table = top.table("thresholds")
    table.only("population_band", "band_days", "exposure")
    default = Thresholds()
    return Thresholds(
        population_band=table.number("population_band", default.population_band, least=0, most=100),
        band_days=table.whole("band_days", default.band_days, least=1, most=366),
        exposure=table.number("exposure", default.exposure, least=0, most=1),
    )
