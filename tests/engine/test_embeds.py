"""Pictures and tables by themselves: the same as on their page, made to be framed, and no hits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from browsing import served, visiting
from pages import read
from playwright.sync_api import Browser, expect
from support.looked_over import look_over

from macros.model import routes

NEW = "2005-2008"
FOLDER = f"{routes.EMBEDDED}/{NEW}"
LETTER = 6.6
"""Mean width of a letter of 12 px, in units of the drawing; wide system fonts have less than 7."""


@pytest.fixture(scope="module")
def framed(mini_site: Path) -> dict[str, Path]:
    """Address below the folder of a period → the page that can be framed there."""
    found = sorted((mini_site / FOLDER).rglob("index.html"))
    return {p.parent.relative_to(mini_site / FOLDER).as_posix(): p for p in found}


def test_a_picture_and_a_table_of_each_page_are_there(framed: dict[str, Path]) -> None:
    wanted = {
        "tidslinje/tidslinje",
        "tidslinje/tidsplan",
        "frister/frister",
        "vedtak/hva-planene-bygger-pa",
        "aktorer/hvem-som-horer-til-hvem",
        "endringer/temaene-i-planene-2001-2004-og-2005-2008",
        "indikatorer/minutter/verdiene",
    }
    assert wanted - set(framed) == set()
    assert not [name for name in framed if name.startswith("endringer/detaljer")]


def test_each_is_what_stands_on_its_page_with_date_plan_and_a_way_back(
    mini_site: Path, framed: dict[str, Path]
) -> None:
    for name, path in framed.items():
        text, page = path.read_text("utf-8"), read(path)
        back = re.search(r'<base href="([^"]+)" target="_top">', text)
        assert back, name
        home = (path.parent / back[1] / "index.html").resolve()
        (piece,) = re.findall(r"</h1>\s*(.*?)\s*<footer>", text, re.DOTALL)
        assert piece in home.read_text("utf-8"), name
        foot = next(page.all("footer")).text
        assert re.search(r"Vist slik dataene var \d+\. \w+ \d{4}", foot), name
        assert "Plan for Fjordhelse 2005–2008" in foot
        for word in ("script-src", "<script", "<nav"):
            assert word not in text, name
        assert '<meta name="robots" content="noindex">' in text
        assert path.parent.relative_to(mini_site).as_posix() in home.read_text("utf-8")


def test_none_is_in_the_sitemap_or_the_search_and_all_are_in_the_manifest(
    mini_site: Path, framed: dict[str, Path]
) -> None:
    for name in (f"{NEW}/sitemap.xml", f"{NEW}/search/index.json"):
        assert routes.EMBEDDED not in (mini_site / name).read_text("utf-8")
    listed = {
        file["path"] for file in json.loads((mini_site / "manifest.json").read_text())["files"]
    }
    assert {path.relative_to(mini_site).as_posix() for path in framed.values()} <= listed


def test_a_drawing_is_a_whole_file_with_its_source_and_all_text_inside(mini_site: Path) -> None:
    drawings = sorted((mini_site / routes.EMBEDDED).rglob("*.svg"))
    assert len(drawings) > 5
    for path in drawings:
        root = ET.parse(path).getroot()
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        told = " ".join("".join(root.itertext()).split())
        assert "Kilder: " in told, path
        assert "Vist slik dataene var" in told, path
        assert not [
            node for node in root.iter() if node.tag.endswith(("script", "image", "foreignObject"))
        ]
        links = {node.attrib["href"][:7] for node in root.iter() if node.tag.endswith("}a")}
        assert links == {"http://"}, path
        for text in root.findall("{*}text"):
            end = float(text.attrib["x"]) + LETTER * len(text.text or "")
            assert text.attrib.get("class") == "title" or end <= width, (path, text.text)
            assert 10 <= float(text.attrib["y"]) <= height, (path, text.text)


def test_links_of_what_is_framed_lead_from_the_page_it_is_from(tmp_path: Path) -> None:
    """And the look over the finished site follows them, in drawings too."""
    for name in ("index.html", "2005-2008/index.html", "2005-2008/tiltak/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<h1>x</h1>", "utf-8")
    piece = tmp_path / FOLDER / "a" / "index.html"
    piece.parent.mkdir(parents=True)
    url = "https://plan.example/"
    for link, faults in (("./", 0), ("../", 0), ("../bort/", 1), ("#sted", 1)):
        base = f'<base href="../../../{NEW}/tiltak/">'
        piece.write_text(f'<head>{base}</head><a href="{link}">x</a>', "utf-8")
        assert len(look_over(tmp_path, url)) == faults, link
    piece.unlink()
    (piece.parent / "b.svg").write_text(f'<svg><a href="{url}bort/">x</a></svg>', "utf-8")
    assert len(look_over(tmp_path, url)) == 1


@pytest.mark.browser
def test_others_may_frame_them_and_nothing_else(
    browser: Browser, mini_url: str, tmp_path: Path
) -> None:
    for name, path in (("page", f"{NEW}/tidslinje/"), ("piece", f"{FOLDER}/tidslinje/tidslinje/")):
        frame = f'<iframe src="{mini_url}{path}" width="700" height="500"></iframe>'
        (tmp_path / f"{name}.html").write_text(frame, "utf-8")
    with served(tmp_path) as url, visiting(browser, url) as visit:
        visit.go("page.html")
        assert any("frame-ancestors" in said for said in visit.said)
        visit.go("piece.html")
        inside = visit.page.frame_locator("iframe")
        expect(inside.locator("h1")).to_have_text("Tidslinje")
        inside.locator("footer a").first.click()
        visit.page.wait_for_url(f"{mini_url}{NEW}/tidslinje/")  # Out of the frame.


@pytest.mark.browser
def test_the_line_to_copy_is_the_frame_itself(browser: Browser, mini_url: str) -> None:
    with visiting(browser, mini_url, java_script_enabled=False) as visit:
        visit.go(f"{NEW}/tidslinje/")
        fold = visit.page.locator(".pl-embed").first
        fold.locator("summary").click()
        field = fold.get_by_label("Kopier denne linjen").first
        expect(field).to_have_attribute("readonly", "")
        code = field.input_value()
        assert re.fullmatch(r'<iframe src="[^"]+" title="Tidslinje" [^>]+></iframe>', code)
        fold.get_by_role("link", name="Se den for seg").first.click()
        expect(visit.page.locator("h1")).to_have_text("Tidslinje")
        assert f'src="http://127.0.0.1:8000/{visit.path}"' in code
