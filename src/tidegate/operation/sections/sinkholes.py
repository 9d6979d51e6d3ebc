"""The `[[sinkholes]]` that a probe may meet: the operation's own, and other operators'."""

from ipaddress import ip_network

from tidegate.names.domain import is_domain
from tidegate.operation.model import Network, Sinkhole
from tidegate.operation.toml.table import Table


def sinkholes(top: Table) -> tuple[Sinkhole, ...]:
    """All sinkholes, in the file's order."""
    return tuple(_sinkhole(table) for table in top.tables("sinkholes"))


def _sinkhole(table: Table) -> Sinkhole:
    table.only("operator", "ours", "networks", "nameservers")
    return Sinkhole(table.text("operator"), table.flag("ours", False), _networks(table), _nameservers(table))


def _networks(table: Table) -> tuple[Network, ...]:
    networks = []
    for index, text in enumerate(table.texts("networks", ())):
        try:
            networks.append(ip_network(text))
        except ValueError as error:
            raise table.flaw("networks", f"is not a network: {error}", index) from None
    return tuple(networks)


def _nameservers(table: Table) -> tuple[str, ...]:
    servers = table.texts("nameservers", ())
    for index, server in enumerate(servers):
        if not is_domain(server):
            raise table.flaw("nameservers", f'"{server}" is not a domain name in lower case', index)
    return servers
