"""Calendars, feeds, the catalogue and the stream of versions, read by readers that are not ours."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pyshacl
import pytest
import rdflib
from building import MINI, ROOT, TESTS, plan
from compare_tree import AREA
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS
from reading_back import events, faults, lines, plan_json, revised, standards
from test_slips import FIRST, SECOND, Dated

from macros.checks import check
from macros.export import calendar as module
from macros.export.calendar import calendar, span
from macros.export.files import of_plan
from macros.export.plan_json import Open, OpenPlan
from macros.facts import open_data
from macros.facts.due import Due
from macros.git.history import read_history
from macros.model.edtf import parse

VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
SHAPES_3 = TESTS / "support" / "dcat_ap_no_3.ttl"
URL = "https://plan.example/"
PERIOD = "2005-2008"


@pytest.fixture
def tree(tmp_path: Path) -> Dated:
    return Dated(tmp_path / "repo")


def opened(root: Path) -> OpenPlan:
    workspace = check(root)
    assert not workspace.problems
    history = read_history(root, workspace.loaded)
    facts = workspace.facts(PERIOD, history)
    return OpenPlan(Open(workspace.loaded.library, URL, "", history), facts)


# ---------------------------------------------------------------- calendars


@pytest.mark.parametrize("period", ["2001-2004", PERIOD])
def test_the_calendars_of_a_site_are_sound(mini_site: Path, period: str) -> None:
    calendars = sorted((mini_site / period / "data").rglob("*.ics"))
    assert len(calendars) > 1
    assert [fault for path in calendars for fault in faults(path.read_bytes())] == []


def test_each_page_that_has_a_calendar_offers_it(mini_site: Path) -> None:
    facts = check(MINI).facts(PERIOD)
    pages = {"frister.ics": "frister/"}
    named = {open_data.calendar(name): facts.entries[name] for name in open_data.calendars(facts)}
    pages |= {file: entry.url for file, entry in named.items() if entry.paged}
    assert len(pages) > 2
    for file, url in pages.items():
        text = (mini_site / PERIOD / url / "index.html").read_text("utf-8")
        (link,) = re.findall(r'href="webcal://([^"]+)"[^>]*>Abonner', text)
        assert link.endswith(f"/{PERIOD}/data/{file}"), url
    told = (mini_site / PERIOD / "data" / "index.html").read_text("utf-8")
    assert [file for file in (*named, "frister.ics") if f'data/{file}"' not in told] == []


def test_what_a_reader_lets_pass_is_found_here() -> None:
    data = calendar(opened(MINI), opened(MINI).dues)
    assert [*faults(data)] == []
    for old, new in ((b"\r\n", b"\n"), (b"Frist\\,", b"Frist,"), (b"20061102", b"20061101")):
        assert old in data
        assert [*faults(data.replace(old, new))] != []
    assert [*faults(data.replace(b"SUMMARY:", b"SUMMARY:" + b"lang" * 20))] != []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2006-11-01", date(2006, 11, 1), date(2006, 11, 1)),
        ("2006-11", date(2006, 11, 1), date(2006, 11, 30)),
        ("2005-03/2006-02", date(2005, 3, 1), date(2006, 2, 28)),
        ("/2006-02", date(2006, 2, 1), date(2006, 2, 28)),
    ],
)
def test_a_date_spans_what_is_known(text: str, first: date, last: date) -> None:
    assert span(parse(text)) == (first, last)
    assert span(parse("2006/")) is None


def test_what_has_no_date_is_left_out_and_counted_and_letters_are_whole() -> None:
    plan_ = opened(MINI)
    entry = next(iter(plan_.facts.of("measure")))
    open_ended = Due(entry, "deadline", parse("2006/"))
    long = replace(entry, title="Blåbærsyltetøy; 1, 2 \\ 3 " * 9)
    data = calendar(plan_, [open_ended, Due(long, "deadline", parse("2007"))])
    assert [*faults(data)] == []
    (event,) = events(data).values()
    assert event["SUMMARY"] == long.title
    assert "4 poster i dataene har ingen fast frist" in data.decode().replace("\r\n ", "")


def test_an_event_is_written_once_for_all_its_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    written = module._told
    monkeypatch.setattr(module, "_told", lambda *said: told.append(said[2]) or written(*said))
    plan_ = opened(MINI)
    made = [text for name, text in of_plan(plan_).items() if name.endswith(".ics")]
    assert sum(data.count(b"BEGIN:VEVENT") for data in made) > 2 * len(told)
    assert sorted(told) == sorted(f"{due.entry.key}/{due.field}" for due in plan_.dues)


def test_a_calendar_without_events_is_still_one() -> None:
    plan_ = opened(MINI)
    data = calendar(plan_, [], plan_.facts.entries["bat"])
    assert [*faults(data)] == []
    assert events(data) == {}


def test_a_move_raises_the_sequence_and_tells_why(tree: Dated) -> None:
    name = f"{PERIOD}/helikopter/deadline"
    before = events(calendar(opened(tree.tree), opened(tree.tree).dues))[name]
    tree.move(FIRST, SECOND, "Grunn: Venter på penger; og lov.")
    after = events(calendar(opened(tree.tree), opened(tree.tree).dues))[name]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert "Grunn: Venter på penger; og lov." in after["DESCRIPTION"]
    assert after["DTSTAMP"].dt.date().isoformat() == "2006-01-03"
    again = events(calendar(opened(tree.tree), opened(tree.tree).dues))[name]
    assert again.to_ical() == after.to_ical()


def test_a_calendar_that_was_published_answers_when_its_last_deadline_is_gone(
    tree: Dated, tmp_path: Path
) -> None:
    listed = f"{PERIOD}/data/kalender/fjord.ics"
    (tree.tree / "data/addresses.txt").write_text(f"{listed}\n", "utf-8")
    tree.replace(AREA, "    deadline: 2006-11-01\n", "")
    done = plan("export", "--out", str(tmp_path / "out"), root=tree.tree)
    assert done.returncode == 0, done.stderr
    assert events((tmp_path / "out" / listed).read_bytes()) == {}


# ---------------------------------------------------------------- versions, and feeds


def state(folder: Path) -> dict[str, Any]:
    """Every record of a plan and of what plans share, as the stream of versions knows it."""
    records = plan_json(folder)["records"].items()
    own = {name for name, _ in records} - {"actor", "source", "term"}
    return {
        f"{PERIOD if name in own else None}/{name}/{r['id']}": {
            n: v for n, v in r.items() if n != "derived"
        }
        for name, found in records
        for r in found
    }


def test_a_version_with_its_changes_is_the_next(tree: Dated, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert plan("export", "--out", str(old), root=tree.tree).returncode == 0
    tree.move(FIRST, SECOND)
    tree.replace(AREA, "title: Leie helikopter", "title: Leie to helikoptre")
    tree.commit()
    actors = tree.tree / "data/actors.yml"
    made = "- id: ny\n  kind: trust\n  name: Ny aktør\n  source: brev#tiltak\n"
    actors.write_text(actors.read_text("utf-8") + made, "utf-8")
    tree.commit()
    assert plan("export", "--out", str(new), root=tree.tree).returncode == 0
    changes = lines(new / "data/endringer.jsonl")
    assert {c["kind"] for c in changes} == {"deadline", "wording", "added"}
    before, after = (state(side / PERIOD / "data") for side in (old, new))
    assert revised(before, changes) == after
    assert revised(before, changes[1:]) != after
    feed = feedparser.parse((new / "data/endringer.atom").read_bytes())
    days = [entry.updated[:10] for entry in feed.entries]
    assert days == ["2006-01-05", "2006-01-04", "2006-01-03"]
    assert "Aktør «Ny aktør»: kommet til." in feed.entries[0].content[0].value


@pytest.mark.parametrize("name", [open_data.FEED, open_data.FOLLOWED])
def test_the_feeds_are_what_rfc_4287_asks_for(mini_site: Path, name: str) -> None:
    data = (mini_site / "data" / name).read_bytes()
    feed = feedparser.parse(data)
    assert (feed.bozo, feed.version) == (False, "atom10")
    ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("http") for one in ids)
    assert feed.feed.author
    assert feed.feed.title
    assert any(link.rel == "self" and link.href.endswith(name) for link in feed.feed.links)
    for one in (feed.feed, *feed.entries):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.updated)
    assert all(entry.title and entry.content and entry.link for entry in feed.entries)


# ---------------------------------------------------------------- the catalogue


@pytest.fixture(scope="module")
def graph(mini_site: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(mini_site / "data" / "katalog.ttl")


def conforms(graph: rdflib.Graph, shapes: Path, ontologies: Path | None = None) -> tuple[bool, str]:
    with warnings.catch_warnings():  # pyshacl still asks rdflib by names that have newer ones
        warnings.simplefilter("ignore", DeprecationWarning)
        found = pyshacl.validate(
            graph,
            shacl_graph=str(shapes),
            ont_graph=str(ontologies) if ontologies else None,
            inference="rdfs" if ontologies else "none",
        )
    return found[0], found[2]


def test_the_catalogue_holds_the_shapes_of_version_2(graph: rdflib.Graph) -> None:
    folder = standards(ROOT)
    if folder is None:
        pytest.skip("the shapes of DCAT-AP-NO do not stand beside this checkout")
    files = [folder / f"dcat-ap-no-2.00-{name}.ttl" for name in ("shapes", "ontologies")]
    whole, said = conforms(graph, *files)
    assert whole, said
    broken = rdflib.Graph() + graph
    broken.remove((None, DCAT.theme, None))
    assert not conforms(broken, *files)[0]


def test_the_catalogue_holds_the_shapes_of_version_3(graph: rdflib.Graph) -> None:
    whole, said = conforms(graph, SHAPES_3)
    assert whole, said
    assert len({*graph.subjects(RDF.type, DCAT.Dataset)}) == 3


@pytest.mark.parametrize(
    "predicate",
    [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.theme),
        *(DCAT.accessURL, FOAF.name, SKOS.inScheme, VCARD.fn, VCARD.hasURL),
    ],
)
def test_what_version_3_asks_for_is_seen_to_be_missing(
    graph: rdflib.Graph, predicate: rdflib.URIRef
) -> None:
    broken = rdflib.Graph() + graph
    assert list(broken.objects(None, predicate))
    broken.remove((None, predicate, None))
    assert not conforms(broken, SHAPES_3)[0]


def test_a_value_of_another_list_is_seen(graph: rdflib.Graph) -> None:
    broken = rdflib.Graph() + graph
    listed = [DCAT.theme, DCAT.mediaType]
    listed += [DCTERMS.accessRights, DCTERMS.format, DCTERMS.language, DCTERMS.license]
    for predicate in listed:
        subject, value = next(iter(graph.subject_objects(predicate)))
        other = rdflib.URIRef(f"{value}/other".replace("http", "urn", 1))
        broken.set((subject, predicate, other))
        broken.add((other, RDF.type, SKOS.Concept))
    told = re.findall(r"Result Path: (\S+)", conforms(broken, SHAPES_3)[1])
    names = {predicate.n3(graph.namespace_manager) for predicate in listed}
    assert names - {*told} == set()


def test_every_file_is_a_distribution_and_no_other(mini_site: Path, graph: rdflib.Graph) -> None:
    manifest = json.loads((mini_site / "manifest.json").read_text("utf-8"))
    site = manifest["edition"]["site_url"]
    told = {str(url).removeprefix(site) for url in graph.objects(None, DCAT.downloadURL)}
    files = {file["path"] for file in manifest["files"]}
    described = {f for f in files if "data/" in f and not f.endswith(("index.html", ".ttl"))}
    assert told == {f for f in described if "/v1/" not in f}
    contacts = {str(url).removeprefix(site) for url in graph.objects(None, VCARD.hasURL)}
    assert {f"{contact}index.html" for contact in contacts} <= files
