"""EDTF dates as Norwegian prose. Never more exact than what was written."""

from __future__ import annotations

from functools import lru_cache

from babel.dates import get_month_names

from macros.model.edtf import Edtf, Point, parse

_SEASONS = {
    "nb": {21: "våren", 22: "sommeren", 23: "høsten", 24: "vinteren"},
    "nn": {21: "våren", 22: "sommaren", 23: "hausten", 24: "vinteren"},
}
_ABOUT = {"nb": "omtrent", "nn": "om lag"}
_UNSURE = {"nb": "usikkert", "nn": "usikkert"}
_UNKNOWN_START = {
    "nb": "fram til {end} (starten er ikke oppgitt)",
    "nn": "fram til {end} (starten er ikkje oppgitt)",
}
_UNKNOWN_END = {
    "nb": "fra {start} (slutten er ikke oppgitt)",
    "nn": "frå {start} (slutten er ikkje oppgitt)",
}
_OPEN_START = {"nb": "til og med {end}", "nn": "til og med {end}"}
_OPEN_END = {"nb": "fra og med {start}", "nn": "frå og med {start}"}


@lru_cache(maxsize=16384)
def prose(date: Edtf | str, lang: str = "nb") -> str:
    """A date as a reader of Norwegian expects it.

    Args:
        date: The date, or its EDTF text.
        lang: `nb` or `nn`; other languages get bokmål.
    """
    value = parse(date) if isinstance(date, str) else date
    lang = lang if lang in _ABOUT else "nb"
    if not value.interval:
        return _point(value.start, lang) if value.start else value.text
    if value.start and value.end:
        return _between(value.start, value.end, lang)
    if value.end:
        pattern = _OPEN_START if value.open_start else _UNKNOWN_START
        return pattern[lang].format(end=_point(value.end, lang))
    pattern = _OPEN_END if value.open_end else _UNKNOWN_END
    return pattern[lang].format(start=_point(value.start, lang) if value.start else "")


def machine(date: Edtf | str) -> str | None:
    """The value for a `datetime` attribute, where HTML has a form for it: day, month or year."""
    value = parse(date) if isinstance(date, str) else date
    point = value.start
    if value.interval or point is None or point.precision not in ("day", "month", "year"):
        return None
    return point.text.rstrip("?~%").replace("-XX", "")


def _between(start: Point, end: Point, lang: str) -> str:
    first, last = _point(start, lang), _point(end, lang)
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


def _point(point: Point, lang: str) -> str:
    text = _plain(point, lang)
    if point.qualifier in ("~", "%"):
        text = f"{_ABOUT[lang]} {text}"
    if point.qualifier in ("?", "%"):
        text = f"{text} ({_UNSURE[lang]})"
    return text


def _plain(point: Point, lang: str) -> str:
    day = point.first
    month = get_month_names("wide", locale="nb")[day.month]
    match point.precision:
        case "day":
            return f"{day.day}. {month} {day.year}"
        case "month":
            return f"{month} {day.year}"
        case "season":
            return f"{_SEASONS[lang][int(point.text[5:7])]} {day.year}"
        case "decade":
            return f"{day.year}-{'åra' if lang == 'nn' else 'årene'}"
        case "century":
            return f"{day.year}-{'talet' if lang == 'nn' else 'tallet'}"
        case _:
            return str(day.year)
