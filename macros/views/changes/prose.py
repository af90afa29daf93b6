"""A change on a page of prose as a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.compare.changes import Change
from macros.model.change_kinds import ChangeKind
from macros.views.changes import phrases
from macros.views.changes.names import Names
from macros.views.changes.phrases import Piece, clipped
from macros.views.changes.wording import LANGUAGES

_K = ChangeKind
_ALONE = {
    _K.TEXT_ADDED: "tekst",
    _K.TEXT_REMOVED: "tekst",
    _K.INSERTED: "tabell, figur eller opplysning",
}
_ASPECTS = {
    "title": "tittelen",
    "description": "beskrivelsen",
    "lang": "språket",
    "words": "teksten",
    "cites": "kilden",
    "links": "lenkene",
    "calls": "det innsatte",
    "markup": "utformingen",
    "frame": "oppstillingen",
    "level": "overskriftsnivået",
}
"""What a sentence calls the aspects of a page, and of a block on it."""
_STRESSED = re.compile(r"<(strong|em)>(.*?)</\1>")
_INSIDE = re.compile(r"<[^>]*>|\{\{.*?\}\}")


class Pages:
    """Tells what changed on pages."""

    def __init__(self, old: Names, new: Names) -> None:
        """Remember what things are called on each side."""
        self.names = (old, new)

    def told(self, change: Change) -> Iterator[Piece]:
        """One change on a page, as the predicate of a sentence that begins with its name."""
        lang, name = change.item.record.lang, change.path[0]
        if change.under:
            yield from (Piece("under «"), Piece(change.under, lang=lang), Piece("»: "))
        what = "overskriften" if change.kind is _K.HEADING else _ASPECTS.get(name, name)
        old, new = phrases.apart(*(self._aspect(change, i) for i in (0, 1)))
        if change.kind is _K.ORDER:
            yield from (Piece("teksten «"), Piece(new[0], lang=lang), Piece("» er flyttet hit."))
        elif change.kind is _K.MARKUP:
            yield from _form(change, lang)
        elif not old or not new:
            noun = _ALONE.get(change.kind, what)
            yield from phrases.one_sided(noun, new or old, lang, added=bool(new))
        elif isinstance(change.old, tuple) and isinstance(change.new, tuple):
            yield from phrases.lists(what, old, new, lang, texts=False)
        elif name == "lang":
            yield from phrases.exchanged(what, old[0], new[0], "")
        else:
            yield from phrases.reworded(what, old[0], new[0], lang)

    def _aspect(self, change: Change, side: int) -> list[tuple[str, str]]:
        """One side of a change on a page: what readers would say, and what the file has."""
        value = (change.old, change.new)[side]
        if change.path == ("lang",):
            return [(LANGUAGES.get(str(value or "nb"), str(value)), str(value))]
        if not isinstance(value, tuple):
            text = phrases.in_one_line(str(value or ""))
            return [(text, text)] if text else []
        names, item = self.names[side], (change.old_item, change.new_item)[side] or change.item
        if change.path == ("cites",):
            return [(names.place(cite), cite) for cite in value]
        if change.path == ("links",):
            return [(names.link(target, item), target) for target in value]
        return [(names.call(part, item.period), part) for part in value]


def _form(change: Change, lang: str) -> Iterator[Piece]:
    """A block that says the same, but looks otherwise."""
    about = clipped(change.about)
    if change.path == ("level",):
        yield from (Piece("overskriften «"), Piece(about, lang=lang))
        yield Piece(f"» er nå på nivå {change.new}, ikke {change.old}.")
        return
    yield Piece("bare utformingen ")
    if about:
        yield from (Piece("av «"), Piece(about, lang=lang), Piece("» "))
    yield Piece("er endret")
    start = ": "
    old, new = (_stressed(value) for value in (change.old, change.new))
    for done, words in (("uthevet", new - old), ("ikke lenger uthevet", old - new)):
        if words:
            yield from (Piece(f"{start}{done} "), *phrases.quoted(list(words.elements()), lang))
            start = "; "
    yield Piece(".")


def _stressed(markup: object) -> Counter[str]:
    """The words that stand out in a block."""
    found = _STRESSED.findall(markup) if isinstance(markup, str) else []
    return Counter(_INSIDE.sub("", words) for _, words in found)
