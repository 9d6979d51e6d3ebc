"""How long something took, in the unit that suits it. Pure."""

from datetime import timedelta

from tidegate.names.figures import NOTHING

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def took(value: timedelta | None) -> str:
    """`2.3 days`, `5.0 hours`, `40 minutes`; nothing yet where it is None."""
    if value is None:
        return NOTHING
    if value >= _DAY:
        return f"{value / _DAY:,.1f} days"
    return f"{value / _HOUR:.1f} hours" if value >= _HOUR else f"{value // _MINUTE} minutes"
