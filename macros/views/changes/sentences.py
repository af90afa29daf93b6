"""A change as a sentence, once for every format: pieces of text, some of them marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from macros.compare.changes import Change, ChangeKind, Comparison, Item, Key, Row
from macros.compare.fields import Field, fields_of, key_of
from macros.compare.words import diff
from macros.model.base import Part
from macros.model.edtf import Edtf
from macros.model.words import FIELD_WORDS, PART_WORDS
from macros.views.changes.names import Names, item_title, part_title

_K = ChangeKind
_LONG = 80
"""Texts of more characters than this are shown with the words that changed, not whole twice."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence.

    Attributes:
        text: What it says.
        mark: `ins` for words that were added, `del` for words that were removed.
        lang: The language of the words; empty for that of the sentence.
    """

    text: str
    mark: Literal["", "ins", "del"] = ""
    lang: str = ""


Sentence = tuple[Piece, ...]


class Teller:
    """Tells the changes of one comparison."""

    def __init__(self, comparison: Comparison, old: Names, new: Names) -> None:
        """Remember what things are called on each side.

        Args:
            comparison: What is told.
            old: The names on the first side.
            new: The names on the second side.
        """
        self.comparison, self.names = comparison, (old, new)

    # ------------------------------------------------------------ rows

    def became(self, row: Row) -> Sentence:
        """What became of the records of a row; empty where only what changed in it says it."""
        told = self._told(row)
        reason = row.outcome.reason if row.outcome and not row.new else None
        lang = getattr(row.item.record, "lang", "")
        return (Piece(told), *((Piece(" "), Piece(reason, lang=lang)) if told and reason else ()))

    def _told(self, row: Row) -> str:
        old, new = _quoted(row.old), _quoted(row.new)
        plan = {True: self.comparison.new, False: ""}[self.comparison.across]
        renamed = row.old and row.new and item_title(row.old[0]) != item_title(row.new[0])
        told = {
            _K.ADDED: f"er ny i planen {plan}." if plan else "er ny.",
            _K.REMOVED: "er fjernet.",
            _K.CONTINUED: "er videreført uendret.",
            _K.RESOURCED: "er videreført uendret, men fortalt et annet sted.",
            _K.SPLIT: f"er delt i {new}.",
            _K.MERGED: f"er slått sammen av {old}.",
            _K.REGROUPED: f"{old} er delt og slått sammen til {new}.",
            _K.SUCCEEDED: f"har avløst {old}.",
            _K.COMPLETED: "er gjennomført.",
            _K.DROPPED: "falt bort.",
            _K.NOT_STATED: "Kildene sier ikke hva det ble av dette.",
            _K.ENDED: f"hørte bare til planen {self.comparison.old}.",
            _K.UNACCOUNTED: f"er ikke gjort rede for i planen {plan}.",
        }.get(row.kind, "")
        if not told and self.comparison.across and renamed:
            return f"het {old} før."
        return told

    # ------------------------------------------------------------ changes

    def change(self, change: Change) -> Sentence:
        """One change in a record, as the predicate of a sentence that begins with its name."""
        if change.kind is _K.AREA:
            old, new = (self._area(change, i) for i in (0, 1))
            return (Piece(f"er flyttet fra området «{old}» til området «{new}»."),)
        if not change.path or (change.kind is _K.ORDER and isinstance(change.path[-1], Key)):
            return self._moved(change)
        if change.item.type == "page":
            return tuple(self._prose(change))
        where, field, what = self._where(change)
        if isinstance(change.path[-1], Key):
            done = "er fjernet" if change.new is None else "er lagt til"
            return (Piece(f"{where}{what} {done}."),)
        return tuple(self._value(change, f"{where}{what}", field))

    def _area(self, change: Change, side: int) -> str:
        area = (change.old, change.new)[side]
        item = (change.old_item, change.new_item)[side]
        return self.names[side].title(item.period if item else None, area or "")

    def _moved(self, change: Change) -> Sentence:
        where, _, what = self._where(change)
        if change.path:
            return (Piece(f"{where}{what} er flyttet i rekkefølgen."),)
        if change.new is None:
            return (Piece("står nå først på listen."),)
        title = self.names[1].title(change.item.period, change.new)
        return (Piece(f"står nå etter «{title}» på listen."),)

    def _where(self, change: Change) -> tuple[str, Field | None, str]:
        """(the part it stands in, the field, what it is called) of a change."""
        where, what = "", ""
        field: Field | None = None
        items = change.old_item, change.new_item
        holders: list[Any] = [item.record if item else None for item in items]
        cls: type[Part] | None = type(change.item.record) if change.item.type != "page" else None
        for step in change.path:
            if isinstance(step, Key):
                holders = [_keyed(holder, step) for holder in holders]
                title = self._part(holders, change) or step
                what = f"{PART_WORDS[cls] if cls else 'delen'} «{title}»"
            elif cls is not None:
                where = f"{where}i {what}: " if what else where
                field = fields_of(cls).get(step)
                what = FIELD_WORDS.get(step, step)
                holders = [getattr(holder, step, None) for holder in holders]
                cls = field.part if field else None
        return where, field, what

    def _part(self, holders: Sequence[Any], change: Change) -> str:
        """What a part is called now, or was called where it is gone."""
        for side, item in ((1, change.new_item), (0, change.old_item)):
            if isinstance(holders[side], Part) and item is not None:
                return part_title(holders[side], self.names[side], item.period)
        return ""

    def _value(self, change: Change, what: str, field: Field | None) -> Iterator[Piece]:
        old, new = (self._said(v, field, change, i) for i, v in enumerate((change.old, change.new)))
        lang = getattr(change.item.record, "lang", "")
        if change.kind is _K.ORDER and isinstance(change.old, tuple):
            yield Piece(f"rekkefølgen i {what} er endret.")
        elif not old or not new:
            yield from _one_sided(
                what, (old, new), isinstance(change.old or change.new, Edtf), lang
            )
        elif isinstance(change.old, tuple) and isinstance(change.new, tuple):
            olds = [self._said(value, field, change, 0) for value in change.old]
            news = [self._said(value, field, change, 1) for value in change.new]
            yield from _lists(what, olds, news, lang)
        elif isinstance(change.new, Edtf):
            moved = "flyttet" if change.kind is _K.DEADLINE else "endret"
            yield Piece(f"{what} er {moved} fra {old} til {new}.")
        elif max(len(old), len(new)) <= _LONG:
            yield from (Piece(f"{what} er endret fra «"), Piece(old, lang=lang))
            yield from (Piece("» til «"), Piece(new, lang=lang), _end(new))
        else:
            yield from _reworded(what, old, new, lang)

    def _said(self, value: Any, field: Field | None, change: Change, side: int) -> str:
        item = (change.old_item, change.new_item)[side] or change.item
        return self.names[side].value(value, field, item.period)

    # ------------------------------------------------------------ prose

    def _prose(self, change: Change) -> Iterator[Piece]:
        """One change on a page."""
        lang, name = change.item.record.lang, change.path[0]
        if change.under:
            yield from (Piece("under «"), Piece(change.under, lang=lang), Piece("»: "))
        old, new = (self._aspect(change, i) for i in (0, 1))
        what = "overskriften" if change.kind is _K.HEADING else FIELD_WORDS.get(name, name)
        if change.kind is _K.ORDER:
            yield from (Piece("teksten «"), Piece(new[0], lang=lang), Piece("» er flyttet hit."))
        elif change.kind is _K.MARKUP:
            yield Piece("bare utformingen er endret.")
        elif isinstance(change.old, tuple) and isinstance(change.new, tuple):
            yield from _lists(what, old, new, lang)
        elif change.old is None or change.new is None:
            noun = _ALONE.get(change.kind, what)
            yield from _one_sided(noun, (", ".join(old), ", ".join(new)), False, lang)
        else:
            yield from _reworded(what, old[0], new[0], lang)

    def _aspect(self, change: Change, side: int) -> list[str]:
        """One side of a change on a page, as a list of what readers would say."""
        value = (change.old, change.new)[side]
        if not isinstance(value, tuple):
            return [str(value)] if value is not None else []
        names, item = self.names[side], (change.old_item, change.new_item)[side]
        if change.kind is _K.SOURCE:
            return [names.place(cite) for cite in value]
        period = item.period if item else None
        return [names.call(names.title(period, part), period) for part in value]


_ALONE = {
    _K.TEXT_ADDED: "tekst",
    _K.TEXT_REMOVED: "tekst",
    _K.INSERTED: "tabell, figur eller opplysning",
}


def _reworded(what: str, old: str, new: str, lang: str) -> Iterator[Piece]:
    yield Piece(f"{what} er endret: «")
    yield from marked(old, new, lang)
    yield _end(new)


def marked(old: str, new: str, lang: str = "") -> Iterator[Piece]:
    """Two texts as one, with the words that were removed and added marked."""
    for piece in diff(old, new):
        if piece.kept:
            yield Piece(piece.new, "", lang)
            continue
        if piece.old:
            yield Piece(piece.old, "del", lang)
        if piece.new:
            yield Piece(piece.new, "ins", lang)


def _one_sided(what: str, values: tuple[str, str], date: bool, lang: str) -> Iterator[Piece]:
    """A value that is new, or gone."""
    old, new = values
    if date:
        yield Piece(f"{what} er satt til {new}." if new else f"{what} er fjernet. Før: {old}.")
        return
    yield Piece(f"{what} er lagt til: «" if new else f"{what} er fjernet: «")
    yield from (Piece(new or old, lang=lang), _end(new or old))


def _lists(what: str, old: Sequence[str], new: Sequence[str], lang: str) -> Iterator[Piece]:
    """Two lists: what was added to the one, and what was removed."""
    gone = [value for value in old if value not in new]
    come = [value for value in new if value not in old]
    if len(gone) == len(come) == 1 and max(len(gone[0]), len(come[0])) > _LONG:
        yield from _reworded(what, gone[0], come[0], lang)
        return
    yield Piece(f"{what} er endret")
    start = ": "
    for done, values in (("lagt til", come), ("fjernet", gone)):
        for i, value in enumerate(values):
            yield from (
                Piece(", «" if i else f"{start}{done} «"),
                Piece(value, lang=lang),
                Piece("»"),
            )
        start = "; " if values else start
    yield Piece("." if gone or come else " i opplysninger som ikke vises her.")


def _end(text: str) -> Piece:
    """The end of a quotation that ends a sentence."""
    return Piece("»" if text.endswith((".", "!", "?")) else "».")


def _keyed(parts: Any, key: Key) -> Any:
    """The part of a list that has a key; None where there is none."""
    found = (part for part in parts or () if isinstance(part, Part) and key_of(part) == key)
    return next(found, None)


def _quoted(items: Sequence[Item]) -> str:
    """Titles in quotes, with «og» before the last."""
    titles = [f"«{item_title(item)}»" for item in items]
    return " og ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
