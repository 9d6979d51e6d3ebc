"""A family with who brings it: an entry of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tidegate.dga.family import Family

BUILT_IN = "built in"


@dataclass(frozen=True)
class Entry:
    """A family, and its `origin`: built in, `package NAME VERSION`, or `wasm SHA-256`."""

    family: Family
    origin: str = BUILT_IN

    @property
    def names(self) -> tuple[str, ...]:
        """All that the family is called."""
        return (self.family.name, *self.family.aliases)


@dataclass(eq=False)
class Entries:
    """Families by name, none of them called like another; `flaws` say what was left out, and why."""

    families: dict[str, Entry] = field(default_factory=dict)
    flaws: list[str] = field(default_factory=list)

    def find(self, name: str) -> Entry | None:
        """The family called `name`, by its own name or an alias, in either case."""
        wanted = name.lower()
        if wanted in self.families:
            return self.families[wanted]
        return next((entry for entry in self.families.values() if wanted in entry.names), None)

    def add(self, found: Iterable[Entry | str]) -> "Entries":
        """These and those of `found`, which may not take their names; a text is a flaw."""
        both = Entries(dict(self.families), list(self.flaws))
        for entry in found:
            flaw = entry if isinstance(entry, str) else both.taken(entry)
            if flaw:
                both.flaws.append(flaw)
            elif isinstance(entry, Entry):
                both.families[entry.family.name] = entry
        return both

    def without(self, name: str) -> "Entries":
        """All of them but the family called `name`."""
        return Entries({key: entry for key, entry in self.families.items() if key != name}, self.flaws)

    def taken(self, entry: Entry) -> str | None:
        """Why `entry` cannot stand beside these: whose name it would take."""
        for name in entry.names:
            owner = self.find(name)
            if owner:
                return (
                    f"{entry.origin}: the name {name!r} of its family {entry.family.name!r} is that of"
                    f" {owner.family.name!r} ({owner.origin})"
                )
        return None
