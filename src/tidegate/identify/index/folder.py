"""The folder of an index: one writer at a time, and nothing left over."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.identify.index.manifest import FILE, Manifest

_OURS = re.compile(rf"segment-[0-9a-f]{{32}}|sets-[0-9a-f]{{32}}\.parquet|\.({FILE}|sets-.*)\.[0-9a-f]{{32}}")


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only writer of the index in `folder`, which is made; TidegateError where there is another."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("a")
    except OSError as error:
        raise TidegateError(f"{folder}: cannot be written: {error.strerror}") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise TidegateError(f"{folder}: is being written by another process") from None
        try:
            yield
        except OSError as error:
            raise TidegateError(f"{folder}: cannot be written: {error.strerror or error}") from None


def sweep(folder: Path, manifest: Manifest | None) -> None:
    """Remove what no manifest names: segments that were merged, and what a killed build left."""
    kept = {manifest.sets, *manifest.segments} if manifest else set()
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in kept:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def size(folder: Path, manifest: Manifest) -> int:
    """Bytes on disk of all that the manifest names, itself included."""
    paths = [folder / FILE, folder / manifest.sets, *(folder / name for name in manifest.segments)]
    files = [file for path in paths for file in (path.iterdir() if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files)
