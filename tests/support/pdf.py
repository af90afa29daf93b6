"""The tags of a PDF, as those who hear it get them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader


@dataclass
class Tag:
    """An element of the structure: its kind, what stands on it, and the elements in it."""

    kind: str
    given: Any
    inside: list[Tag] = field(default_factory=list)

    def all(self, kind: str) -> Iterator[Tag]:
        """Every element of a kind in it, however deep."""
        for tag in self.inside:
            if tag.kind == kind:
                yield tag
            yield from tag.all(kind)

    def attribute(self, name: str) -> Any:
        """A value among the attributes of the element; None where it has none."""
        sets = self.given.get("/A", [])
        sets = sets if isinstance(sets, list) else [sets]
        return next((one.get_object()[name] for one in sets if name in one.get_object()), None)


def read(data: bytes) -> PdfReader:
    """A PDF."""
    return PdfReader(BytesIO(data))


def tags(pdf: PdfReader) -> Tag:
    """The structure of a PDF."""
    return _tag(pdf.trailer["/Root"]["/StructTreeRoot"])


def _tag(given: Any) -> Tag:
    kids = given.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    found = (kid.get_object() for kid in (kids if isinstance(kids, list) else [kids]))
    inside = [_tag(kid) for kid in found if hasattr(kid, "get") and "/S" in kid]
    return Tag(str(given.get("/S", "")), given, inside)


def named(pdf: PdfReader) -> dict[str, Any]:
    """The elements that have a name of their own, as the document lists them."""
    listed = pdf.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]
    return {str(n): one.get_object() for n, one in zip(listed[::2], listed[1::2], strict=True)}


def titles(outline: list[Any]) -> list[Any]:
    """The bookmarks, those below another in a list after it."""
    return [titles(one) if isinstance(one, list) else str(one.title) for one in outline]


def words(pdf: PdfReader) -> str:
    """All that stands on the pages, in one line."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
