"""What pages say of themselves to searchers, and to whoever gets a link: true, short, unlike."""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from building import ROOT
from pages import read

from macros.engine.sharing import cut, first_sentence

VOCABULARY = {
    "BreadcrumbList": {"itemListElement": list},
    "ListItem": {"position": int, "name": str, "item": "url"},
    "Report": {"publisher": "org", "temporalCoverage": str, "sameAs": list, "datePublished": "day"},
    "DigitalDocument": {"publisher": "org", "sameAs": list, "datePublished": "day"},
    "GovernmentOrganization": {"alternateName": str, "parentOrganization": "org"},
    "Organization": {"alternateName": str, "parentOrganization": "org"},
    "Event": {"startDate": "day", "endDate": "day", "location": "place", "organizer": "org"},
    "Place": {},
    "Dataset": {"variableMeasured": str, "temporalCoverage": str, "isAccessibleForFree": bool},
}
"""Type → properties that schema.org gives it, or what it is a kind of, and what each holds."""
THING = {"@type": str, "name": str, "url": "url", "description": str, "inLanguage": str}
NO_LANGUAGE = {"Organization", "GovernmentOrganization", "Place", "BreadcrumbList", "ListItem"}
"""schema.org has `inLanguage` of creative works and events alone."""
NEEDED = {"ListItem": {"position", "name", "item"}, "Dataset": {"name", "description"}}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _pages(site: Path) -> dict[str, str]:
    """Address → text, for every page that readers may be sent a link to."""
    found = [p for period in site.glob("????-????") for p in period.rglob("index.html")]
    texts = {p.parent.relative_to(site).as_posix(): p.read_text("utf-8") for p in found}
    return {name: text for name, text in texts.items() if 'http-equiv="refresh"' not in text}


@pytest.fixture(scope="module")
def pages(mini_site: Path) -> dict[str, str]:
    return _pages(mini_site)


def _metas(text: str) -> dict[str, str]:
    pairs = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text)
    return {name: unescape(value) for name, value in pairs}


def test_no_two_pages_describe_themselves_alike(pages: dict[str, str]) -> None:
    said = Counter(_metas(text)["description"] for text in pages.values())
    assert [text for text, times in said.items() if times > 1] == []
    assert not [text for text in said if not 20 <= len(text) <= 320]


def test_a_title_is_short_and_says_which_plan(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        title = unescape(re.findall(r"<title>(.*?)</title>", text, re.DOTALL)[0])
        assert len(title) < 65, name
        assert name.count("/") == 0 or re.search(r"20\d\d–20\d\d$", title), (name, title)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Båten går hver time hele året. Den er ny.</p>", "Båten går hver time hele året."),
        (
            "<p>Etter Meld. St. 7 (2019) skal båten gå. Den er ny.</p>",
            "Etter Meld. St. 7 (2019) skal båten gå.",
        ),
        (
            "<p>Styret vedtok alt 15. desember 2004. Den er ny.</p>",
            "Styret vedtok alt 15. desember 2004.",
        ),
        (
            "<p>Kort. Den.</p><p>Båten går hver time, hele året.</p>",
            "Båten går hver time, hele året.",
        ),
        (
            '<p class="pl-small">Fra styret i fjorden.</p><p>Båten går hver hele time.</p>',
            "Båten går hver hele time.",
        ),
        ("<table><tr><td><p>Båten går hver hele time.</p></td></tr></table>", ""),
        (
            '<p>Båten går nå til Kai 1 <a class="pl-cite" href="x">Brev</a> &amp; 2. Ny.</p>',
            "Båten går nå til Kai 1 & 2.",
        ),
        (
            "<ol><li><p>Båten gikk hver time før.</p></li></ol><p>Båten går hver uke igjen.</p>",
            "Båten går hver uke igjen.",
        ),
    ],
)
def test_the_first_sentence_is_whole_and_the_pages_own(html: str, said: str) -> None:
    assert first_sentence(html) == said


def test_what_is_cut_ends_after_a_word() -> None:
    assert cut("kort", 65) == "kort"
    assert cut("Båten går hver time, hele året", 22) == "Båten går hver time…"


def _fits(value: Any, kind: object) -> bool:
    if kind == "url":
        return bool(re.fullmatch(r"https?://\S+", value))
    if kind == "day":
        return bool(DAY.fullmatch(value))
    if kind == "org":
        return value["@type"].endswith("Organization") and _valid(value)
    if kind == "place":
        return value["@type"] == "Place" and _valid(value)
    if kind is list:
        return bool(value) and all(
            _valid(v) if isinstance(v, dict) else _fits(v, "url") for v in value
        )
    return isinstance(value, kind) and value != ""  # type: ignore[arg-type]


def _valid(node: dict[str, Any]) -> bool:
    kind = node["@type"]
    allowed = THING | VOCABULARY[kind]
    if kind in NO_LANGUAGE:
        allowed = {name: what for name, what in allowed.items() if name != "inLanguage"}
    assert set(node) <= set(allowed), (kind, set(node) - set(allowed))
    assert set(node) >= NEEDED.get(kind, set()), node
    for name, value in node.items():
        assert _fits(value, allowed[name]), (kind, name, value)
    return True


def test_structured_data_say_only_what_the_vocabulary_has(pages: dict[str, str]) -> None:
    kinds = Counter[str]()
    for name, text in pages.items():
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        whole = json.loads(data)
        assert set(whole) == {"@context", "@graph"}
        assert whole["@context"] == "https://schema.org"
        kinds.update(node["@type"] for node in whole["@graph"] if _valid(node))
        crumbs = [n for n in whole["@graph"] if n["@type"] == "BreadcrumbList"]
        assert len(crumbs) == (name.count("/") > 0), name
        for one in crumbs:
            places = [item["position"] for item in one["itemListElement"]]
            assert places == list(range(1, len(places) + 1))
    wanted = {"Report", "GovernmentOrganization", "Event", "Dataset"}
    assert wanted - set(kinds) == set()


def test_a_link_that_is_sent_has_a_picture_that_is_there(
    mini_site: Path, pages: dict[str, str]
) -> None:
    for name, text in pages.items():
        said = _metas(text)
        assert {"og:title", "og:description", "og:url", "og:type"} <= set(said), name
        assert said["og:description"] == said["description"]
        path = said["og:image"].removeprefix("http://127.0.0.1:8000/")
        head = (mini_site / path).read_bytes()[:24]
        size = struct.unpack(">II", head[16:24])
        assert size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)


def test_searchers_find_the_way_from_the_root(mini_site: Path) -> None:
    robots = (mini_site / "robots.txt").read_text("utf-8")
    assert robots.startswith("User-agent: *\nAllow: /\n")
    index = ET.parse(mini_site / "sitemap.xml").getroot()
    maps = [node.text or "" for node in index.findall("{*}sitemap/{*}loc")]
    assert maps
    for url in (*maps, *re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)):
        assert (mini_site / url.removeprefix("http://127.0.0.1:8000/")).is_file(), url
    icon = (mini_site / "favicon.ico").read_bytes()
    kind, count = struct.unpack("<HH", icon[2:6])
    size, start = struct.unpack("<II", icon[14:22])
    assert (kind, count, len(icon)) == (1, 1, start + size)
    assert icon[start:].startswith(b"\x89PNG")


def test_a_page_says_how_it_is_cited_with_plan_and_edition(mini_site: Path) -> None:
    page = read(mini_site / "2005-2008/tiltak/bat/index.html")
    (fold,) = (n for n in page.all("details") if "pl-citing" in n.attrs.get("class", ""))
    cited = next(fold.all("textarea")).text
    assert "Plan for Fjordhelse 2005–2008" in cited
    assert re.search(r"http://127\.0\.0\.1:8000/2005-2008/tiltak/bat/(\?utgave=\S+)?$", cited)
    assert bool(re.search(r"Utgave \w+", cited)) == ("?utgave=" in cited)


def test_raster_pictures_are_made_from_the_drawings_beside_their_tool() -> None:
    text = (ROOT / "tools/drawn.py").read_text("utf-8")
    for name in ("tools/share.svg", "overrides/assets/share.png", "overrides/root/favicon.ico"):
        assert (ROOT / name).is_file()
        assert name in text
