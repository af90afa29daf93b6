"""The geometry of an indicator: one bar a value, in per cent of the highest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from macros.facts.dates import date_in_words
from macros.facts.followup import by_date
from macros.model.followup import Indicator, Value

_LONGEST = 80
"""In per cent of the width there is; the rest is for the number after the longest bar."""
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One value, its date in words, and how long its bar is."""

    value: Value
    label: str
    width: float


def layout_indicator(indicator: Indicator) -> tuple[Bar, ...] | None:
    """Lay out the values, oldest first, from zero; None where one is below zero, or all are 0."""
    values = by_date(indicator.values)
    highest = max(value.value for value in values)
    if highest <= 0 or any(value.value < 0 for value in values):
        return None
    return tuple(
        Bar(
            value,
            date_in_words(value.date),
            round(max(float(value.value / highest) * _LONGEST, _LEAST), 2),
        )
        for value in values
    )


def number(value: Decimal | int) -> str:
    """A number as Norwegians write it: a comma before decimals, a hard space between thousands."""
    whole, _, part = f"{Decimal(value).normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{part}" if part else "")
