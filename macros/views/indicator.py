"""The geometry of an indicator: one bar a value, its label beside it, legible on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from macros.facts.followup import by_date
from macros.model.followup import Indicator, Value

WIDTH = 360
_LABEL = 90
_ROW = 40
_TOP = 20
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: upper edge and length of its bar, and where its label begins."""

    value: Value
    y: int
    width: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A whole picture."""

    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH


def layout_indicator(indicator: Indicator) -> Bars | None:
    """Lay out the values, oldest first, from zero; None where one is below zero, or all are 0."""
    values = by_date(indicator.values)
    highest = max(value.value for value in values)
    if highest <= 0 or any(value.value < 0 for value in values):
        return None
    bars = []
    for place, value in enumerate(values):
        width = round(max(float(value.value / highest) * (WIDTH - _LABEL), _LEAST), 1)
        bars.append(Bar(value, _TOP + place * _ROW, width, round(width + 6, 1)))
    return Bars(tuple(bars), _TOP + len(bars) * _ROW)


def number(value: Decimal | int) -> str:
    """A number as Norwegians write it: a comma before decimals, a hard space between thousands."""
    whole, _, part = f"{Decimal(value).normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{part}" if part else "")
