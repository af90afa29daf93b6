"""Every field of every type of record as one annotated example, for those who write.

Made from what is said of the fields in the model, so that none is missing and none is out of date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from macros.editing.skeleton import in_order
from macros.editing.yaml_out import written
from macros.model.base import Part
from macros.model.fields import described, types_within
from macros.model.plan import Word
from macros.model.registry import TYPES

FILE = "README.md"
_WIDTH = 92
_HEAD = """# Alle felt i datafilene

Her står hvert felt som en datafil kan ha, med hva det er til og et oppdiktet eksempel. Felt som
må være med, begynner med «Må.». Det som ikke er kjent, utelates. Filen er laget av `plan schema` ut
fra modellen; rett den ikke for hånd. Les først [hvordan du endrer planene](../CONTRIBUTING.md). Her
er [eksempler på hele filer](../guide/eksempler.md).
"""


def reference() -> str:
    """The Markdown of the page, ending with a line break."""
    records = {row.cls for row in TYPES.values()}
    inner = [part for row in TYPES.values() for part in types_within(row.cls)]
    parts: list[type[Part]] = [part for part in dict.fromkeys(inner) if part not in records]
    parts.append(Word)
    sections = [_HEAD]
    for row in TYPES.values():
        folder = "data" if row.shared else "data/<periode>"
        where = f"`{folder}/{row.file.format(id='<id>')}.yml`"
        inside = f", under `{row.field}`" if row.nested else ""
        sections.append(f"## {row.name.capitalize()}: {where}{inside}\n\n{_example(row.cls)}")
    for part in parts:
        sections.append(f"## Del av en post: {part.called}\n\n{_example(part)}")
    return "\n".join(sections)


def _example(cls: type[Part]) -> str:
    return "".join(["```yaml\n", *_lines(cls), "```\n"])


def _lines(cls: type[Part]) -> Iterator[str]:
    for name in in_order(cls):
        about = described(cls, name)
        must = "Må. " if cls.model_fields[name].is_required() else ""
        text = textwrap.fill(
            f"{must}{about.help}", _WIDTH, initial_indent="# ", subsequent_indent="# "
        )
        yield f"{text}\n{written({name: about.example})}"
