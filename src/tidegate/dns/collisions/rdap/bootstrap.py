"""Which RDAP service answers for a name: that of its registry, or what a bootstrap file says (RFC 9224)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tidegate.errors import TidegateError
from tidegate.names.domain import normalise
from tidegate.names.suffixes import suffix_of
from tidegate.operation.model import Playbook


def of_playbook(playbook: Playbook) -> dict[str, str]:
    """The base URL of the service of each suffix whose registry has one; all URLs end in a slash."""
    run = playbook.registry_of_suffix
    return {suffix: _slashed(registry.rdap) for suffix, registry in run.items() if registry.rdap}


def of_file(path: Path) -> dict[str, str]:
    """The same from a bootstrap file for domain names; of several URLs the encrypted one."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise TidegateError(f"{path}: is no JSON: {error}") from None
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, list):
        raise TidegateError(f"{path}: services: is no list")
    found: dict[str, str] = {}
    for index, service in enumerate(services):
        found |= _service(service, f"{path}: services[{index}]")
    return found


def service_of(name: str, services: Mapping[str, str]) -> str | None:
    """The service for `name`: that of the longest suffix which has one."""
    suffix = suffix_of(name, services)
    return None if suffix is None else services[suffix]


def _service(service: Any, where: str) -> dict[str, str]:
    match service:
        case [[*suffixes], [*urls]] if urls and all(isinstance(text, str) for text in [*suffixes, *urls]):
            url = _slashed(min(urls, key=lambda url: not url.startswith("https:")))
            return {normalise(suffix): url for suffix in suffixes if suffix.strip(".")}
    raise TidegateError(f"{where}: {str(service)[:60]} is no pair of suffixes and URLs")


def _slashed(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise TidegateError(f"{url!r} is no address of an RDAP service")
    return url if url.endswith("/") else f"{url}/"
