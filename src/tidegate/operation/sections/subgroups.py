"""The working group's `subgroups`."""

from tidegate.operation.model import Playbook
from tidegate.operation.naming import RULE, is_name
from tidegate.operation.toml.table import Table


def subgroups(top: Table) -> tuple[str, ...]:
    """The subgroups' names; dns, sinkhole and analysis where the playbook names none."""
    names = top.texts("subgroups", Playbook.subgroups)
    for index, name in enumerate(names):
        if not is_name(name):
            raise top.flaw("subgroups", f'"{name}" is not a name: use {RULE}', index)
    return names
