"""The settings of an account at a registry's EPP server, as TOML; what is wrong is refused with file, line and key.

The password is never in them: they name a file or an environment variable that has it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.exchange.epp.nameservers import Address, Delegation
from tidegate.exchange.epp.run import Patience, Peer
from tidegate.exchange.epp.session import Account
from tidegate.exchange.epp.wire import PORT, Server
from tidegate.exchange.epp.wish import LOCKS, Terms
from tidegate.names.domain import is_domain
from tidegate.operation.toml.table import Table, read

_KEYS = ("server", "account", "registration", "pace")
_AUTHORITIES = {"registrar": "client", "registry": "server"}
_CONTACTS = ("admin", "billing", "tech")
_SHORTEST_ID, _LONGEST_ID = 3, 16  # eppcom:clIDType
_SHORTEST_PASSWORD, _LONGEST_PASSWORD = 6, 16  # epp:pwType


@dataclass(frozen=True)
class Settings:
    """Whom to talk to and how, what to say of the names, how many of them in one check, and how often to begin anew
    with a name."""

    peer: Peer
    terms: Terms
    batch: int
    restarts: int


def load(path: Path, nameservers: tuple[str, ...] = (), environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the file at `path`, whose relative paths begin in its folder; `nameservers` are those that names
    are delegated to where the file names none."""
    return parse(_text(path), str(path), path.parent, nameservers, environment)


def parse(text: str, file: str, folder: Path, nameservers: tuple[str, ...], environment: Mapping[str, str]) -> Settings:
    """The settings in `text`; a TidegateError that begins with `FILE:LINE:` where they are wrong."""
    top = read(text, file)
    top.only(*_KEYS)
    server = _server(top.table("server", needed=True), folder)
    pace, registration = top.table("pace"), top.table("registration")
    pace.only("window", "check", "restarts", "sessions", "first_wait", "longest_wait")
    delegation = _delegation(registration, nameservers)
    account, authority = _account(top.table("account", needed=True), folder, environment, delegation.objects)
    patience = Patience(
        pace.whole("sessions", Patience.sessions, least=0, most=1000),
        pace.number("first_wait", Patience.first, least=0, most=3600),
        pace.number("longest_wait", Patience.longest, least=0, most=86_400),
    )
    return Settings(
        peer=Peer(server, account, pace.whole("window", 1, least=1, most=100), patience),
        terms=_terms(registration, account.name, authority, delegation),
        batch=pace.whole("check", 10, least=1, most=100),
        restarts=pace.whole("restarts", 5, least=0, most=100),
    )


def _server(table: Table, folder: Path) -> Server:
    table.only("host", "port", "ca", "certificate", "key", "timeout")
    if "key" in table and "certificate" not in table:
        raise table.flaw("key", "is of no use without a certificate")
    return Server(
        host=table.text("host"),
        port=table.whole("port", PORT, least=1, most=65_535),
        ca=_file(table, "ca", folder),
        certificate=_file(table, "certificate", folder),
        key=_file(table, "key", folder),
        timeout=table.number("timeout", Server.timeout, least=0.1, most=3600),
    )


def _account(table: Table, folder: Path, environment: Mapping[str, str], hosts: bool) -> tuple[Account, str]:
    table.only("name", "authority", "password_file", "password_variable", "extensions", "language")
    authority = table.text("authority", "registrar")
    if authority not in _AUTHORITIES:
        raise table.flaw("authority", f'"{authority}" is not one of {", ".join(_AUTHORITIES)}')
    account = Account(
        name=_id(table, "name"),
        password=_password(table, folder, environment),
        extensions=table.texts("extensions", ()),
        language=table.text("language", Account.language),
        hosts=hosts,
    )
    return account, _AUTHORITIES[authority]


def _password(table: Table, folder: Path, environment: Mapping[str, str]) -> str:
    given = [key for key in ("password_file", "password_variable") if key in table]
    if len(given) != 1:
        raise table.flaw("password_file", "name either a password_file or a password_variable")
    [key] = given
    if key == "password_file":
        path = _file(table, key, folder)
        assert path is not None
        password = _text(path).rstrip("\r\n")
    else:
        password = environment.get(table.text(key), "")
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD or not password.isprintable():
        raise table.flaw(
            key,
            f"the password there has to be of {_SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} printable characters "
            "(RFC 5730, section 2.9.1.1)",
        )
    return password


def _terms(table: Table, account: str, authority: str, delegation: Delegation) -> Terms:
    table.only("nameservers", "addresses", "hosts", "locks", "statuses", "years", "registrant", "contacts")
    locks, statuses = table.texts("locks", LOCKS), table.texts("statuses", ())
    for index, lock in enumerate(locks):
        if lock not in LOCKS:
            raise table.flaw("locks", f'"{lock}" is not one of {", ".join(LOCKS)}', index)
    for index, status in enumerate(statuses):
        if not status.isascii() or not status.isalpha():
            raise table.flaw("statuses", f'"{status}" is not the name of a status', index)
    contacts = table.table("contacts")
    contacts.only(*_CONTACTS)
    return Terms(
        account=account,
        authority=authority,
        delegation=delegation,
        locks=locks,
        statuses=statuses,
        years=table.whole("years", 1, least=1, most=99),
        registrant=_id(table, "registrant") if "registrant" in table else "",
        contacts=tuple((kind, _id(contacts, kind)) for kind in _CONTACTS if kind in contacts),
    )


def _delegation(table: Table, otherwise: tuple[str, ...]) -> Delegation:
    servers = table.texts("nameservers", otherwise)
    for index, server in enumerate(servers):
        if not is_domain(server):
            raise table.flaw("nameservers", f'"{server}" is not a host name: use lower-case A-labels', index)
    hosts = table.text("hosts", "attributes")
    if hosts not in ("attributes", "objects"):
        raise table.flaw("hosts", f'"{hosts}" is not one of attributes, objects')
    addresses = table.table("addresses")
    addresses.only(*servers)
    return Delegation(
        servers, {server: _addresses(addresses, server) for server in addresses.values}, hosts == "objects"
    )


def _addresses(table: Table, server: str) -> tuple[Address, ...]:
    found = []
    for index, text in enumerate(table.texts(server)):
        try:
            found.append(ip_address(text))
        except ValueError:
            raise table.flaw(server, f'"{text}" is not an address', index) from None
    return tuple(found)


def _id(table: Table, key: str) -> str:
    id = table.text(key)
    if not _SHORTEST_ID <= len(id) <= _LONGEST_ID or not id.isprintable() or "  " in id:
        raise table.flaw(key, f'"{id}" is not an identifier of {_SHORTEST_ID} to {_LONGEST_ID} characters')
    return id


def _file(table: Table, key: str, folder: Path) -> Path | None:
    if key not in table:
        return None
    path = folder / Path(table.text(key)).expanduser()
    if not path.is_file():
        raise table.flaw(key, f"there is no file {path}")
    return path


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TidegateError(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}") from None
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None
