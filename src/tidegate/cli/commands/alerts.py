"""`tidegate alerts`: what changed, with the evidence."""

import typer

from tidegate.cli.options import DEFAULT_HOME, LOCAL, HomeOption, JsonOption, MemberOption, OperationArgument
from tidegate.cli.output import report

PANEL = "Census"


def register(app: typer.Typer) -> None:
    app.command("alerts", rich_help_panel=PANEL)(alerts)


def alerts(
    operation: OperationArgument,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
    member: MemberOption = LOCAL,
    json: JsonOption = False,
) -> None:
    """List an operation's alerts, the newest day first, each with its evidence."""
    from tidegate.cli.gate import opened
    from tidegate.operation import alerts as record
    from tidegate.policy import Action

    opened(home, operation, member, Action.READ, "the alerts")
    rows = [vars(alert) for alert in record.rows(home.records, operation)]
    columns = ["day", "rule", "subject", "text", "evidence"]
    picked = [{column: row[column] for column in columns} for row in rows]
    report(picked, title="alerts", as_json=json, columns=columns)
