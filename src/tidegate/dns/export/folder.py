"""A folder that appears whole or not at all: written under another name, brought to the disk, renamed."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidegate.dns.export.format import File
from tidegate.dns.export.manifest import FileFacts
from tidegate.errors import TidegateError
from tidegate.store.files import to_disk


@contextmanager
def staging(parent: Path) -> Iterator[Path]:
    """A hidden folder in `parent` to write into; what is left of it in the end is removed."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".tidegate-", dir=parent))
    except OSError as error:
        raise TidegateError(f"{parent}: {error.strerror or error}") from None
    try:
        yield folder
    except OSError as error:
        raise TidegateError(f"{error.filename or parent}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, file: File) -> FileFacts:
    """Write `file` piece by piece, and say how long it is and what its digest is."""
    digest, length = hashlib.sha256(), 0
    with (folder / file.name).open("wb") as target:
        for piece in file.pieces:
            target.write(piece)
            digest.update(piece)
            length += len(piece)
        target.flush()
        os.fsync(target.fileno())
    return FileFacts(file.name, length, digest.hexdigest())


def appear(folder: Path, target: Path) -> None:
    """Let the staged `folder` appear as `target`, which must not exist."""
    folder.chmod(0o755)
    to_disk(folder)
    folder.rename(target)
    to_disk(target.parent)
