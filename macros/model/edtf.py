"""Dates as plans give them: EDTF (ISO 8601-2:2019), levels 0 and 1.

A day, a month, a year, a season, a decade or century, an interval whose ends may be open or
unknown, each optionally uncertain (`?`), approximate (`~`) or both (`%`). Times of day and years
outside 0001-9999 are left out: no plan has them. Nothing is rounded: the text that was written
is kept, and the bounds only serve sorting, filtering and calendars.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

_POINT_TEXT = r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?([?~%])?"
_POINT = re.compile(_POINT_TEXT)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
PATTERN = rf"^(?=.)({_POINT_TEXT}|\.\.)?(/({_POINT_TEXT}|\.\.)?)?$"
"""The form of a date, for JSON Schema; whether it is in the calendar, only `parse` can tell."""

Precision = Literal["century", "decade", "year", "season", "month", "day"]


class EdtfError(ValueError):
    """A text that is not a date the house reads; says why and how, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date of some precision.

    Attributes:
        text: As written.
        precision: The smallest unit that is known.
        first: The first day it can be.
        last: The last day it can be.
        qualifier: `?` uncertain, `~` approximate, `%` both, or empty.
    """

    text: str
    precision: Precision
    first: date
    last: date
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval.

    Attributes:
        text: As written; two dates are equal when their texts are.
        start: Start of an interval, or the date itself; None where open or unknown.
        end: End of an interval, or the date itself; None where open or unknown.
        interval: Whether the text has a slash.
        open_start, open_end: Whether the end is open (`..`) rather than unknown (left out).
    """

    text: str
    start: Point | None
    end: Point | None
    interval: bool = False
    open_start: bool = False
    open_end: bool = False

    @property
    def first(self) -> date:
        """The first day it can be; the beginning of time where that is open or unknown."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The last day it can be; the end of time where that is open or unknown."""
        return self.end.last if self.end else date.max

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Orders by when it is due (known ends first), then by when it begins."""
        due = self.end.last if self.end else (self.start.last if self.start else date.max)
        begun = self.start.first if self.start else (self.end.first if self.end else date.max)
        return due, begun, self.text

    def known_within(self, other: Edtf) -> bool:
        """Whether all that is known of this date lies inside `other`."""
        days = [p for p in (self.start and self.start.first, self.end and self.end.last) if p]
        return all(other.first <= day <= other.last for day in days)

    def __str__(self) -> str:
        """The EDTF text."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate from a string; serialize to it."""
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """In JSON Schema a date is its EDTF text."""
        return {"type": "string", "pattern": PATTERN, "examples": ["2022-11-01", "2021-03/2022-02"]}


@lru_cache(maxsize=16384)
def parse(text: str) -> Edtf:
    """Read an EDTF text.

    Args:
        text: For instance `2022-11-01`, `2021-02`, `2021-03/2022-02`, `/2022-07`, `2016-23`.

    Raises:
        EdtfError: Where the text is not EDTF level 0 or 1, or names a day that does not exist.
    """
    if "/" not in text:
        point = _point(text)
        return Edtf(text, point, point)
    left, _, right = text.partition("/")
    start = None if left in ("", "..") else _point(left, text)
    end = None if right in ("", "..") else _point(right, text)
    if start is None and end is None:
        raise EdtfError(f"Perioden «{text}» har verken start eller slutt.")
    if start and end and end.last < start.first:
        raise EdtfError(f"Perioden «{text}» slutter før den begynner.")
    return Edtf(text, start, end, True, left == "..", right == "..")


def _point(text: str, whole: str = "") -> Point:
    hit = _POINT.fullmatch(text)
    if not hit:
        raise EdtfError(
            f"«{whole or text}» er ikke en dato. Skriv år, måned eller dag som 2022, 2022-11 eller "
            "2022-11-01, og en periode som 2021-03/2022-02."
        )
    year, month, day, qualifier = hit.groups()
    if "X" in year:
        if month:
            raise EdtfError(f"«{text}»: et ukjent år kan ikke ha måned.")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        unit: Precision = "century" if year.endswith("XX") else "decade"
        return Point(text, unit, _day(text, max(low, 1), 1, 1), date(high, 12, 31), qualifier or "")
    first, last, precision = _bounds(text, int(year), month, day)
    return Point(text, precision, first, last, qualifier or "")


def _bounds(
    text: str, year: int, month: str | None, day: str | None
) -> tuple[date, date, Precision]:
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise EdtfError(f"«{text}»: en dag trenger en måned.")
        return _day(text, year, 1, 1), date(year, 12, 31), "year"
    number = int(month)
    if number in _SEASONS:
        if day is not None:
            raise EdtfError(f"«{text}»: en årstid kan ikke ha dag.")
        begin, end = _SEASONS[number]
        last_year = year + (end < begin)
        first, last = _day(text, year, begin, 1), _day(text, last_year, end, 1)
        return first, _month_end(last.year, last.month), "season"
    if day is None or day == "XX":
        return _day(text, year, number, 1), _month_end(year, number), "month"
    exact = _day(text, year, number, int(day))
    return exact, exact, "day"


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise EdtfError(f"Datoen «{text}» finnes ikke i kalenderen.") from None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _validate(value: Any) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date", "En dato skal være en tekst som 2022-11-01.")
    try:
        return parse(value)
    except EdtfError as error:
        raise PydanticCustomError("date", "{said}", {"said": str(error)}) from None
