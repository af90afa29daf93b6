"""The catalogue of the open data (DCAT-AP-NO 2 and 3), as Turtle: the plans are one series."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from macros.export.plan_json import Open
from macros.facts import open_data
from macros.facts.derive import Facts
from macros.model import routes
from macros.model.catalog import Catalog

_EU = "http://publications.europa.eu/resource/authority/"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORMATS = {
    "json": ("application/json", "JSON"),
    "jsonl": ("application/jsonl", "JSON"),
    "csv": ("text/csv", "CSV"),
    "ics": ("text/calendar", "ICS"),
    "atom": ("application/atom+xml", "ATOM"),
    "pdf": ("application/pdf", "PDF"),
}
"""Ending of a file → its media type (IANA), and its format in the EU's list of file types."""

Pairs = Iterable[tuple[str, str]]
"""Predicates with their objects, as Turtle has them."""


def catalog(data: Open, plans: Sequence[Facts], also: Sequence[str] = ()) -> bytes:
    """The catalogue of a site; `also` are files of a plan that are made apart, where they are."""
    told = data.catalog
    assert told
    head = "".join(f"@prefix {name}: <{url}> .\n" for name, url in _PREFIXES.items())
    return "\n".join((head, *_catalog(data, told, plans, also))).encode()


def _catalog(
    data: Open, told: Catalog, plans: Sequence[Facts], also: Sequence[str]
) -> Iterator[str]:
    base = f"{data.url}{open_data.FOLDER}/{open_data.CATALOG}#"
    sets = {facts.period: f"{base}{facts.period}" for facts in plans}
    # Both versions ask every one of them for the same.
    common: list[tuple[str, str]] = [
        ("dct:publisher", _iri(f"{base}utgiver")),
        ("dcat:contactPoint", _iri(f"{base}kontakt")),
    ]
    themes = [("dcat:theme", _iri(theme)) for theme in told.themes]
    names = (("title", told.title), ("description", told.description))
    described = [(f"dct:{name}", _text(text, told)) for name, text in names]
    language = _iri(f"{_EU}language/NOR")
    yield _node(
        f"{base}katalog",
        "dcat:Catalog",
        [
            ("dct:identifier", _plain(f"{base}katalog")),
            *described,
            *common,
            ("dct:language", language),
            ("dct:license", _iri(told.licence_id)),
            ("foaf:homepage", _iri(data.url)),
            *(("dcat:dataset", _iri(name)) for name in (f"{base}serie", *sets.values())),
        ],
    )
    ordered = list(sets.values())
    yield _node(
        f"{base}serie",
        "dcat:DatasetSeries, dcat:Dataset",
        [
            ("dct:identifier", _plain(f"{base}serie")),
            *described,
            *common,
            *themes,
            ("dcat:first", _iri(ordered[0])),
            ("dcat:last", _iri(ordered[-1])),
            *(("dcat:distribution", _iri(f"{base}{n}")) for n in open_data.STREAMS),
        ],
    )
    for name in open_data.STREAMS:
        yield _distribution(f"{base}{name}", f"{data.url}{open_data.FOLDER}/{name}", told)
    for i, facts in enumerate(plans):
        files = [*open_data.files(facts), *also]
        page = f"{data.url}{facts.period}/{open_data.FOLDER}/"
        plan = facts.data.plan
        span = (("dcat:startDate", plan.period.first), ("dcat:endDate", plan.period.last))
        days = " ; ".join(f'{name} "{day.isoformat()}"^^xsd:date' for name, day in span)
        yield _node(
            sets[facts.period],
            "dcat:Dataset",
            [
                ("dct:identifier", _plain(sets[facts.period])),
                ("dct:title", _text(plan.title, told, plan.lang)),
                ("dct:description", _text(plan.summary, told, plan.lang)),
                *common,
                *themes,
                ("dct:language", language),
                ("dct:accessRights", _iri(f"{_EU}access-right/PUBLIC")),
                ("dct:temporal", f"[ a dct:PeriodOfTime ; {days} ]"),
                ("dcat:landingPage", _iri(page)),
                ("dcat:inSeries", _iri(f"{base}serie")),
                *((("dcat:prev", _iri(ordered[i - 1])),) if i else ()),
                *(("dcat:distribution", _iri(f"{sets[facts.period]}/{n}")) for n in files),
            ],
        )
        for name in files:
            yield _distribution(f"{sets[facts.period]}/{name}", f"{page}{name}", told)
    yield _node(f"{base}utgiver", "foaf:Agent", [("foaf:name", _text(told.publisher, told))])
    contact = f"{data.url}{routes.ALIAS}/{routes.of_page(told.contact)}"
    about = [("vcard:fn", _text(told.publisher, told)), ("vcard:hasURL", _iri(contact))]
    yield _node(f"{base}kontakt", "vcard:Organization", about)
    yield from _concepts(told)


def _distribution(name: str, url: str, told: Catalog) -> str:
    media, file_type = FORMATS[url.rpartition(".")[2]]
    return _node(
        name,
        "dcat:Distribution",
        [
            ("dct:title", _text(url.rpartition("/")[2], told)),
            ("dcat:accessURL", _iri(url)),
            ("dcat:downloadURL", _iri(url)),
            ("dct:license", _iri(told.licence_id)),
            ("dct:format", _iri(f"{_EU}file-type/{file_type}")),
            ("dcat:mediaType", _iri(f"https://www.iana.org/assignments/media-types/{media}")),
        ],
    )


def _concepts(told: Catalog) -> Iterator[str]:
    """The values of the EU's lists, each with the list that it is in: the shapes ask for it."""
    values = [*told.themes, told.licence_id, f"{_EU}language/NOR", f"{_EU}access-right/PUBLIC"]
    values += dict.fromkeys(f"{_EU}file-type/{file_type}" for _, file_type in FORMATS.values())
    for value in values:
        yield _node(value, "skos:Concept", [("skos:inScheme", _iri(value.rpartition("/")[0]))])


def _node(name: str, types: str, pairs: Pairs) -> str:
    lines = " ;\n".join(f"    {predicate} {value}" for predicate, value in pairs)
    return f"{_iri(name)} a {types} ;\n{lines} .\n"


def _iri(url: str) -> str:
    return f"<{url}>"


def _plain(text: str) -> str:
    """A literal: what Turtle escapes, JSON escapes alike."""
    return json.dumps(text, ensure_ascii=False)


def _text(text: str, told: Catalog, lang: str = "") -> str:
    return f"{_plain(text)}@{lang or told.lang}"
