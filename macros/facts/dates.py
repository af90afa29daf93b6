"""EDTF dates in Norwegian words. Never more exact than what was written."""

from __future__ import annotations

from functools import lru_cache

from macros.model.alphabet import MONTHS
from macros.model.edtf import Edtf, Point, parse

_BOKMAL = {
    "21": "våren",
    "22": "sommeren",
    "23": "høsten",
    "24": "vinteren",
    "decade": "årene",
    "century": "tallet",
    "about": "omtrent",
    "unknown start": "fram til {} (starten er ikke oppgitt)",
    "unknown end": "fra {} (slutten er ikke oppgitt)",
    "open start": "til og med {}",
    "open end": "fra og med {}",
}
_NYNORSK = _BOKMAL | {
    "22": "sommaren",
    "23": "hausten",
    "decade": "åra",
    "century": "talet",
    "about": "om lag",
    "unknown start": "fram til {} (starten er ikkje oppgitt)",
    "unknown end": "frå {} (slutten er ikkje oppgitt)",
    "open end": "frå og med {}",
}


@lru_cache(maxsize=16384)
def date_in_words(date: Edtf | str, lang: str = "nb") -> str:
    """A date as a reader of Norwegian expects it; languages but `nb` and `nn` get bokmål."""
    value = parse(date) if isinstance(date, str) else date
    words = _NYNORSK if lang == "nn" else _BOKMAL
    if not value.interval:
        return _point(value.start, words) if value.start else value.text
    if value.start and value.end:
        return _between(value.start, value.end, words)
    if value.end:
        pattern = words["open start" if value.open_start else "unknown start"]
        return pattern.format(_point(value.end, words))
    pattern = words["open end" if value.open_end else "unknown end"]
    return pattern.format(_point(value.start, words) if value.start else "")


def years(period: str) -> str:
    """A period as its id has it, `2005-2008`, as readers meet it: with a dash."""
    return period.replace("-", "–")


def datetime_attribute(date: Edtf | str) -> str | None:
    """The value for a `datetime` attribute, where HTML has a form for it: day, month or year."""
    value = parse(date) if isinstance(date, str) else date
    point = value.start
    if value.interval or point is None or point.precision not in ("day", "month", "year"):
        return None
    return point.text.rstrip("?~%").replace("-XX", "")


def _between(start: Point, end: Point, words: dict[str, str]) -> str:
    first, last = _point(start, words), _point(end, words)
    year = str(start.first.year)
    same = start.precision in ("day", "month") and start.precision == end.precision
    if same and start.first.year == end.first.year and not (start.qualifier or end.qualifier):
        if start.precision == "day" and start.first.month == end.first.month:
            return f"{start.first.day}.–{last}"
        first = first.removesuffix(f" {year}")
        spaced = " " in first
    else:
        spaced = " " in first or " " in last
    # Between ends of several words the dash has spaces around it, as Norwegian writes it.
    return f"{first} – {last}" if spaced else f"{first}–{last}"


def _point(point: Point, words: dict[str, str]) -> str:
    about = f"{words['about']} " if point.qualifier in ("~", "%") else ""
    unsure = " (usikkert)" if point.qualifier in ("?", "%") else ""
    return f"{about}{_plain(point, words)}{unsure}"


def _plain(point: Point, words: dict[str, str]) -> str:
    day = point.first
    month = MONTHS[day.month - 1]
    match point.precision:
        case "day":
            return f"{day.day}. {month} {day.year}"
        case "month":
            return f"{month} {day.year}"
        case "season":
            return f"{words[point.text[5:7]]} {day.year}"
        case "decade" | "century":
            return f"{day.year}-{words[point.precision]}"
        case _:
            return str(day.year)
