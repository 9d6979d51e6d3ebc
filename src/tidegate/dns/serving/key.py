"""TSIG keys (RFC 8945): made here, kept in a file that only its owner reads; the record knows them by fingerprint."""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.store import Home

ALGORITHM = "hmac-sha256"
_BYTES = 32


@dataclass(frozen=True)
class Key:
    """A key's name and its secret (base64), which no message ever shows."""

    name: str
    secret: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What tells keys apart and gives nothing away: 16 hexadecimal digits of the secret's SHA-256."""
        return hashlib.sha256(base64.b64decode(self.secret)).hexdigest()[:16]


def make(resolver: str) -> Key:
    """A new key for `resolver`."""
    return Key(key_name(resolver), base64.b64encode(secrets.token_bytes(_BYTES)).decode())


def key_name(resolver: str) -> str:
    """What the key of `resolver` is called, here and there."""
    return f"tidegate-{resolver}"


def keep(home: Home, resolver: str, key: Key) -> None:
    """Write the key of `resolver` to its file in the home."""
    path = _path(home, resolver, key.fingerprint)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None
    write(path, f"{ALGORITHM}:{key.name}:{key.secret}\n")


def read(home: Home, resolver: str, fingerprint: str) -> Key:
    """The key of `resolver`; TidegateError where its file is gone or holds another than the record says."""
    path = _path(home, resolver, fingerprint)
    try:
        _, name, secret = path.read_text("ascii").strip().split(":")
        key = Key(name, secret)
        if key.fingerprint == fingerprint:
            return key
    except OSError as error:
        raise TidegateError(f"{path}: the key of {resolver} cannot be read: {error.strerror}") from None
    except ValueError:
        pass
    raise TidegateError(f"{path}: not the key of {resolver} that the record knows; add the resolver again")


def forget(home: Home, resolver: str, fingerprint: str) -> None:
    """Remove the key's file."""
    _path(home, resolver, fingerprint).unlink(missing_ok=True)


def write(path: Path, text: str) -> None:
    """Write a secret to the new file `path`, for its owner's eyes only; TidegateError where there is one already."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None


def _path(home: Home, resolver: str, fingerprint: str) -> Path:
    return home.path / "keys" / f"{resolver}-{fingerprint}.key"
