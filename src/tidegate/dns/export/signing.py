"""The signature of a manifest: detached OpenPGP (RFC 9580, RFC 4880) in ASCII armour, by Sequoia.

Whoever has the signer's certificate can check it, with `gpg` as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pysequoia

from tidegate.errors import TidegateError
from tidegate.store.files import content

SIGNATURE = "manifest.json.asc"

Seal = Callable[[bytes], bytes]
"""Makes the detached signature of some bytes."""


@dataclass(frozen=True)
class Signed:
    """Who signed: the certificate's fingerprint, its first user id, and when by the signer's clock (UTC)."""

    fingerprint: str
    signer: str
    at: datetime


def seal(key: Path, passphrase: str | None) -> Seal:
    """What signs with the secret key in the file `key`, which may be protected by `passphrase`.

    TidegateError where that cannot be: no key, a wrong passphrase, a key that is expired, revoked or not for signing.
    """
    certificate, signer = _opened(key, passphrase)

    def sign(text: bytes) -> bytes:
        made = bytes(pysequoia.sign(signer, text, mode=pysequoia.SignatureMode.DETACHED))
        check(text, made, [certificate], str(key))
        return made

    sign(b"a signature that nobody could check is none")
    return sign


def passphrase(path: Path) -> str:
    """The passphrase in a file: its first line."""
    try:
        return content(path).decode().partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise TidegateError(f"{path}: no passphrase: not UTF-8") from None


def certificates(path: Path) -> list[Any]:
    """The OpenPGP certificates in a file, armoured or not; TidegateError where there is none."""
    try:
        found = pysequoia.Cert.split_bytes(content(path))
    except RuntimeError as error:
        raise TidegateError(f"{path}: no OpenPGP certificate: {_said(error)}") from None
    if not found:
        raise TidegateError(f"{path}: no OpenPGP certificate")
    return list(found)


def check(text: bytes, signature: bytes, known: list[Any], what: str) -> Signed:
    """Who of `known` made the detached `signature` of `text`; TidegateError, which begins with `what`, where none."""
    try:
        read = pysequoia.Sig.from_bytes(signature)
    except RuntimeError as error:
        raise TidegateError(f"{what}: no OpenPGP signature: {_said(error)}") from None
    try:
        valid = pysequoia.verify(text, store=lambda ids: known, signature=read).valid_sigs
    except RuntimeError:
        valid = []
    if not valid:
        raise TidegateError(f"{what}: not signed by {_names(known)}, or changed since")
    [certificate] = [one for one in known if one.fingerprint == valid[0].certificate][:1]
    return Signed(certificate.fingerprint, _user(certificate), (read.created or datetime.min).astimezone(UTC))


def _opened(key: Path, passphrase: str | None) -> tuple[Any, Any]:
    """The certificate and the signer of a secret key."""
    try:
        secret = pysequoia.Tsk.from_bytes(content(key))
    except RuntimeError as error:
        raise TidegateError(f"{key}: no OpenPGP key: {_said(error)}") from None
    certificate = secret.extract_certificate()
    try:
        return certificate, secret.signer(passphrase) if passphrase else secret.signer()
    except RuntimeError as error:
        raise TidegateError(f"{key}: the key cannot sign: {_said(error)}") from None


def _names(known: list[Any]) -> str:
    return " or ".join(f"{_user(one)} ({one.fingerprint})" for one in known)


def _user(certificate: Any) -> str:
    return str(next(iter(certificate.user_ids), ""))


def _said(error: RuntimeError) -> str:
    """What the library says, without the backtrace that it says it with."""
    return str(error).partition("\n")[0]
