"""The front matter of a Markdown page: found, read and located by the house itself.

MkDocs lets malformed front matter pass as text; here it is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.problems import Problem
from macros.reading.yaml_text import Document, decode, read_text


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file."""

    path: str  # relative to the root
    meta: Document  # its front matter, with places; an empty mapping where it has none
    body: str  # the Markdown after the front matter
    shift: int  # lines of the file that stand before it


def read_page(path: str, data: bytes) -> tuple[Page, list[Problem]]:
    """Read one Markdown file, and tell what is wrong with its encoding and front matter."""
    text, problems = decode(path, data)
    if text is None:
        return Page(path, Document(path, {}, None), "", 0), problems
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        problems = [*_empty(path, text), *_late(path, lines)]
        return Page(path, Document(path, {}, None), text, 0), problems
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        message = "Metadataene øverst på siden begynner med «---», men slutter aldri."
        open_ended = Problem(path, 1, 1, "front-matter", message, "Sett inn en linje med «---».")
        return Page(path, Document(path, {}, None), "", len(lines)), [open_ended]
    meta, problems = read_text(path, "\n".join(lines[1:end]), shift=1)
    if meta.value is None and any(p.rule == "empty-file" for p in problems):
        message = "Metadataene øverst på siden er tomme."
        hint = "Skriv «title: …», eller fjern begge linjene med «---»."
        problems = [Problem(path, 2, 1, "front-matter", message, hint)]
    if meta.value is not None and not isinstance(meta.value, dict):
        message = "Metadataene øverst på siden er ikke nøkler og verdier."
        problems = [*problems, meta.problem((), "front-matter", message, "Skriv «nøkkel: verdi».")]
    if not isinstance(meta.value, dict):
        meta = Document(path, {}, None, 1)
    body = "\n".join(lines[end + 1 :])
    return Page(path, meta, body, end + 1), problems


def _late(path: str, lines: list[str]) -> list[Problem]:
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        return []
    message, hint = "Metadataene må begynne på første linje.", "Fjern linjene over «---»."
    return [Problem(path, first + 1, 1, "front-matter", message, hint)]


def _empty(path: str, text: str) -> list[Problem]:
    if text.strip():
        return []
    return [Problem(path, 1, 1, "empty-file", "Siden er tom.", "Skriv noe, eller slett den.")]
