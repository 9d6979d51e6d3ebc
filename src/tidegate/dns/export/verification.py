"""What a recipient checks of an export: that it is signed, whole, and nothing else than what was signed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tidegate.dns.export import signing
from tidegate.dns.export.manifest import NAME, FileFacts
from tidegate.dns.export.signing import SIGNATURE, Signed
from tidegate.errors import TidegateError
from tidegate.store.files import content


@dataclass(frozen=True)
class Verified:
    """An export that is what its signer made: what the manifest says, in JSON's own values, and who signed it."""

    manifest: dict[str, Any]
    signed: Signed


def verify(folder: Path, certificate: Path) -> Verified:
    """Check the export in `folder` against the certificates in the file `certificate`.

    TidegateError names every file that differs, is missing or does not belong there; nothing of the manifest is
    believed before its signature is.
    """
    text = content(folder / NAME)
    known = signing.certificates(certificate)
    signed = signing.check(text, content(folder / SIGNATURE), known, str(folder / SIGNATURE))
    manifest = parse(text, str(folder / NAME))
    flaws = [*_files(folder, manifest), *_extra(folder, manifest)]
    if flaws:
        raise TidegateError("\n".join(flaws))
    return Verified(manifest, signed)


def parse(text: bytes, file: str) -> dict[str, Any]:
    """The values of a manifest; TidegateError, which begins with `file`, where it is none."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise TidegateError(f"{file}: not JSON") from None
    if not isinstance(values, dict):
        raise TidegateError(f"{file}: not a manifest")
    for key, kind in _KINDS.items():
        if not isinstance(values.get(key), kind) or isinstance(values[key], bool):
            raise TidegateError(f"{file}: {key}: {values.get(key)!r} cannot be there")
    label = values["label"]
    if not (_is_text(label.get("tlp")) and _is_text(label.get("pap")) and _are_texts(label.get("compartments"))):
        raise TidegateError(f"{file}: label: {label!r} cannot be there")
    if not _are_texts(values["orders"]):
        raise TidegateError(f"{file}: orders: {values['orders']!r} cannot be there")
    for place, entry in enumerate(values["files"]):
        if not _is_file(entry):
            raise TidegateError(f"{file}: files[{place}]: {entry!r} is no file's name, size and digest")
    return values


_KINDS: dict[str, type] = {
    **dict.fromkeys(("operation", "registry", "format", "made_at", "valid_from", "valid_until"), str),
    **dict.fromkeys(("serial", "names", "rendezvous", "exempted"), int),
    **{"label": dict, "orders": list, "files": list},
}
"""What a manifest must say, for a recipient to know what it has."""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(map(_is_text, values))


def _is_file(entry: object) -> bool:
    if not isinstance(entry, dict) or set(entry) != set(FileFacts.__annotations__):
        return False
    name, size, digest = entry["name"], entry["bytes"], entry["sha256"]
    texts = isinstance(name, str) and isinstance(digest, str) and isinstance(size, int)
    return texts and name.isprintable() and name not in ("", "..") and PurePath(name).name == name


def _files(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    for entry in manifest["files"]:
        path = folder / entry["name"]
        if path.is_symlink() or not path.is_file():
            yield f"{path}: missing"
        elif (size := path.stat().st_size) != entry["bytes"]:
            yield f"{path}: {size:,} bytes, not {entry['bytes']:,}"
        elif _digest(path) != entry["sha256"]:
            yield f"{path}: changed: its SHA-256 is another"


def _extra(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    known = {NAME, SIGNATURE, *(entry["name"] for entry in manifest["files"])}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            yield f"{path}: not in the manifest"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise TidegateError(f"{path}: {error.strerror or error}") from None
