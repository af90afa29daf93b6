"""The repository's own data and prose: a copy to change, the plan in force, and a larger one."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import yaml
from building import ROOT, content_copy
from pages import Node

from macros.compare.items import plan_items
from macros.load.library import load
from macros.model.fields import fields_of
from macros.model.walk import parts

_NAME = r"(?:[A-ZÆØÅ][\w.-]* ?){2,}(?<! )$"


@cache
def in_force() -> str:
    """The period of the plan in force."""
    now = load(ROOT).library.in_force
    assert now
    return now.plan.id


@cache
def periods() -> tuple[str, ...]:
    """Every period, oldest first."""
    return tuple(sorted(plan.plan.id for plan in load(ROOT).library.plans))


def leads_on(page: Node) -> bool:
    """Whether a page is nothing but the way from an address of former days to where it is now."""
    return any(meta.attrs.get("http-equiv") == "refresh" for meta in page.all("meta"))


@cache
def people() -> frozenset[str]:
    """Everybody whom a field for people names, alone or among other words."""
    library = load(ROOT).library
    records = [item.record for data in library.plans for item in plan_items(data)]
    told = [
        str(getattr(part, name))
        for part in (part for record in records for part in parts(record))
        for name, field in fields_of(type(part)).items()
        if field.about.personal and getattr(part, name)
    ]
    organisations = "|".join(actor.name for actor in library.shared.actors)
    names = (n for text in told for n in re.findall(_NAME, text.partition(",")[0]))
    return frozenset(name for name in names if name not in organisations)


def real_copy(folder: Path) -> Path:
    """A copy of data/ and docs/, for a test to change."""
    return content_copy(folder, ROOT)


def grown(root: Path, count: int) -> Path:
    """The repository's own tree with made measures in the plan in force, in areas of fifty.

    Their texts are drawn from the words of the real ones, as often as those use them, but in no
    order: harder to pack than any real text.
    """
    real_copy(root)
    texts = [*(root / "docs").rglob("*.md"), *(root / "data").rglob("*.yml")]
    words = re.findall(r"[a-zæøå]{2,}", " ".join(p.read_text("utf-8") for p in sorted(texts)))
    draw = random.Random(1)

    def say(length: int) -> str:
        return " ".join(draw.choices(words, k=length)).capitalize()

    cite = "hmn-vedtak-2022#virkemidler"
    period = in_force()
    first, last = (int(year) for year in period.split("-"))
    for number in range(count // 50):
        name = f"laget-{number}"
        measures = [
            {
                "id": f"{name}-{i}",
                "title": say(7),
                "description": f"{say(30)}.",
                "responsible": [draw.choice(["hmr", "stolav", "hnt", "kommunene"])],
                "deadline": f"{draw.randint(first, last)}-{draw.randint(1, 12):02d}",
                "source": cite,
            }
            for i in range(50)
        ]
        area = {"id": name, "kind": "theme", "title": say(4), "summary": f"{say(50)}."}
        area |= {"source": cite, "measures": measures}
        text = yaml.safe_dump(area, allow_unicode=True, sort_keys=False)
        (root / "data" / period / "areas" / f"{name}.yml").write_text(text, "utf-8")
    return root
