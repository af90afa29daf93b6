"""CONTRIBUTING.md as a page of the site: the same words, and links that lead somewhere."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from building import ROOT, problem_lines, published, swapped, whole_tree
from guides import DOCS, GUIDE_PAGE
from spelling_texts import passages

from macros.checks import check
from macros.engine.guide import anchor, for_the_site
from macros.reading.tree import GUIDES

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MENU = "      - title: Personvern\n        page: personvern/index.md\n"


def with_guide(root: Path) -> Path:
    """The miniature tree with the guide, and with the page that shows it."""
    whole_tree(root)
    (root / "docs/felles/bidra").mkdir()
    (root / "docs/felles/bidra/index.md").write_text(GUIDE_PAGE, "utf-8")
    for path in root.glob("data/*/plan.yml"):
        text = path.read_text("utf-8")
        assert MENU in text
        more = "      - title: Slik endrer du planene\n        page: bidra/index.md\n"
        path.write_text(text.replace(MENU, MENU + more), "utf-8")
    return root


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Tittel", "# Tittel {: #tittel }"),
        ("## Slik gjør du en endring", "## Slik gjør du en endring {: #slik-gjør-du-en-endring }"),
        ("### Å: `data/<p>/x.yml`", "### Å: `data/<p>/x.yml` {: #å-datapxyml }"),
        ("Se [filen](ARCHITECTURE.md).", "Se filen."),
        ("Se [filen](docs/x.md#y) og [her](#y).", "Se filen og [her](#y)."),
        ("Se [dem](guide/makroer.md#æ).", "Se [dem](makroer.md#æ)."),
        ("Se [dem](guide/frosset.md).", "Se dem."),
        ("Skriv `[tekst](sti)` slik.", None),
        ("Se [nettet](https://example.org/a) og [post](mailto:a@b.no).", None),
        ("```yaml\n# Tittel\n[a](b.md)\n```", None),
        ("a # b", None),
    ],
)  # fmt: skip
def test_only_what_would_not_work_on_the_site_is_changed(text: str, expected: str | None) -> None:
    pages = {"bidra/index.md", "bidra/makroer.md"}
    assert for_the_site(text, "CONTRIBUTING.md", pages) == (text if expected is None else expected)


@pytest.mark.parametrize("name", GUIDES)
def test_links_between_the_guides_lead_to_their_pages(name: str) -> None:
    text = for_the_site(DOCS[name], name, set(GUIDES.values()))
    links = re.findall(
        r"\]\((?!#|https?:)([^)\s#]+)", re.sub(r"(?ms)^```.*?^```$|`[^`\n]+`", "", text)
    )
    assert links
    assert {f"bidra/{link}" for link in links} <= set(GUIDES.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("CONTRIBUTING.md", "README.md", "«README.md» er ikke en fil som kan vises her."),
        ("planene\n", "planene\nlang: sv\n", "«sv» er ikke et språk her. Gyldig: nb, nn."),
        ("md\n---\n", "md\n---\n\nEgen tekst.\n", "Siden viser en annen fil, og kan "),
    ],
)  # fmt: skip
def test_a_page_that_shows_a_guide_shows_only_that(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    root = with_guide(tmp_path / "tree")
    assert check(root).problems == []
    name = "docs/felles/bidra/index.md"
    swapped(root, name, old, new)
    assert any(said in line and line.startswith(f"{name}:") for line in problem_lines(root))


@pytest.mark.slow
def test_the_guide_is_a_page_of_every_period(tmp_path: Path) -> None:
    root = with_guide(tmp_path / "tree")
    done = published(root)
    assert done.returncode == 0, done.stdout + done.stderr
    for period in ("2001-2004", "2005-2008"):
        page = (root / "_site" / period / "bidra/index.html").read_text("utf-8")
        article = page[page.index("<article") : page.index("</article>")]
        ids = {html.unescape(found) for found in re.findall(r'<h\d id="([^"]+)"', article)}
        titles = re.findall(r"^#+ (.+)$", re.sub(r"(?ms)^```.*?^```$", "", GUIDE), re.MULTILINE)
        assert ids == {anchor(title) for title in titles}
        shown = html.unescape(re.sub(r"<[^>]+>", "", article))
        assert '{{ measures(area="tema-kystberedskap") }}' in shown
        for form, block in re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", GUIDE):
            assert block in shown, form
        front = (root / "_site" / period / "index.html").read_text("utf-8")
        assert re.search(r'<footer.*href="bidra/"', front, re.DOTALL)


def test_a_guide_that_is_gone_stops_the_publication(tmp_path: Path) -> None:
    root = with_guide(tmp_path / "tree")
    (root / "CONTRIBUTING.md").unlink()
    done = published(root)
    assert done.returncode == 1
    assert "CONTRIBUTING.md:1:1: Filen kan ikke leses" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "_site").exists()


def test_the_spelling_of_the_guide_is_checked(tmp_path: Path) -> None:
    found = [text for text in passages(with_guide(tmp_path / "tree")) if "bidra" not in text.path]
    words = "".join(text.text for text in found if text.path == "CONTRIBUTING.md")
    assert "Slik endrer du planene" in words
    assert "tema-kystberedskap" not in words
