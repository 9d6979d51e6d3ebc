"""The calendar for generators that reckon with other days than the one they are asked for; days count from 1970-01-01.

Source: the Gregorian calendar's 400 years of 146097 days, with years that begin in March so that a leap day comes last.
"""

_MARCH = 719468
"""Days from the first of March of the year 0 to 1970-01-01."""


def date_of(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day by its number."""
    since_march = number + _MARCH
    era, inside = since_march // 146097, since_march % 146097
    year = (inside - inside // 1460 + inside // 36524 - inside // 146096) // 365
    yearday = inside - (365 * year + year // 4 - year // 100)
    month = (5 * yearday + 2) // 153
    day = yearday - (153 * month + 2) // 5 + 1
    if month >= 10:
        return era * 400 + year + 1, month - 9, day
    return era * 400 + year, month + 3, day


def number_of(year: int, month: int, day: int) -> int:
    """The number of a day; one beyond its month's end is taken on into the next month."""
    if month <= 2:
        year, month = year - 1, month + 12
    inside = year % 400
    yearday = (153 * (month - 3) + 2) // 5 + day - 1
    return year // 400 * 146097 + inside * 365 + inside // 4 - inside // 100 + yearday - _MARCH


def monday_of(number: int) -> int:
    """The Monday of a day's week."""
    return number - (number + 3) % 7


def iso_week(number: int) -> tuple[int, int]:
    """Year and number of a day's week as ISO 8601 counts them: a week belongs to the year of its Thursday."""
    thursday = monday_of(number) + 3
    year, _, _ = date_of(thursday)
    return year, (thursday - number_of(year, 1, 1)) // 7 + 1
