"""A change as a sentence, once for every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from macros.compare.changes import Change, ComparedRow, Comparison, Item, PartKey
from macros.facts.names import Names, in_one_line, title_field
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind as Kind
from macros.model.edtf import Edtf
from macros.model.fields import Field, fields_of, plain
from macros.views.changes import phrases, wording
from macros.views.changes.phrases import Piece, Sentence, sentence
from macros.views.changes.prose import page_sentence
from macros.views.changes.wording import item_title

_NAMED = frozenset({Kind.MERGED, Kind.SPLIT, Kind.REGROUPED, Kind.SUCCEEDED})
"""What became of a record, told with the titles of both sides."""
_DETAILS = {"deadline": "frist", "date": "dato", "period": "periode", "responsible": "ansvarlig"}
"""What is told of a record that is new, besides its title."""


class ChangeSentences:
    """The sentences about one comparison."""

    def __init__(self, comparison: Comparison, old: Names, new: Names) -> None:
        """Remember what things are called on the first side and on the second."""
        self.comparison, self.names = comparison, (old, new)
        pairs = [pair for row in comparison.rows for pair in row.pairs]
        self._olds = {item.id: item for row in comparison.rows for item in row.old}
        self._carried = {old.id: new.id for old, new in pairs if old.id != new.id}

    # ------------------------------------------------------------ rows

    def outcome(self, row: ComparedRow) -> Sentence:
        """What became of the records of a row; empty where only what changed in it says it."""
        old, new = _quoted(row.old), _quoted(row.new)
        plan = self.comparison.new if self.comparison.across else ""
        before = self.comparison.old
        fresh = wording.new(row.item.record_type)
        text = {
            Kind.ADDED: f"er ikke knyttet til noe i planen {before}." if plan else f"er {fresh}.",
            Kind.SAME_SUBJECT: f"har samme tema som {self._subjects(row)} i planen {before}.",
            Kind.REMOVED: "er fjernet.",
            Kind.CONTINUED: "er videreført uendret.",
            Kind.RESOURCED: "er ført videre med samme ord, fra en annen kilde.",
            Kind.SPLIT: f"er delt i {new}.",
            Kind.MERGED: f"er slått sammen fra {old}.",
            Kind.REGROUPED: f"{old} er delt og slått sammen til {new}.",
            Kind.SUCCEEDED: f"har avløst {old}.",
            Kind.COMPLETED: "er gjennomført.",
            Kind.DROPPED: "falt bort.",
            Kind.NOT_STATED: "Kildene sier ikke hva det ble av dette.",
            Kind.ENDED: f"er ikke knyttet til noe i planen {plan}.",
            Kind.UNACCOUNTED: f"er ikke gjort rede for i planen {plan}.",
        }.get(row.kind, "")
        if row.kind in (Kind.ADDED, Kind.SAME_SUBJECT):
            return sentence(text, *self._details(row.item))
        reason = self.reason(row)
        return sentence(text, " " if reason else "", reason)

    def _subjects(self, row: ComparedRow) -> str:
        """What a new record has the same subject as; nothing claims that it carries it on."""
        names = [name for item in row.new for name in getattr(item.record, "same_subject", ())]
        return _quoted([self._olds[name] for name in names if name in self._olds]) or "noe"

    def reason(self, row: ComparedRow) -> Sentence:
        """Why something was not carried on, in the words of the record; empty where none is given.

        It is a sentence of its own, for what we say around it may be in another language.
        """
        given = row.outcome.reason if row.outcome and not row.new else None
        return sentence(Piece(in_one_line(given or ""), lang=_lang(row.item)))

    def _details(self, item: Item) -> Iterator[str | Piece]:
        """When a new record is due, and who answers for it, where it says so."""
        cls: type[Part] = type(item.record)
        start = " "
        for name, field in fields_of(cls).items() if item.record_type != "page" else ():
            value = getattr(item.record, name)
            text = self.names[1].value(value, field, item.period) if name in _DETAILS else ""
            if text:
                word = _DETAILS[name]
                yield f"{start}{word if start == ', ' else word.capitalize()} "
                yield Piece(text, lang="" if isinstance(value, Edtf) else _lang(item))
                start = ", "
        if start == ", ":
            yield "."

    def changes(
        self, row: ComparedRow, *, named: bool = False
    ) -> Iterator[tuple[Change, Sentence]]:
        """Every change of a row with its sentence, once where it is the same for several records.

        Where several records became one, the sentence says which of them it is about; with
        `named`, it says too which of several new records it is about.
        """
        grouped: dict[tuple[str, Sentence], list[Change]] = {}
        for change in row.changes:
            if not _title_told(row, change):
                new = "" if named or change.new_item is None else change.new_item.id
                grouped.setdefault((new, self.change(change)), []).append(change)
        for (new, text), changes in grouped.items():
            pairs = [pair for pair in row.pairs if named or pair[1].id == new]
            about = _about(changes, pairs) if len(changes) < len(pairs) else ""
            yield changes[0], sentence(about, text)

    # ------------------------------------------------------------ changes

    def change(self, change: Change) -> Sentence:
        """One change in a record, as the predicate of a sentence that begins with its name."""
        last = change.path[-1] if change.path else ""
        if change.kind is Kind.AREA:
            old, new = (self._area(change, side) for side in (0, 1))
            return sentence(f"er flyttet fra området «{old}» til området «{new}».")
        if not change.path and change.new is None:
            return sentence("står nå først på listen.")
        if not change.path:
            title = self.names[1].title(change.item.period, change.new)
            return sentence(f"står nå etter «{title}» på listen.")
        if change.item.record_type == "page":
            return page_sentence(change, self.names)
        what, field = self._where(change)
        if isinstance(last, PartKey):
            done = "fjernet" if change.new is None else "lagt til"
            done = "flyttet i rekkefølgen" if change.kind is Kind.ORDER else done
            return sentence(f"{what} er {done}.")
        return self._value(change, what, field)

    def _area(self, change: Change, side: int) -> str:
        area = (change.old, change.new)[side]
        item = (change.old_item, change.new_item)[side]
        return self.names[side].title(item.period if item else None, area or "")

    def _where(self, change: Change) -> tuple[str, Field | None]:
        """What a change is in, with the part it stands in before it, and the field."""
        where, what = "", ""
        field: Field | None = None
        parts = iter(change.parts)
        both: tuple[Any, Any] = (None, None)
        whole = len(change.path) - 1
        cls: type[Part] | None = type(change.item.record)
        for place, step in enumerate(change.path):
            if isinstance(step, PartKey):
                both = next(parts)
                side = 0 if both[1] is None else 1
                title = self.names[side].part(both[side], change.item.period)
                # What is new or gone is told in full; what something stands in, only named.
                title = title if place == whole else phrases.clipped(title)
                what = f"{cls.called if cls else 'delen'} «{title}»"
            elif cls is not None:
                field = fields_of(cls).get(step)
                if place == whole and _is_all(cls, step, both):
                    return f"{where}{cls.called}", field
                where = f"{where}i {what}: " if what else where
                what = field.about.words if field else step
                cls = field.part if field else None
        return f"{where}{what}", field

    def _value(self, change: Change, what: str, field: Field | None) -> Sentence:
        olds, news = phrases.told_apart(*(self._side(change, field, i) for i in (0, 1)))
        many = isinstance(change.old, tuple) and isinstance(change.new, tuple)
        if change.kind is Kind.ORDER and isinstance(change.old, tuple):
            return sentence(f"rekkefølgen i {what} er endret.")
        if isinstance(change.old or change.new, Edtf):
            if not olds:
                return sentence(f"{what} er satt til {news[0]}.")
            if not news:
                return sentence(f"{what} er fjernet. Før: {olds[0]}.")
            moved = "flyttet" if change.kind is Kind.DEADLINE else "endret"
            return sentence(f"{what} er {moved} fra {olds[0]} til {news[0]}.")
        named = field is not None and (field.refs or field.words or field.cites)
        limit, lang = phrases.NEVER if named else phrases.LONG, _lang(change.item)
        return phrases.changed(what, olds, news, lang, many=many, marked_over=limit)

    def _side(self, change: Change, field: Field | None, side: int) -> list[tuple[str, str]]:
        """One side of a change: what a reader would say, and what the files have."""
        value = (change.old, change.new)[side]
        item = (change.old_item, change.new_item)[side] or change.item
        after = change.new if isinstance(change.new, tuple) else (change.new,)
        pairs = []
        for one in value if isinstance(value, tuple) else (value,):
            carried = self._carried.get(one) if field and field.refs and side == 0 else None
            if carried is not None and carried in after:
                # It goes on under another id: what it is called now says so.
                pairs.append((self.names[1].title(change.item.period, carried), carried))
                continue
            text = self.names[side].value(one, field, item.period)
            pairs.append((text, one.text if isinstance(one, Edtf) else plain(str(one))))
        return [pair for pair in pairs if pair[0]]


def _lang(item: Item) -> str:
    return getattr(item.record, "lang", "")


def _is_all(cls: type[Part], step: str, both: tuple[Any, Any]) -> bool:
    """Whether a field of a part is what the part says, so that its words are the part."""
    titled = (title_field(part) for part in both if isinstance(part, cls))
    return not cls.known_by and step in ("text", "says") and step in titled


def _title_told(row: ComparedRow, change: Change) -> bool:
    """Whether a change is one of titles that what became of the record names already."""
    old, new = change.old_item, change.new_item
    if row.kind not in _NAMED or len(change.path) != 1 or old is None or new is None:
        return False
    return (change.old, change.new) == (item_title(old), item_title(new))


def _about(changes: Sequence[Change], pairs: Sequence[tuple[Item, Item]]) -> str:
    """Which of the records that hang together some changes are about."""
    olds, news = (len({item.id for item in side}) > 1 for side in zip(*pairs, strict=True))
    texts = []
    for change in changes:
        before = f"fra {_quoted([change.old_item])}" if olds and change.old_item else ""
        after = f"til {_quoted([change.new_item])}" if news and change.new_item else ""
        texts.append(f"{before} {after}".strip())
    return f"{' og '.join(dict.fromkeys(texts))}: "


def _quoted(items: Sequence[Item]) -> str:
    """Titles in quotes, with «og» before the last."""
    return phrases.enumerated([f"«{item_title(item)}»" for item in items])
