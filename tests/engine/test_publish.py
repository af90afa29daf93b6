"""`plan publish` with the real git, mike and MkDocs: what it makes, from whatever it is given."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from building import committed, contents, git, one_period, published, swapped, whole_tree

PERIODS = ("2001-2004", "2005-2008")
SAME_TEXT = ("om-nettstedet", "personvern", "tilgjengelighet")


def leftovers(root: Path) -> list[str]:
    """What a publication must not leave beside the site."""
    return [path.name for path in root.glob("._site-*")]


def text(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def test_it_tells_each_step_and_where_the_site_is(mini_tree: Path) -> None:
    lines = (mini_tree.parent / "mini.told").read_text("utf-8").splitlines()
    steps = [
        "Kopierer treet",
        "Sjekker data og tekst",
        *(f"Bygger {period}" for period in PERIODS),
        "Samler periodene",
        "Følger alle lenker",
    ]
    note = "Merk: Leserne har ingen å melde feil til. "
    assert [line for line in lines if not line.startswith(note)] == [
        *(f"[{number}/6] {title} …" for number, title in enumerate(steps, 1)),
        f"Ferdig: {mini_tree}/_site/index.html – vis det med «make serve».",
    ]


def test_from_an_unpacked_archive_without_git_the_site_is_whole(mini_tree: Path) -> None:
    assert not (mini_tree / ".git").exists()
    site = mini_tree / "_site"
    tops = {"404.html", *PERIODS, "gjeldende", "index.html", "versions.json"}
    assert tops <= {path.name for path in site.iterdir()}
    assert leftovers(mini_tree) == []


def test_versions_are_as_mike_writes_them_with_the_alias(mini_site: Path) -> None:
    assert json.loads(text(mini_site, "versions.json")) == [
        {"version": "2005-2008", "title": "2005-2008 (gjeldende)", "aliases": ["gjeldende"]},
        {"version": "2001-2004", "title": "2001-2004 (tidligere)", "aliases": []},
    ]


def test_the_root_leads_to_the_period_in_force_in_norwegian(mini_site: Path) -> None:
    page = text(mini_site, "index.html")
    assert '<html lang="nb">' in page
    assert '<meta http-equiv="refresh" content="0; url=2005-2008/">' in page
    assert re.findall(r'<a href="([^"]+)"', page) == ["2005-2008/", "2005-2008/", "2001-2004/"]


def test_the_root_has_a_404_page_with_whole_addresses(mini_site: Path) -> None:
    page = text(mini_site, "404.html")
    assert '<html lang="nb">' in page
    assert "<h1>Siden finnes ikke</h1>" in page
    assert re.findall(r'<a href="([^"]+)"', page) == ["/2005-2008/", "/2001-2004/"]


def test_the_alias_redirects_every_page_of_the_period_in_force(mini_site: Path) -> None:
    pages = {p.relative_to(mini_site / "2005-2008") for p in mini_site.glob("2005-2008/**/*.html")}
    aliases = {p.relative_to(mini_site / "gjeldende") for p in mini_site.glob("gjeldende/**/*.*")}
    assert aliases == pages
    for name in sorted(pages):
        page = text(mini_site, f"gjeldende/{name}")
        assert '<html lang="nb">' in page
        (target,) = set(re.findall(r"url=([^\"]+)\"", page))
        led = Path(os.path.normpath(mini_site / "gjeldende" / name.parent / target))
        wanted = mini_site / "2005-2008" / name
        assert led == (wanted.parent if wanted.name == "index.html" else wanted)
        assert f'<a href="{target}">' in page


def test_each_page_has_one_canonical_address(mini_site: Path) -> None:
    for period in PERIODS:
        for page in mini_site.glob(f"{period}/**/index.html"):
            address = page.parent.relative_to(mini_site / period).as_posix()
            # Text that is the same in every period is known by its address in the newest.
            known = "2005-2008" if address in SAME_TEXT else period
            wanted = f"http://127.0.0.1:8000/{known}/{address}/".replace("/./", "/")
            links = re.findall(r'<link rel="canonical" href="([^"]+)"', page.read_text("utf-8"))
            assert links == [wanted]


def test_what_is_not_committed_is_in_the_result_and_the_tree_is_as_before(tmp_path: Path) -> None:
    root = one_period(tmp_path / "tree")
    shutil.rmtree(root / "_site")
    committed(root)
    index = root / "docs/2005-2008/index.md"
    index.write_text(index.read_text("utf-8").replace("# Den andre planen", "# Rettet"), "utf-8")
    menu = root / "data/2005-2008/plan.yml"
    menu.write_text(f"{menu.read_text('utf-8')}  - title: Ny\n    page: ny.md\n", "utf-8")
    fresh = "---\ntitle: Ny\n---\n\n# En ny side\n\nTekst.\n{: .egen }\n"
    (root / "docs/2005-2008/ny.md").write_text(fresh, "utf-8")
    before, status = contents(root), git(root, "status", "--porcelain")
    assert "?? docs/2005-2008/ny.md" in status

    done = published(root)

    assert done.returncode == 0, done.stderr
    assert "Rettet</h1>" in text(root / "_site", "2005-2008/index.html")
    assert "En ny side</h1>" in text(root / "_site", "2005-2008/ny/index.html")
    assert git(root, "status", "--porcelain") == status
    after = {name: data for name, data in contents(root).items() if not name.startswith("_site/")}
    after.pop("._site.lock")
    assert after == before


def test_in_a_shallow_clone_without_a_name_and_without_settings(tmp_path: Path) -> None:
    origin = committed(one_period(tmp_path / "origin"))
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{origin}", "shallow")
    root = tmp_path / "shallow"
    assert git(root, "rev-list", "--count", "HEAD") == "1\n"
    (tmp_path / "home").mkdir()
    nobody = {
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "home"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "EMAIL": "",
    }

    done = published(root, env=nobody)

    assert done.returncode == 0, done.stderr
    assert git(root, "status", "--porcelain") == ""
    sitemap = text(root / "_site", "2005-2008/sitemap.xml")
    assert set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)) == {"2020-02-03"}


def test_the_site_may_stand_in_a_folder_of_a_host(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    url = "https://fjord.example/planer/"

    done = published(root, env={"SITE_URL": url})

    assert done.returncode == 0, done.stderr
    site = root / "_site"
    assert f"<loc>{url}2005-2008/tiltak/</loc>" in text(site, "2005-2008/sitemap.xml")
    assert f'<link rel="canonical" href="{url}2005-2008/">' in text(site, "index.html")
    links = re.findall(r'<a href="([^"]+)"', text(site, "404.html"))
    assert links == ["/planer/2005-2008/", "/planer/2001-2004/"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "plan.example",
        "/planer/",
        "ftp://a.example/",
        "https://",
        "https://a.example:x/",
        "https://a.example:0/",
        "https://navn:ord@a.example/",
        "https://a.example/?x=1",
        "https://a.example/en side",
        "https://a.example/`",
        "https://a.example/b/%2e%2e/c/",
        "https://a.example/b//c/",
        "https://a.example/%zz/",
    ],
)
def test_an_address_that_is_none_is_told_before_anything_is_built(tmp_path: Path, url: str) -> None:
    root = whole_tree(tmp_path / "tree")
    done = published(root, env={"SITE_URL": url})
    assert done.returncode == 1
    assert done.stdout == ""
    (line, *_) = done.stderr.splitlines()
    message = f"SITE_URL er «{url}», og det er ikke adressen til et nettsted. "
    assert line.startswith(f"mkdocs.yml:1:1: {message}Skriv hele adressen: ")


def test_where_readers_can_tell_nobody_of_errors_whoever_publishes_is_told(tmp_path: Path) -> None:
    root = one_period(tmp_path / "tree")
    page = root / "docs/felles/tilgjengelighet/index.md"
    slot = "**Adresse for meldinger:** post@fjord.example\n{: .egen }\n"
    # What editors leave beside the pages is none of them.
    (page.parent / ".aapen").symlink_to("user@host.1:1")
    (page.parent / ".eldre.md").write_bytes("Før: på".encode("latin-1"))
    (page.parent / ".history").mkdir()
    (page.parent / ".history" / "index.md").write_text(slot, "utf-8")
    done = published(root)
    assert done.returncode == 0, done.stderr
    *_, note, last = done.stdout.splitlines()
    assert last.startswith("Ferdig: ")
    assert note.startswith("Merk: Leserne har ingen å melde feil til. Sett FORGE_URL ")
    done = published(root, env={"FORGE_URL": "https://forge.example/plan"})
    assert "Merk:" not in done.stdout
    page.write_text(f"{page.read_text('utf-8')}\n{slot}", "utf-8")
    assert "Merk:" not in published(root).stdout


def test_no_template_is_published(mini_site: Path) -> None:
    kept = [path for path in mini_site.rglob("*") if path.suffix in (".html", ".txt", ".md", ".py")]
    assert [str(path) for path in kept if b"{%" in path.read_bytes()] == []


@pytest.mark.slow
def test_a_folder_may_have_any_name_and_the_address_any_sign(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    names = ["templates", "compare", "plan", "root", "partials", "assets", "search"]
    menu = ""
    for name in names:
        folder = root / "docs/2005-2008" / name
        folder.mkdir()
        page = f"---\ntitle: Om {name}\n---\nVår tekst.\n{{: .egen }}\n"
        (folder / "side.md").write_text(page, "utf-8")
        (folder / "kart.svg").write_text("<svg/>", "utf-8")
        menu += f"  - title: {name.capitalize()}\n    page: {name}/side.md\n"
    last = "  - title: Innhold\n"
    swapped(root, "data/2005-2008/plan.yml", last, f"{menu}{last}")
    done = published(root, env={"SITE_URL": "https://fjord.example/pl%C3%A5n%20er/"})
    assert done.returncode == 0, done.stderr
    for name in names:
        assert (root / "_site/2005-2008" / name / "side/index.html").is_file()
        assert (root / "_site/2005-2008" / name / "kart.svg").is_file()
