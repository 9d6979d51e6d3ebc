"""The `[label]` that everything of an operation inherits."""

from tidegate.errors import TidegateError
from tidegate.operation.toml.table import Table
from tidegate.policy import PAP, TLP, Label


def label(top: Table) -> Label:
    """The playbook's label; what it leaves out is the strictest there is."""
    table = top.table("label", needed=True)
    table.only("tlp", "pap", "compartments")
    strictest = Label()
    return Label(
        tlp(table, "tlp", strictest.tlp),
        _pap(table, "pap", strictest.pap),
        frozenset(table.texts("compartments", ())),
    )


def tlp(table: Table, key: str, default: TLP) -> TLP:
    """The TLP level under `key`."""
    try:
        return TLP.parse(table.text(key)) if key in table else default
    except TidegateError as error:
        raise table.flaw(key, str(error)) from None


def _pap(table: Table, key: str, default: PAP) -> PAP:
    try:
        return PAP.parse(table.text(key)) if key in table else default
    except TidegateError as error:
        raise table.flaw(key, str(error)) from None
