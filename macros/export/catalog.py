"""The catalogue of the open data (DCAT-AP-NO 2 and 3), as Turtle: the plans are one series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.export.encode import in_json
from macros.export.plan_json import Open
from macros.facts import open_data
from macros.facts.derive import Facts
from macros.model import routes
from macros.model.catalog import Catalog
from macros.model.plan import Plan

_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGE, _PUBLIC = f"{_EU}language/NOR", f"{_EU}access-right/PUBLIC"
_MEDIA = "https://www.w3.org/ns/iana/media-types/"
"""Where DCAT-AP-NO has the names of the media types from."""
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

Pairs = Sequence[tuple[str, str]]
"""Predicates with their objects, as Turtle has them."""


def catalog(data: Open, plans: Sequence[Facts], also: Sequence[str] = ()) -> bytes:
    """The catalogue of a site; `also` are files of a plan that are made apart, where they are."""
    told = data.catalog
    assert told
    head = "".join(f"@prefix {name}: <{url}> .\n" for name, url in _PREFIXES.items())
    folder = f"{data.url}{open_data.FOLDER}/"
    base = f"{folder}{open_data.CATALOG}#"
    # Both versions ask every one of them for the same.
    common = [
        ("dct:publisher", _iri(f"{base}utgiver")),
        ("dcat:contactPoint", _iri(f"{base}kontakt")),
    ]
    themed = [*common, *(("dcat:theme", _iri(theme)) for theme in told.themes)]
    sets = [f"{base}{facts.period}" for facts in plans]
    streams = {f"{base}{name}": f"{folder}{name}" for name in open_data.STREAMS}
    parts = [
        _catalog(data, told, common, [f"{base}serie", *sets]),
        _series(told, themed, sets, [*streams]),
        *(_distribution(name, url, told) for name, url in streams.items()),
    ]
    for before, name, facts in zip(("", *sets), sets, plans, strict=False):
        page = f"{data.url}{facts.period}/{open_data.FOLDER}/"
        files = {f"{name}/{n}": f"{page}{n}" for n in (*open_data.files(facts), *also)}
        own = [("dcat:landingPage", _iri(page)), ("dcat:inSeries", _iri(f"{base}serie"))]
        own += [("dcat:prev", _iri(before))] if before else []
        own += [("dcat:distribution", _iri(one)) for one in files]
        parts += [_dataset(name, told, facts.data.plan, [*themed, *own])]
        parts += [_distribution(one, url, told) for one, url in files.items()]
    contact = f"{data.url}{routes.ALIAS}/{routes.of_page(told.contact)}"
    about = [("vcard:fn", _text(told.publisher, told)), ("vcard:hasURL", _iri(contact))]
    publisher = [("foaf:name", _text(told.publisher, told))]
    parts += [_node(f"{base}utgiver", "foaf:Agent", publisher)]
    parts += [_node(f"{base}kontakt", "vcard:Organization", about), *_concepts(told)]
    return "\n".join((head, *parts)).encode()


def _described(name: str, told: Catalog) -> Pairs:
    texts = [("title", told.title), ("description", told.description)]
    own = [(f"dct:{predicate}", _text(text, told)) for predicate, text in texts]
    return [("dct:identifier", in_json(name)), *own]


def _catalog(data: Open, told: Catalog, common: Pairs, sets: Sequence[str]) -> str:
    name = f"{data.url}{open_data.FOLDER}/{open_data.CATALOG}#katalog"
    own = [
        ("dct:language", _iri(_LANGUAGE)),
        ("dct:license", _iri(told.licence_id)),
        ("foaf:homepage", _iri(data.url)),
        *(("dcat:dataset", _iri(one)) for one in sets),
    ]
    return _node(name, "dcat:Catalog", [*_described(name, told), *common, *own])


def _series(told: Catalog, common: Pairs, sets: Sequence[str], streams: Sequence[str]) -> str:
    name = f"{sets[0].rpartition('#')[0]}#serie"
    own = [("dcat:first", _iri(sets[0])), ("dcat:last", _iri(sets[-1]))]
    own += [("dcat:distribution", _iri(one)) for one in streams]
    types = "dcat:DatasetSeries, dcat:Dataset"
    return _node(name, types, [*_described(name, told), *common, *own])


def _dataset(name: str, told: Catalog, plan: Plan, pairs: Pairs) -> str:
    span = (("dcat:startDate", plan.period.first), ("dcat:endDate", plan.period.last))
    days = " ; ".join(f'{end} "{day.isoformat()}"^^xsd:date' for end, day in span)
    own = [
        ("dct:identifier", in_json(name)),
        ("dct:title", _text(plan.title, told, plan.lang)),
        ("dct:description", _text(plan.summary, told, plan.lang)),
        ("dct:language", _iri(_LANGUAGE)),
        ("dct:accessRights", _iri(_PUBLIC)),
        ("dct:temporal", f"[ a dct:PeriodOfTime ; {days} ]"),
    ]
    return _node(name, "dcat:Dataset", [*own, *pairs])


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
            ("dcat:mediaType", _iri(f"{_MEDIA}{media}")),
        ],
    )


def _concepts(told: Catalog) -> Iterator[str]:
    """The values of the EU's lists, each with the list that it is in: the shapes ask for it."""
    values = [*told.themes, told.licence_id, _LANGUAGE, _PUBLIC]
    values += dict.fromkeys(f"{_EU}file-type/{file_type}" for _, file_type in FORMATS.values())
    for value in values:
        yield _node(value, "skos:Concept", [("skos:inScheme", _iri(value.rpartition("/")[0]))])


def _node(name: str, types: str, pairs: Pairs) -> str:
    lines = " ;\n".join(f"    {predicate} {value}" for predicate, value in pairs)
    return f"{_iri(name)} a {types} ;\n{lines} .\n"


def _iri(url: str) -> str:
    return f"<{url}>"


def _text(text: str, told: Catalog, lang: str = "") -> str:
    """A literal in its language: what Turtle escapes, JSON escapes alike."""
    return f"{in_json(text)}@{lang or told.lang}"
