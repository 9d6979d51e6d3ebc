"""Where the registration data of a suffix is asked for."""

from tidegate.operation.directory.root import top_level
from tidegate.operation.model import Registry


def rdap_base(registry: Registry, suffix: str) -> str:
    """The base URL, with the last slash, of the RDAP service for names under `suffix`: the registry's own where the
    group knows one, else IANA's for its top-level domain; empty where there is none."""
    top = top_level(suffix)
    return registry.rdap or (top.rdap if top else "")


def whois_host(registry: Registry, suffix: str) -> str:
    """The WHOIS server for names under `suffix`, found likewise."""
    top = top_level(suffix)
    return registry.whois or (top.whois if top else "")
