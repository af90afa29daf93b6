"""Rules about what prose may be written with: Markdown and macro calls, and no HTML of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.facts.workspace import Workspace
from macros.model.text import hyphened, invisible
from macros.problems import Problem
from macros.reading.calls import CALLS
from macros.reading.mistakes import mistakes
from macros.reading.prose import headings

LEFT_OVER = re.compile(r"^(?:<{7}|>{7})(?= )", re.MULTILINE)
"""What git leaves where two have changed the same: what else is wrong there may follow from it."""
_ODD = {
    re.compile(r"(?<!\]\()<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^<>\s]*>)[A-Za-z/!?][\w-]*"): (
        "«{}» er HTML, som ikke kan stå i teksten.",
        "Skriv det med Markdown; skal tegnet < vises, skriv &lt;.",
    ),
    LEFT_OVER: (
        "«{}» står igjen etter en fletting i git.",
        "Behold den ene utgaven, og slett merkene.",
    ),
    re.compile("[\ue000\ue001]"): (
        "Her står et usynlig tegn som programmet selv bruker.",
        "Slett tegnet og skriv teksten på nytt der.",
    ),
}
"""What no Markdown has → message and cure."""


def _blank(hit: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", hit[0])


def no_html(view: Workspace) -> Iterator[Problem]:
    """A page is Markdown: no HTML, no marks of git, none of the build."""
    for page in view.loaded.tree.all_pages():
        body = CALLS.sub(_blank, page.body)
        for number, line in enumerate(body.split("\n"), page.shift + 1):
            for pattern, (message, hint) in _ODD.items():
                for hit in pattern.finditer(line):
                    said = message.format(hit[0])
                    yield Problem(page.path, number, hit.start() + 1, "html", said, hint)


_NO_TEXT = re.compile(rf"{CALLS.pattern}|`[^`]*`", CALLS.flags)


_MISTAKES = {
    "heading": (
        "macro: Et makrokall kan ikke stå i en overskrift.",
        "Skriv overskriften med vanlige ord, og sett kallet i teksten under.",
    ),
    "picture": (
        "macro: Et makrokall kan ikke stå i teksten eller adressen til et bilde.",
        "Skriv det med vanlige ord.",
    ),
    "link": (
        "macro: Et makrokall kan ikke stå i adressen eller tittelen til en lenke.",
        'Skriv det helt ut, eller bruk {{ link("id", "lenketekst") }}.',
    ),
    "address": (
        "link: Dette er ingen hel lenke: adressen har mellomrom, eller slutter ikke.",
        "Skriv [lenketekst](sti), med en sti uten mellomrom.",
    ),
    "gap": ("link: Dette er ingen lenke: det er mellomrom foran adressen.", "Fjern mellomrommet."),
    "unknown": (
        "link: Dette er ingen lenke: adressen mangler.",
        "Skriv [lenketekst](sti), med adressen i vanlige parenteser.",
    ),
    "note": (
        "link: Fotnoter kan ikke brukes her.",
        'Skriv det i teksten, eller vis til kilden med {{ cite("dokument#del") }}.',
    ),
    "definition": (
        "link: En adresse kan ikke stå for seg selv, med [navn]: foran.",
        "Skriv [lenketekst](adresse) der lenken skal være. Er det vanlig tekst, skriv \\[ først.",
    ),
    "attribute": (
        "html: «{}» kan ikke stå i krøllparenteser.",
        "Bare klasse og anker kan stå der: {: .egen #anker }.",
    ),
    "list": (
        "html: «{}» virker ikke her.",
        "Sett det på linjen rett under avsnittet, eller på linjen til overskriften.",
    ),
    "fence": (
        "markup: Kodeblokken som begynner her, slutter ikke.",
        "Skriv de samme tegnene på en egen linje under den.",
    ),
    "points": ("markup: Listen blir en del av det som står over.", "Sett inn en tom linje her."),
    "lost": (
        "markup: Det som står fra «{}», når ikke leserne slik det er skrevet.",
        "I en tabell skal hver rad ha like mange celler som den øverste; ellers skriv det enklere.",
    ),
    "number": (
        "markup: «{}.» leses som et punkt i listen, og ville fått et annet nummer.",
        "Tell punktene 1, 2, 3. Er det en dato eller et år, sett en tom linje foran, uten innrykk.",
    ),
    "bracket": (
        "markup: Leserne ser «{}.» der det står parentes etter nummeret.",
        "Skriv punktum etter numrene i listen: 1. og 2.",
    ),
    "line": (
        "heading: Streken gjør linjen over til en overskrift.",
        "Skriv en overskrift med ## foran; skal det være en strek, sett en tom linje foran den.",
    ),
    "struck": (
        "markup: «{}» vises med tegnene: bare **fet** og *kursiv* finnes her.",
        "Fjern tegnene; det som ikke gjelder lenger, slettes.",
    ),
    "task": (
        "markup: «{}» vises som tegn: avkryssingsbokser finnes ikke her.",
        "Fjern dem, og si med ord hva som er gjort.",
    ),
    "box": (
        "markup: «{}» vises som tegn: slike bokser finnes ikke her.",
        "Fjern det, og skriv avsnittet som vanlig tekst eller sitat (> foran).",
    ),
    "brace": (
        "macro: «{}» hører til et makrokall, men kallet er ikke helt.",
        "Skriv {{{{ foran og }}}} etter, som {{{{ measures() }}}}.",
    ),
    "stars": (
        "markup: «{}» vises som tegn: det mangler et likt tegn i den andre enden.",
        "Skriv **fet**, *kursiv* eller `kode`, uten mellomrom innenfor tegnene.",
    ),
    "hashes": ("markup: Det mangler mellomrom etter «{}».", "Skriv «{} Overskrift»."),
    "tab": (
        "markup: Tabulator lager ingen kolonner; ordene flyter sammen.",
        "Skriv en tabell med | mellom cellene og |---|---| under den øverste raden.",
    ),
    "row": (
        "markup: Tabellen blir ikke en tabell: linjen med streker mangler eller passer ikke.",
        "Skriv |---|---| under den øverste raden, med like mange celler, og en tom linje foran.",
    ),
    "dot": ("markup: «{}» lager ikke en liste; punktene flyter sammen.", "Skriv «- » foran hvert."),
    "dashes": (
        "markup: «{}» lager ikke en liste; punktene flyter sammen.",
        "Skriv «- » foran hvert, eller sett en tom linje mellom dem.",
    ),
    "glued": ("markup: Det mangler mellomrom etter «{}».", "Skriv «- » foran punktet."),
    "todo": ("markup: «{}» står igjen i teksten.", "Skriv det som mangler, eller slett linjen."),
    "entity": ("markup: «{}» er ikke navnet på noe tegn, og vises slik.", "Skriv tegnet selv."),
    "times": (
        "markup: «{}» midt i et ord eller tall leses som kursiv, og blir borte.",
        "Skriv × mellom dem, eller \\ foran stjernen.",
    ),
    "alt": (
        "link: Bildet «{}» har ingen tekst for dem som ikke ser det.",
        "Skriv ![hva bildet viser](fil.png).",
    ),
    "nowhere": ("link: Lenken har ingen adresse.", "Skriv [lenketekst](sti)."),
    "wordless": ("link: Lenken har ingen tekst.", "Skriv [lenketekst](sti)."),
    "bare": (
        "link: Adressen blir ingen lenke når den står for seg selv.",
        "Skriv [lenketekst](https://…).",
    ),
    "short": (
        "markup: Forkortelser kan ikke forklares slik her, og linjen vises som den står.",
        "Legg forkortelsen til i data/glossary.yml.",
    ),
    "deep": ("heading: «{}» er for mange # til en overskrift.", "Bruk ##, ### eller ####."),
    "hard": (
        "markup: Etter «{}» står et hardt mellomrom, så linjen blir vanlig tekst.",
        "Slett det, og skriv et vanlig mellomrom.",
    ),
    "slash": ("markup: «{}» foran tallet vises.", "Fjern den: tallet vises slik det står."),
    "colon": (
        "markup: «{}» først på linjen lager ikke en forklaring; linjene flyter sammen.",
        "Skriv en setning, eller legg ordet til i data/glossary.yml.",
    ),
    "emoji": ("markup: «{}» vises som tegn.", "Skriv det med ord."),
    "sum": ("markup: Formler kan ikke skrives med «$» her.", "Skriv den med vanlige tegn."),
    "unseen": ("text: «{}» er et tegn som ingen ser.", "Slett det."),
    "empty": ("markup: Tegnet på denne linjen har ingen tekst etter seg.", "Slett det."),
    "below": (
        "markup: Linjen blir en rad i tabellen over.",
        "Sett inn en tom linje foran den.",
    ),
    "sign": (
        "markup: «{}» foran tallet leses ikke som et tegn i teksten, og blir borte.",
        "Skriv \\ foran det, eller flytt det opp på linjen over. Er det et punkt, bruk «- » "
        "og en tom linje foran listen.",
    ),
}
"""What Markdown does not take as it is meant → rule and message, and cure."""
_QUOTED = frozenset({"hashes", "brace"})
"""Those whose cure is a template too."""


def taken_as_meant(view: Workspace) -> Iterator[Problem]:
    """What looks like a link, a list or a block of code is one, and calls stand in running text."""
    for page in view.loaded.tree.all_pages():
        for found in () if LEFT_OVER.search(page.body) else mistakes(page):
            said, cure = _MISTAKES[found.what]
            rule, _, message = said.format(found.quote).partition(": ")
            hint = cure.format(found.quote) if found.what in _QUOTED else cure
            yield Problem(page.path, found.line, found.column, rule, message, hint)


def headings_in_order(view: Workspace) -> Iterator[Problem]:
    """A page has one heading at the top, and each other one lies right below one above it."""
    for page in view.loaded.tree.all_pages():
        above, tops = 1, 0
        for level, line in () if LEFT_OVER.search(page.body) else headings(page):
            tops += level == 1
            if tops > 1 and level == 1:
                message = "Siden har to overskrifter med én #."
                yield Problem(page.path, line, 1, "heading", message, "Bruk ## her.")
            elif level > above + 1:
                message = f"Overskriften hopper fra {'#' * above} til {'#' * level}."
                hint = f"Bruk {'#' * (above + 1)} her."
                yield Problem(page.path, line, 1, "heading", message, hint)
            above = level


def letters_as_read(view: Workspace) -> Iterator[Problem]:
    """Nothing on a page is invisible, and a period is written one way.

    Calls and codes have ids in them, which are written otherwise.
    """
    for page in view.loaded.tree.all_pages():
        text = _NO_TEXT.sub(_blank, page.body)
        for body, fault in ((page.body, invisible), (text, hyphened)):
            for number, line in enumerate(body.split("\n"), page.shift + 1):
                if found := fault(line):
                    at, message, hint = found
                    yield Problem(page.path, number, at + 1, "text", message, hint)


RULES = [no_html, taken_as_meant, headings_in_order, letters_as_read]
