"""How far a probe run came, on disk, so that an interrupted one goes on where it stopped."""

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tidegate.errors import TidegateError
from tidegate.store.files import whole


@dataclass
class Run:
    """One probe run: what it asks for (`wanted`, as text), in which order, and which names are written.

    The order is that of a hash with the run's id in it: random to everybody else, and the same after an interruption.
    `done` has a bit for each name that is written, by its place in the order; `parts` counts the parts of the lake,
    `verdicts` the names that came to each verdict, `open` those of the random part of a sample that are not denied.
    """

    id: str
    wanted: Mapping[str, str]
    done: int = 0
    parts: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    open: int = 0

    @classmethod
    def begin(cls, wanted: Mapping[str, str]) -> "Run":
        """A new run."""
        return cls(uuid.uuid4().hex[:12], wanted)

    @classmethod
    def load(cls, path: Path) -> "Run | None":
        """The run that was interrupted, None where there is none. TidegateError where its file is no such run."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            verdicts = {verdict: int(count) for verdict, count in values.pop("verdicts").items()}
            return cls(**values | {"done": int(values["done"], 16)}, verdicts=verdicts)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TidegateError(f"{path}: is not the state of a probe run ({error}); remove it to begin anew") from None

    def save(self, path: Path) -> None:
        """Write the run's state, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            file.write(json.dumps(asdict(self) | {"done": f"{self.done:x}"}).encode())

    def order(self, names: Sequence[str]) -> list[str]:
        """`names` in this run's order."""
        key = self.id.encode()
        return sorted(names, key=lambda name: hashlib.blake2b(name.encode(), key=key, digest_size=8).digest())

    def is_done(self, place: int) -> bool:
        """Whether the name at `place` of the order is written."""
        return bool(self.done >> place & 1)

    def count(self, places: Collection[int], verdicts: Mapping[str, int], open: int) -> None:
        """The names at `places` are written, as one part more."""
        bits = bytearray(max(places) // 8 + 1)
        for place in places:
            bits[place // 8] |= 1 << place % 8
        self.done |= int.from_bytes(bits, "little")
        self.parts += 1
        self.open += open
        for verdict, count in verdicts.items():
            self.verdicts[verdict] = self.verdicts.get(verdict, 0) + count

    @property
    def part(self) -> str:
        """What the next part is called in the lake: one that was written and not counted is written again."""
        return f"probe-{self.id}-{self.parts:05d}"
