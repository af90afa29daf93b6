"""A change as a sentence, once for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from macros.compare.changes import Change, ComparedRow, Comparison, Item, PartKey
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.edtf import Edtf
from macros.model.fields import Field, fields_of, plain
from macros.views.changes import phrases, wording
from macros.views.changes.names import Names, item_title, part_title, titled_by
from macros.views.changes.phrases import Piece, Sentence, clipped
from macros.views.changes.prose import Pages

_K = ChangeKind
_NAMED = frozenset({_K.MERGED, _K.SPLIT, _K.REGROUPED, _K.SUCCEEDED})
"""What became of a record, told with the titles of both sides."""
_DETAILS = {"deadline": "frist", "date": "dato", "period": "periode", "responsible": "ansvarlig"}
"""What is told of a record that is new, besides its title."""


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
        self._pages = Pages(old, new)
        self._carried = {
            old.id: new.id for row in comparison.rows for old, new in row.pairs if old.id != new.id
        }

    # ------------------------------------------------------------ rows

    def became(self, row: ComparedRow) -> Sentence:
        """What became of the records of a row; empty where only what changed in it says it."""
        told = self._told(row)
        lang = getattr(row.item.record, "lang", "")
        if row.kind is _K.ADDED:
            return (Piece(told), *self._details(row.item, lang))
        reason = self.reason(row)
        return (Piece(told), *((Piece(" "), *reason) if told and reason else ()))

    def reason(self, row: ComparedRow) -> Sentence:
        """Why something was not carried on, in the words of the record; empty where none is given.

        It is a sentence of its own, for what we say around it may be in another language.
        """
        given = row.outcome.reason if row.outcome and not row.new else None
        lang = getattr(row.item.record, "lang", "")
        return (Piece(phrases.in_one_line(given), lang=lang),) if given else ()

    def _told(self, row: ComparedRow) -> str:
        old, new = _quoted(row.old), _quoted(row.new)
        plan = self.comparison.new if self.comparison.across else ""
        fresh = wording.new(row.item.record_type)
        return {
            _K.ADDED: f"er {fresh} i planen {plan}." if plan else f"er {fresh}.",
            _K.REMOVED: "er fjernet.",
            _K.CONTINUED: "er videreført uendret.",
            _K.RESOURCED: "er videreført uendret, men fortalt et annet sted.",
            _K.SPLIT: f"er delt i {new}.",
            _K.MERGED: f"er slått sammen fra {old}.",
            _K.REGROUPED: f"{old} er delt og slått sammen til {new}.",
            _K.SUCCEEDED: f"har avløst {old}.",
            _K.COMPLETED: "er gjennomført.",
            _K.DROPPED: "falt bort.",
            _K.NOT_STATED: "Kildene sier ikke hva det ble av dette.",
            _K.ENDED: f"hørte bare til planen {self.comparison.old}.",
            _K.UNACCOUNTED: f"er ikke gjort rede for i planen {plan}.",
        }.get(row.kind, "")

    def _details(self, item: Item, lang: str) -> Iterator[Piece]:
        """When a new record is due, and who answers for it, where it says so."""
        if item.record_type == "page":
            return
        cls: type[Part] = type(item.record)
        start = " "
        fields = fields_of(cls)
        for name in (name for name in fields if name in _DETAILS):
            value = getattr(item.record, name)
            said = self.names[1].value(value, fields[name], item.period)
            if said:
                word = _DETAILS[name]
                yield Piece(f"{start}{word if start == ', ' else word.capitalize()} ")
                yield Piece(said, lang="" if isinstance(value, Edtf) else lang)
                start = ", "
        if start == ", ":
            yield Piece(".")

    def changes(
        self, row: ComparedRow, *, named: bool = False
    ) -> Iterator[tuple[Change, Sentence]]:
        """Every change of a row with its sentence, once where it is the same for several records.

        Where several records became one, the sentence says which of them it is about.

        Args:
            row: The row.
            named: Whether it shall say, too, which of several new records it is about.
        """
        found: dict[tuple[str, Sentence], list[Change]] = {}
        for change in row.changes:
            if not _title_told(row, change):
                new = "" if named or change.new_item is None else change.new_item.id
                found.setdefault((new, self.change(change)), []).append(change)
        for (new, sentence), changes in found.items():
            pairs = [pair for pair in row.pairs if named or pair[1].id == new]
            about = _about(changes, pairs) if len(changes) < len(pairs) else ()
            yield changes[0], (*about, *sentence)

    # ------------------------------------------------------------ changes

    def change(self, change: Change) -> Sentence:
        """One change in a record, as the predicate of a sentence that begins with its name."""
        if change.kind is _K.AREA:
            old, new = (self._area(change, i) for i in (0, 1))
            return (Piece(f"er flyttet fra området «{old}» til området «{new}»."),)
        if not change.path or (change.kind is _K.ORDER and isinstance(change.path[-1], PartKey)):
            return self._moved(change)
        if change.item.record_type == "page":
            return tuple(self._pages.told(change))
        where, field, what = self._where(change)
        if isinstance(change.path[-1], PartKey):
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
        parts = iter(change.parts)
        both: tuple[Any, Any] = (None, None)
        whole = len(change.path) - 1
        cls: type[Part] | None = type(change.item.record)
        for place, step in enumerate(change.path):
            if isinstance(step, PartKey):
                both = next(parts)
                title = self._part(both, change)
                # What is new or gone is told in full; what something stands in, only named.
                title = title if place == whole else clipped(title)
                what = f"{cls.called if cls else 'delen'} «{title}»"
            elif cls is not None:
                field = fields_of(cls).get(step)
                if place == whole and _is_all(cls, step, both):
                    return where, field, cls.called
                where = f"{where}i {what}: " if what else where
                what = field.about.words if field else step
                cls = field.part if field else None
        return where, field, what

    def _part(self, both: tuple[Any, Any], change: Change) -> str:
        """What a part is called now, or was called where it is gone."""
        side = 0 if both[1] is None else 1
        return part_title(both[side], self.names[side], change.item.period)

    def _value(self, change: Change, what: str, field: Field | None) -> Iterator[Piece]:
        olds, news = phrases.apart(*(self._said(change, field, i) for i in (0, 1)))
        lang = getattr(change.item.record, "lang", "")
        date = isinstance(change.old or change.new, Edtf)
        texts = field is None or not (field.refs or field.words or field.name == "source")
        if change.kind is _K.ORDER and isinstance(change.old, tuple):
            yield Piece(f"rekkefølgen i {what} er endret.")
        elif not olds and date:
            yield Piece(f"{what} er satt til {news[0]}.")
        elif not news and date:
            yield Piece(f"{what} er fjernet. Før: {olds[0]}.")
        elif not olds or not news:
            yield from phrases.one_sided(what, news or olds, lang, added=bool(news))
        elif isinstance(change.old, tuple) and isinstance(change.new, tuple):
            yield from phrases.lists(what, olds, news, lang, texts=texts)
        elif date:
            moved = "flyttet" if change.kind is _K.DEADLINE else "endret"
            yield Piece(f"{what} er {moved} fra {olds[0]} til {news[0]}.")
        elif texts and max(map(len, (*olds, *news))) > phrases.LONG:
            yield from phrases.reworded(what, olds[0], news[0], lang)
        else:
            yield from phrases.exchanged(what, olds[0], news[0], lang)

    def _said(self, change: Change, field: Field | None, side: int) -> list[tuple[str, str]]:
        """One side of a change: what a reader would say, and what the files have."""
        value = (change.old, change.new)[side]
        item = (change.old_item, change.new_item)[side] or change.item
        found = []
        for one in value if isinstance(value, tuple) else (value,):
            if field is not None and field.refs and side == 0 and self._lives_on(one, change):
                # It goes on under another id: what it is called now says so.
                name = self._carried[one]
                found.append((self.names[1].title(change.item.period, name), name))
                continue
            said = self.names[side].value(one, field, item.period)
            found.append((said, one.text if isinstance(one, Edtf) else plain(str(one))))
        return [pair for pair in found if pair[0]]

    def _lives_on(self, name: Any, change: Change) -> bool:
        """Whether what a reference names is named after, too, as what carries it on."""
        after = change.new if isinstance(change.new, tuple) else (change.new,)
        return name in self._carried and self._carried[name] in after


def _is_all(cls: type[Part], step: str, both: tuple[Any, Any]) -> bool:
    """Whether a field of a part is what the part says, so that its words are the part."""
    return (
        not cls.known_by
        and step in ("text", "says")
        and any(isinstance(part, cls) and titled_by(part) == step for part in both)
    )


def _title_told(row: ComparedRow, change: Change) -> bool:
    """Whether a change is one of titles that what became of the record names already."""
    old, new = change.old_item, change.new_item
    if row.kind not in _NAMED or len(change.path) != 1 or old is None or new is None:
        return False
    return (change.old, change.new) == (item_title(old), item_title(new))


def _about(changes: Sequence[Change], pairs: Sequence[tuple[Item, Item]]) -> Iterator[Piece]:
    """Which of the records that hang together some changes are about."""
    olds, news = ({item.id for item in side} for side in zip(*pairs, strict=True))
    told = []
    for change in changes:
        before = [f"fra {_quoted([change.old_item])}"] if len(olds) > 1 and change.old_item else []
        after = [f"til {_quoted([change.new_item])}"] if len(news) > 1 and change.new_item else []
        told.append(" ".join([*before, *after]))
    yield Piece(f"{' og '.join(dict.fromkeys(told))}: ")


def _quoted(items: Sequence[Item]) -> str:
    """Titles in quotes, with «og» before the last."""
    titles = [f"«{item_title(item)}»" for item in items]
    return " og ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
