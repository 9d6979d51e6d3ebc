"""How far a probe run came, on disk, so that an interrupted one goes on where it stopped."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.store.files import whole


@dataclass
class Run:
    """One probe run: what it asks for (`wanted`, as text), in which order and batches, and which batches are written.

    The order is that of a hash with the run's id in it: random to everybody else, and the same after an interruption.
    `done` holds each written batch's verdict counts.
    """

    id: str
    wanted: Mapping[str, str]
    batch: int
    done: dict[int, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def begin(cls, wanted: Mapping[str, str], batch: int) -> "Run":
        """A new run."""
        return cls(uuid.uuid4().hex[:12], wanted, batch)

    @classmethod
    def load(cls, path: Path) -> "Run | None":
        """The run that was interrupted, None where there is none. TidegateError where its file is no such run."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            done = {int(number): dict(counts) for number, counts in values.pop("done").items()}
            return cls(**values, done=done)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TidegateError(f"{path}: is not the state of a probe run ({error}); remove it to begin anew") from None

    def save(self, path: Path) -> None:
        """Write the run's state, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            file.write(json.dumps(asdict(self)).encode())

    def order(self, names: Sequence[str], sample: int | None) -> list[str]:
        """`names` in this run's order, the first `sample` of them where it is a sample."""
        key = self.id.encode()
        ordered = sorted(names, key=lambda name: hashlib.blake2b(name.encode(), key=key, digest_size=8).digest())
        return ordered[:sample]

    def part(self, number: int) -> str:
        """What batch `number` is called in the lake."""
        return f"probe-{self.id}-{number:05d}"
