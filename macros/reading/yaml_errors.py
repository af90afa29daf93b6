"""libyaml's complaints, told in Norwegian with the cure."""

from __future__ import annotations

import re

import yaml

from macros.model.text import INVISIBLE
from macros.problems import Problem

ALIAS = "Ankere og aliaser (& og *) brukes ikke i disse filene."
CONTROL = (
    "yaml-character",
    "Filen inneholder et styretegn som ikke kan stå i YAML.",
    "Slett tegnet; det er ofte usynlig i editoren.",
)
HARD_SPACE = (
    "yaml-space",
    "Her står et hardt mellomrom, som ser ut som et vanlig.",
    "Slett det, og skriv et vanlig mellomrom.",
)
ESCAPE = (
    "yaml-escape",
    "\\ har en egen betydning i doble anførselstegn.",
    "Sett enkle anførselstegn rundt verdien: '…'.",
)
_TAB = ("yaml-tab", "Linjen er rykket inn med tabulator.", "Bruk mellomrom, to for hvert nivå.")
_KEY = r" *(?:- +)?[a-z_]+"
# What stands on the line, or on the one before: libyaml often stops later, at something innocent.
_CAUSES = [
    (
        re.compile(rf"[ -]*(?={INVISIBLE.pattern})"),
        "yaml-character",
        "Linjen begynner med et tegn som ingen ser.",
        "Slett det; skriv linjen på nytt om du ikke finner det.",
    ),
    (
        re.compile(r"(?=(?:<{7}|>{7}) )"),
        "yaml-merge",
        "Linjen står igjen etter en fletting i git.",
        "Behold den ene utgaven, og slett merkene <<<<<<<, ======= og >>>>>>>.",
    ),
    (re.compile(r" *(?=\t)"), *_TAB),
    (re.compile(rf"(?:[ -]*|{_KEY}:)(?=\u00a0)"), *HARD_SPACE),
    (
        re.compile(rf"{_KEY}:(?=[^\s/])"),
        "yaml-colon",
        "Det mangler mellomrom etter kolon.",
        "Skriv «nøkkel: verdi».",
    ),
    (
        re.compile(r" *-(?=[a-z_]+:(?: |$))"),
        "yaml-dash",
        "Det mangler mellomrom etter streken.",
        "Skriv «- » foran nøkkelen.",
    ),
    (
        re.compile(rf"""{_KEY}: +(?:"[^"]*"|'[^']*') *(?=[^\s#"'])"""),
        "yaml-quote",
        "Anførselstegnene står bare rundt en del av verdien.",
        "Sett dem rundt hele verdien, og bruk « og » inne i den.",
    ),
    (
        re.compile(rf"{_KEY}: +(?=\*.*\*|\* |[|>](?![-+0-9]{{0,2}} *(?:#|$))|\? |[&!%@`,] *\S)"),
        "yaml-character",
        "Verdien begynner med «{}», som betyr noe i YAML.",
        "Sett hele verdien i anførselstegn.",
    ),
]
_LINE = re.compile(r"( *(?:- +)?)[a-z_]+:(?: +(\S))?")
# What libyaml says -> (rule, message, hint). The first fragment that occurs wins.
_MESSAGES = [
    ("tab character", *_TAB),
    (
        "mapping values are not allowed",
        "yaml-colon",
        "Uventet kolon.",
        "Sett teksten i anførselstegn hvis den inneholder «: », og sjekk innrykket.",
    ),
    (
        "unexpected end of stream",
        "yaml-quote",
        "Et anførselstegn som ble åpnet, er aldri lukket.",
        "Lukk det, eller fjern det.",
    ),
    (
        "expected ',' or ']'",
        "yaml-bracket",
        "En hakeparentes er ikke lukket, eller et komma mangler.",
        "Lukk listen med ].",
    ),
    (
        "expected ',' or '}'",
        "yaml-bracket",
        "En krøllparentes er ikke lukket, eller et komma mangler.",
        "Lukk den med }, eller sett teksten i anførselstegn.",
    ),
    (
        "expected '-' indicator",
        "yaml-indent",
        "Linjen hører ikke til listen over.",
        "Begynn den med «- », rett innrykket, eller fjern «- » på linjen over.",
    ),
    (
        "could not find expected ':'",
        "yaml-colon",
        "Linjen mangler kolon etter nøkkelen.",
        "Skriv «nøkkel: verdi», eller rykk inn teksten under nøkkelen den hører til.",
    ),
    (
        "expected key",
        "yaml-indent",
        "Innrykket stemmer ikke med linjene over.",
        "Rykk inn like mye som naboene.",
    ),
    (
        "block sequence entries are not allowed",
        "yaml-indent",
        "Et listepunkt står der det ikke kan stå.",
        "Sett «- » på en egen linje under nøkkelen.",
    ),
    ("escape c", *ESCAPE),
    (
        "cannot start any token",
        "yaml-character",
        "Verdien begynner med et tegn som betyr noe i YAML.",
        "Sett hele verdien i anførselstegn.",
    ),
    (
        "undefined alias",
        "alias",
        ALIAS,
        "Sett verdien i anførselstegn hvis den skal begynne med *.",
    ),
    (
        "second occurrence",
        "alias",
        ALIAS,
        "Skriv verdien helt ut begge steder.",
    ),
    (
        "but found another document",
        "yaml-documents",
        "Filen inneholder «---» midt i.",
        "Ett dokument i hver fil: fjern linjen.",
    ),
]
_FALLBACK = ("yaml-syntax", "Filen kan ikke leses som YAML her.", "Sammenlign med nabolinjene.")
_OPENED = ("unexpected end of stream", "expected ',' or", "could not find expected ':'")
"""What libyaml notices late: the place that helps is where the thing was opened."""

_POSITION = re.compile(r"position (\d+)")


def explain(path: str, error: yaml.YAMLError, text: str, shift: int = 0) -> Problem:
    """Turn what libyaml raised into a located problem; `shift` lines stand before the text."""
    said = str(getattr(error, "problem", None) or error)
    line, column = _place(error, text, said)
    if isinstance(error, yaml.reader.ReaderError):
        rule, message, hint = CONTROL
    elif cause := _cause(text, line):
        line, column, rule, message, hint = cause
    else:
        rule, message, hint = next(
            ((rule, message, cure) for part, rule, message, cure in _MESSAGES if part in said),
            _FALLBACK,
        )
    return Problem(path, line + shift, column, rule, message, hint)


def _cause(text: str, line: int) -> tuple[int, int, str, str, str] | None:
    """What can be seen to be wrong on a line (1-based), or else on the one above that says more."""
    lines = text.split("\n")[:line]
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), line)
    for number in (line, above):
        for pattern, rule, message, hint in _CAUSES:
            if hit := pattern.match(lines[number - 1]):
                sign = lines[number - 1][hit.end() : hit.end() + 1]
                return number, hit.end() + 1, rule, message.format(sign), hint
    return _indented(lines, line, above)


def _indented(lines: list[str], line: int, above: int) -> tuple[int, int, str, str, str] | None:
    """A key that stands some columns beside the one above it, which has its value already."""
    here, before = (_LINE.match(lines[n - 1]) for n in (line, above))
    if not here or not before or not before[2] or line == above:
        return None
    column, wanted = here.end(1), before.end(1)
    if column == wanted or (column < wanted and column % 2 == 0):
        return None
    way = "mye" if column > wanted else "lite"
    message = f"Linjen er rykket inn {abs(column - wanted)} for {way}."
    hint = f"Sett {wanted} mellomrom foran den, så den står rett under linjen over."
    hint = hint if wanted else "Fjern mellomrommene foran den."
    return line, column + 1, "yaml-indent", message, hint


def _place(error: yaml.YAMLError, text: str, said: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened and mark and opened.line != mark.line and any(part in said for part in _OPENED):
        mark = opened
    if mark is not None:
        return _inside(text, mark.line + 1, mark.column + 1)
    hit = _POSITION.search(str(error))
    return place_of(text, int(hit.group(1)) if hit else 0)


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, as editors count them: a lone CR ends a line too."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _inside(text: str, line: int, column: int) -> tuple[int, int]:
    """The end of the text, where libyaml points beyond it: it counts one line break more."""
    lines = text.split("\n")
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)
