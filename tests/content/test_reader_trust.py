"""What every finished page promises: a strict policy, one address, its date, and no tricks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from building import ROOT
from pages import Node, read
from real import leads_on

from macros.model import routes

NEW, OLD = "2023-2026", "2019-2022"
SCHEMES = {"", "http", "https", "mailto", "webcal"}
DATA = ("application/json", "application/ld+json")
ROOT_URL = "http://127.0.0.1:8000/"
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "worker-src": {"'self'"},
    "base-uri": {"'self'", "'none'"},
    "form-action": {"'self'", "'none'"},
}
"""The most that any page may allow."""
DATA = {"application/json", "application/ld+json"}
"""What a script may hold that is no script; browsers hold no policy against it."""


@pytest.fixture(scope="module")
def pages(real_tree: Path) -> dict[str, Node]:
    """Address → page, for every HTML file of the site, the root and the redirects included."""
    return all_pages(real_tree / "_site")


@cache
def all_pages(site: Path) -> dict[str, Node]:
    files = sorted(site.rglob("*.html"))
    return {f.relative_to(site).as_posix().removesuffix("index.html"): read(f) for f in files}


def head(page: Node) -> Node:
    (found,) = page.all("head")
    return found


def everything(page: Node) -> list[Node]:
    """Every element of a page, in order."""
    inside = [part for part in page.inside if isinstance(part, Node)]
    return [node for part in inside for node in (part, *everything(part))]


def test_every_page_carries_a_policy_before_anything_it_governs(pages: dict[str, Node]) -> None:
    assert len(pages) > 500
    for address, page in pages.items():
        inside = [node for node in everything(head(page)) if node.tag != "title"]
        at = [i for i, n in enumerate(inside) if "http-equiv" in n.attrs]
        policies = [
            node.attrs["content"]
            for node in inside
            if node.attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, address
        assert at[0] < min((i for i, n in enumerate(inside) if n.tag in ("script", "link"))), (
            address
        )
        told = [rule.split() for rule in policies[0].split(";")]
        assert {name: set(values) <= POLICY[name] for name, *values in told} == {
            name: True for name, *_ in told
        }, address
        assert ["default-src", "'none'"] in told
        assert {"base-uri", "form-action"} <= {name for name, *_ in told}


def test_nothing_in_a_page_needs_a_looser_policy(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        for node in everything(page):
            assert node.tag not in {"style", "iframe", "object", "embed"}, address
            assert node.tag != "base" or address.startswith(f"{routes.EMBEDDED}/"), address
            if node.tag == "script" and node.attrs.get("type") not in DATA:
                assert node.attrs.get("src"), address
                assert not node.text, address
            assert "style" not in node.attrs, (address, node)
            assert not [name for name in node.attrs if name.startswith("on")], (address, node)
            for name in ("href", "src", "action", "formaction", "xlink:href"):
                scheme = urlsplit(node.attrs.get(name, "").strip()).scheme.lower()
                assert scheme in SCHEMES, (
                    address,
                    node.attrs[name],
                )
            assert node.tag == "base" or "target" not in node.attrs, address


def test_every_page_has_one_canonical_address_that_exists(
    pages: dict[str, Node], real_tree: Path
) -> None:
    for address, page in pages.items():
        links = [n.attrs["href"] for n in page.all("link") if n.attrs.get("rel") == "canonical"]
        if address.endswith("404.html") and not address.startswith("gjeldende/"):
            assert links == [], address
            continue
        (link,) = links
        whole = urljoin(f"{ROOT_URL}{address}", link)
        assert whole.startswith(ROOT_URL), address
        target = whole.removeprefix(ROOT_URL)
        assert target in pages, (address, link)
        if address.startswith("gjeldende/") or not address:
            assert target.startswith(f"{NEW}/"), address
        elif target != address and not leads_on(page):
            period, _, rest = address.partition("/")
            assert (period, target) == (OLD, f"{NEW}/{rest}"), address
            assert rest.split("/")[0] in common(real_tree), address


def common(tree: Path) -> set[str]:
    """The folders of pages that every period shares."""
    return {path.name for path in (tree / "docs" / "felles").iterdir()}


def test_the_old_plan_says_so_and_leads_on_without_hiding(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        notices = [n for n in page.all("aside") if "pl-notice" in n.attrs.get("class", "")]
        robots = [n for n in page.all("meta") if n.attrs.get("name") == "robots"]
        if leads_on(page):
            continue
        if address.startswith(f"{OLD}/"):
            (notice,) = notices
            assert f"Planen {OLD.replace('-', '–')} gjelder ikke lenger." in notice.text
            (link,) = notice.all("a")
            target = urljoin(f"{ROOT_URL}{address}", link.attrs["href"]).removeprefix(ROOT_URL)
            assert target.partition("#")[0] in pages, (address, target)
            assert target.startswith(f"{NEW}/")
            assert robots == []
        elif address.startswith(f"{NEW}/"):
            assert notices == []
            assert robots == []


def test_the_foot_says_what_plan_and_when_and_leads_to_what_it_owes(
    pages: dict[str, Node],
) -> None:
    for address, page in pages.items():
        if not address.startswith((OLD, NEW)) or leads_on(page):
            continue
        (foot,) = (n for n in page.all("footer"))
        period = address[:9].replace("-", "–")
        status = "gjeldende" if address.startswith(NEW) else "tidligere"
        assert re.match(
            rf".*Helse Midt-Norge {period} \({status}\)\. Publisert \d+\. \w+ \d{{4}}", foot.text
        ), address
        here = f"{ROOT_URL}{address}"
        links = {urljoin(here, n.attrs["href"]).split("/")[-2] for n in foot.all("a")}
        owed = {"om-nettstedet", "bidra", "tilgjengelighet", "personvern"}
        assert owed <= links, address


def test_the_privacy_page_names_what_the_script_remembers() -> None:
    told = (ROOT / "docs/felles/personvern/index.md").read_text("utf-8")
    kept = set()
    for path in (ROOT / "overrides" / "assets").rglob("*.js"):
        code = path.read_text("utf-8")
        kept |= set(re.findall(r'KEY = "([^"]+)"', code))
        others = path.name not in ("palette.js", "early.js", "plan.js")
        assert not others or not re.search(r"localStorage|sessionStorage|cookie", code), path
    assert kept == {"utviklingsplan.farger", "utviklingsplan.meny"}
    assert all(f"`{name}`" in told for name in kept)


def test_the_accessibility_page_is_a_draft() -> None:
    told = (ROOT / "docs/felles/tilgjengelighet/index.md").read_text("utf-8")
    assert "ikke satt inn" not in told  # Nothing that is missing is shown as if it were there.
    assert "ikke en offisiell erklæring" in told
    assert not re.search(r"https?://|@\w", told)
