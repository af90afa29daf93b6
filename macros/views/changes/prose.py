"""A change on a page of prose as a sentence."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from macros.calls.catalogue import MACROS
from macros.compare.changes import Change, Item
from macros.facts.names import LANGUAGES, Names, in_one_line
from macros.model import routes
from macros.model.change_kinds import ChangeKind as Kind
from macros.views.changes import phrases
from macros.views.changes.phrases import NEVER, Piece, Sentence, sentence

_NOUNS = {
    Kind.HEADING: "overskriften",
    Kind.TEXT_ADDED: "tekst",
    Kind.TEXT_REMOVED: "tekst",
    Kind.INSERTED: "tabell, figur eller opplysning",
}
"""What is new or gone, where it is not called as its aspect."""
_ASPECTS = {
    "address": "adressen",
    "title": "tittelen",
    "description": "beskrivelsen",
    "lang": "språket",
    "words": "teksten",
    "cites": "kilden",
    "links": "lenkene",
    "calls": "det innsatte",
    "markup": "utformingen",
    "frame": "oppstillingen",
}
"""What a sentence calls the aspects of a page, and of a block on it."""
_STRESSED = re.compile(r"<(strong|em)>(.*?)</\1>")
_INSIDE = re.compile(r"<[^>]*>|\{\{.*?\}\}")
_CALL = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")
_ARGUMENT = re.compile(r'(?:(\w+)=)?\[?"([^"]*)"')


def page_sentence(change: Change, names: tuple[Names, Names]) -> Sentence:
    """One change on a page, as the predicate of a sentence that begins with its name.

    `names` are what things are called before and after.
    """
    lang, aspect = change.item.record.lang, change.path[0]
    under = ("under «", Piece(change.under, lang=lang), "»: ") if change.under else ()
    old, new = phrases.told_apart(*(_side(change, i, names[i]) for i in (0, 1)))
    if change.kind is Kind.ORDER:
        return sentence(*under, "teksten «", Piece(new[0], lang=lang), "» er flyttet hit.")
    if change.kind is Kind.MARKUP:
        return sentence(*under, _markup(change, lang))
    what = _ASPECTS.get(aspect, aspect)
    if change.kind is Kind.HEADING or not old or not new:
        what = _NOUNS.get(change.kind, what)
    many = isinstance(change.old, tuple) and isinstance(change.new, tuple)
    limit = NEVER if many or aspect in ("lang", "address") else 0
    words = "" if aspect in ("lang", "address") else lang
    changed = phrases.changed(what, old, new, words, many=many, marked_over=limit)
    return sentence(*under, changed)


def _side(change: Change, side: int, names: Names) -> list[tuple[str, str]]:
    """One side of a change on a page: what readers would say, and what the file has."""
    value = (change.old, change.new)[side]
    if change.path == ("lang",):
        return [(LANGUAGES.get(str(value or "nb"), str(value)), str(value))]
    if not isinstance(value, tuple):
        text = in_one_line(str(value or ""))
        return [(text, text)] if text else []
    item = (change.old_item, change.new_item)[side] or change.item
    if change.path == ("cites",):
        return [(names.place(citation), citation) for citation in value]
    if change.path == ("links",):
        return [(_link(target, item, names), target) for target in value]
    return [(_calls(text, item.period, names), text) for text in value]


def _link(target: str, item: Item, names: Names) -> str:
    """Where a link on a page leads: to a record, a page, or an address."""
    path, _, anchor = target.partition("#")
    if anchor and "://" not in target:
        page = _link(path, item, names) if path else "denne siden"
        return f"{page} ({anchor})"
    if "://" in target or not path.endswith(".md"):
        return names.title(item.period, target)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(item.id), path))
    period, path = routes.in_other_plan(path) or (item.period, path)
    folder, _, stem = path.removesuffix(".md").rpartition("/")
    if folder in routes.PAGES.values() and stem != "index":
        title = names.title(period, stem)
        return title if title != stem else target
    return names.page(period, routes.of_page(path)) or target


def _calls(text: str, period: str | None, names: Names) -> str:
    """Macro calls in their one form (`compare.blocks.canonical`), as what they put in."""

    def noun(call: re.Match[str]) -> str:
        macro = MACROS.get(call[1])
        arguments: list[str] = []
        last = ""
        for name, value in _ARGUMENT.findall(call[2]):
            # The values of a list belong to the argument before it.
            last = name or last
            title = names.title(period, value)
            if macro and last in macro.words:
                arguments.append(names.label(macro.words[last], value))
            elif last in ("from", "to"):
                arguments.append(f"{'fra' if last == 'from' else 'til'} {value}")
            else:
                arguments.append(title if title != value else names.place(value))
        what = macro.noun if macro else call[1]
        return f"{what} ({', '.join(arguments)})" if arguments else what

    return _CALL.sub(noun, text)


def _markup(change: Change, lang: str) -> Sentence:
    """A block that says the same, but looks otherwise."""
    about = Piece(phrases.clipped(change.about), lang=lang)
    if change.path == ("level",):
        level = f"» er nå på nivå {change.new}, ikke {change.old}."
        return sentence("overskriften «", about, level)
    old, new = (_stressed(value) for value in (change.old, change.new))
    stressed = [("uthevet", [*(new - old).elements()])]
    stressed.append(("ikke lenger uthevet", [*(old - new).elements()]))
    block = ("av «", about, "» ") if about.text else ()
    return sentence("bare utformingen ", *block, "er endret", phrases.listed(stressed, lang))


def _stressed(markup: object) -> Counter[str]:
    """The words that stand out in a block."""
    stressed = _STRESSED.findall(markup) if isinstance(markup, str) else []
    return Counter(_INSIDE.sub("", words) for _, words in stressed)
