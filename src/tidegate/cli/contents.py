"""The order of `tidegate --help`: a table of contents that tells an operation's story."""

from typing import Any

from typer.core import TyperGroup

CHAPTERS = {
    "Start": ("drill", "init"),
    "Analysis": ("dga", "forecast", "identify", "index", "observe"),
    "Collisions": ("collisions", "rdap", "judge", "exempt", "taking", "collateral", "appeal", "overlap"),
    "Orders": ("registry", "plan", "orders", "export", "verify", "epp", "resolvers"),
    "Proof": ("probe", "coverage", "gaps", "chase", "whatif"),
    "Sinkhole": ("sinkhole", "ingest"),
    "Census": ("census", "alerts"),
    "Group": ("member", "decide", "brief", "interview", "review"),
    "Pages": ("serve",),
    "Record": ("audit",),
}
"""The headings in order, and under each the commands as they are used; one that is not named here comes last."""


class Contents(TyperGroup):
    """The commands by chapter."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names, in the order of the chapters."""
        return sorted(self.commands, key=self._place)

    def _place(self, name: str) -> tuple[int, int, str]:
        panel = str(getattr(self.commands[name], "rich_help_panel", ""))
        headings, chapter = list(CHAPTERS), CHAPTERS.get(panel, ())
        return (
            headings.index(panel) if panel in CHAPTERS else len(headings),
            chapter.index(name) if name in chapter else len(chapter),
            name,
        )
