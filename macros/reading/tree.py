"""Which files make up a tree, and what each of them holds.

- data/vocabulary.yml, sources.yml, actors.yml, glossary.yml, catalog.yml: shared by all plans
- data/<period>/plan.yml, areas/<id>.yml, milestones.yml …: one plan
- data/addresses.txt: every address that was ever published
- docs/<period>/**/*.md, docs/felles/**/*.md: prose
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from macros.model.registry import AREA_FILE, TYPES
from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed, read_addresses
from macros.reading.front_matter import Page, read_page
from macros.reading.yaml_text import Document, read_yaml

SHARED_FILES = {"vocabulary": "vocabulary"} | {
    row.file: name for name, row in TYPES.items() if row.shared
}
"""Stem of a file in data/ → what it holds."""

PLAN_FILES = {
    **{row.file: name for name, row in TYPES.items() if not row.shared and row.file != AREA_FILE},
    "redirects": "redirects",
    "frozen": "frozen",
}
"""Stem of a file in data/<period>/ → what it holds."""

GUIDES = {
    "CONTRIBUTING.md": "bidra/index.md",
    "guide/datafiler.md": "bidra/datafiler.md",
    "schemas/README.md": "bidra/felt.md",
    "guide/eksempler.md": "bidra/eksempler.md",
    "guide/makroer.md": "bidra/makroer.md",
    "guide/frosset.md": "bidra/frosset.md",
    "guide/meldinger.md": "bidra/meldinger.md",
}
"""File for those who write → the page in docs/felles/ that shows it."""

LEFT_OUT = ("__pycache__", ".*", "*~", "*.swp", "Thumbs.db", "desktop.ini")
"""Names of what editors and systems leave behind; it is neither read nor published."""
BESIDE = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf", ".csv")
"""Endings of files that may lie beside the pages in docs/ and be published with them."""

COMMON = "felles"
PERIOD = re.compile(r"[0-9]{4}-[0-9]{4}")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One YAML file: what it holds, for which period (None: shared), and its text."""

    record_type: str
    period: str | None
    stem: str
    doc: Document


@dataclass
class Tree:
    """All files of a tree, read but not yet understood."""

    root: Path  # folder that holds data/ and docs/
    data: list[DataFile] = field(default_factory=list)
    pages: dict[str, list[Page]] = field(default_factory=dict)  # by their folder of docs/
    addresses: list[Listed] = field(default_factory=list)  # every one that was ever published
    paths: list[str] = field(default_factory=list)  # all files below data/ and docs/, read or not
    problems: list[Problem] = field(default_factory=list)  # what could not be read

    @property
    def periods(self) -> list[str]:
        """Periods that have a folder in data/, oldest first."""
        return sorted({f.period for f in self.data if f.period})

    def all_pages(self) -> Iterator[Page]:
        """Every page, folder by folder."""
        for pages in self.pages.values():
            yield from pages

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """File, relative to the root → the page. To be asked for when all of the tree is read."""
        return {page.path: page for page in self.all_pages()}

    def forget_places(self) -> None:
        """Let all places go, where nothing is wrong: what is told later, is told without."""
        for doc in (*(file.doc for file in self.data), *(page.meta for page in self.all_pages())):
            object.__setattr__(doc, "node", None)

    def report(self, path: str, rule: str, message: str, hint: str) -> None:
        """Add a problem of a file or folder as a whole."""
        self.problems.append(Problem(path, 1, 1, rule, message, hint))


def read_tree(root: Path) -> Tree:
    """Read every data file and page below a folder that holds data/ and docs/."""
    tree = Tree(root)
    for name in ("data", "docs"):
        if not (root / name).is_dir():
            message, hint = f"Mappen «{name}» finnes ikke.", "Pek --root på en mappe som har den."
            tree.report(name, "missing-folder", message, hint)
    for path in _files(tree, root / "data"):
        _read_data(tree, path)
    for path in _files(tree, root / "docs"):
        _read_page(tree, path)
    _require_own_addresses(tree)
    _names_once(tree)
    if all(problem.path != "data" for problem in tree.problems):
        _require_plan_files(tree)
    return tree


def _names_once(tree: Tree) -> None:
    """Two names that differ in small and large letters only are one name to some machines."""
    first: dict[str, str] = {}
    for name in sorted(tree.paths):
        other = first.setdefault(name.casefold(), name)
        if other != name:
            message = f"Bare store og små bokstaver skiller navnet fra «{other}»."
            hint = "Gi den ene et annet navn: på Mac og Windows er de samme fil."
            tree.report(name, "file-name", message, hint)


def _files(tree: Tree, folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted; what stands there and cannot be read as one is told."""
    inside = tree.root.resolve()
    wrong = wrong_link(folder, inside) if folder.is_symlink() else ""
    if wrong:
        tree.report(folder.name, "symlink", wrong, "Legg en kopi av mappen her i stedet.")
    for path in sorted(folder.rglob("*")) if folder.is_dir() and not wrong else ():
        if any(map(is_left_out, path.relative_to(folder).parts)):
            continue
        name = path.relative_to(tree.root).as_posix()
        if path.is_symlink() and (wrong := wrong_link(path, inside)):
            tree.report(name, "symlink", wrong, "Legg en kopi av filen her i stedet.")
        elif found := _in_parts(path) or _no_file(path, name):
            tree.report(_printable(name), *found)
        elif path.is_file():
            tree.paths.append(name)
            yield path


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is none of the tree's."""
    return any(fnmatchcase(name, pattern) for pattern in LEFT_OUT)


def _in_parts(path: Path) -> tuple[str, str, str] | None:
    """Rule, message and cure for a name whose letters are in parts: no link would find it."""
    whole = normalize("NFC", path.name)
    if whole == path.name:
        return None
    message = "Navnet er skrevet med bokstaver i to deler, slik noen maskiner lager dem."
    return "file-name", message, f"Gi den navnet {_printable(whole)}, skrevet på nytt, med git mv."


def _no_file(path: Path, name: str) -> tuple[str, str, str] | None:
    """Rule, message and cure for what stands in the tree and is no file or folder of it."""
    if _printable(name) != name:
        message = "Navnet inneholder tegn som ikke kan vises."
        return "file-name", message, "Gi filen et navn med vanlige bokstaver, tall og bindestrek."
    if path.is_dir():
        if not os.access(path, os.R_OK | os.X_OK):
            return "unreadable", "Du har ikke rett til å lese mappen.", "Sjekk rettighetene."
        if path.suffix not in (".yml", ".md"):
            return None
        return "not-a-file", "Dette er en mappe, ikke en fil.", "Gi mappen et annet navn."
    if not path.is_file():
        return "not-a-file", "Dette er ikke en vanlig fil.", "Legg en vanlig fil her i stedet."
    return None


def _printable(name: str) -> str:
    """A name as it can be printed: bytes that are no UTF-8, and control characters, as codes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)


def wrong_link(path: Path, inside: Path) -> str:
    """What is wrong with a symbolic link, which is to lead to something inside a folder."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):
        return "Lenken peker ikke på noen fil."  # a link that leads back to itself
    if not target.is_relative_to(inside):
        return "Lenken peker ut av mappen."
    return "" if target.exists() else "Lenken peker ikke på noen fil."


def _bytes(tree: Tree, path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        denied = isinstance(error, PermissionError)
        message = "Du har ikke rett til å lese filen." if denied else "Filen kan ikke leses."
        hint = "Sjekk rettighetene til filen." if denied else "Hent den på nytt fra git."
        tree.report(path.relative_to(tree.root).as_posix(), "unreadable", message, hint)
        return None


def _read_data(tree: Tree, path: Path) -> None:
    name = path.relative_to(tree.root).as_posix()
    parts = path.relative_to(tree.root / "data").parts
    holds = classify(parts)
    if name == ADDRESSES:
        tree.addresses, problems = read_addresses(name, _bytes(tree, path) or b"")
        tree.problems += problems
    elif holds is None:
        hint = (
            f"Gyldig i data/: {', '.join(f'{stem}.yml' for stem in SHARED_FILES)}; "
            f"i data/<periode>/: areas/<id>.yml, {', '.join(f'{stem}.yml' for stem in PLAN_FILES)}."
        )
        stem = _ENDING.sub("", path.name)
        meant = classify((*parts[:-1], f"{stem}.yml"))
        if meant and stem != path.name:
            hint = f"Gi den navnet {stem}.yml."
            # It counts as a file that cannot be read, so that nobody misses what it holds.
            tree.data.append(DataFile(*meant, stem, Document(name, None, None)))
        if _is_odd_period(tree, "data", parts):
            return
        tree.report(name, "unknown-file", "Filen hører ikke hjemme her.", hint)
    elif (data := _bytes(tree, path)) is not None:
        doc, problems = read_yaml(name, data)
        tree.problems += problems
        tree.data.append(DataFile(*holds, path.stem, doc))


_ENDING = re.compile(r"(?:\.ya?ml)?\.(?:ya?ml|txt)$", re.IGNORECASE)
_ODD_PERIOD = re.compile(r"(?:[0-9]{4}.?[0-9]{0,4}|[0-9]{4}[^0-9]+[0-9]{4})")


def _is_odd_period(tree: Tree, above: str, parts: tuple[str, ...]) -> bool:
    """Whether a file lies in a folder that is meant as a period; it is told once."""
    folder = parts[0]
    if len(parts) == 1 or PERIOD.fullmatch(folder) or not _ODD_PERIOD.fullmatch(folder):
        return False
    name = f"{above}/{folder}"
    if all(problem.path != name for problem in tree.problems):
        years = re.findall("[0-9]{4}|[0-9]{2}$", folder)
        wanted = f"{years[0]}-{years[0][: 4 - len(years[-1])]}{years[-1]}"
        hint = f"Gi den navnet {wanted}." if len(years) == 2 else "Skriv som 2027-2030."
        tree.report(name, "unknown-file", "Mappen til en plan heter etter to hele årstall.", hint)
    return True


def classify(parts: tuple[str, ...]) -> tuple[str, str | None] | None:
    """What a data file holds, and for which period; None where no such file belongs.

    `parts` is its path below data/, folder by folder.
    """
    stem, dot, ending = parts[-1].rpartition(".")
    if not dot or ending != "yml":
        return None
    if len(parts) == 1 and stem in SHARED_FILES:
        return SHARED_FILES[stem], None
    if not PERIOD.fullmatch(parts[0]):
        return None
    if len(parts) == 2 and stem in PLAN_FILES:
        return PLAN_FILES[stem], parts[0]
    if len(parts) == 3 and parts[1] == "areas":
        return "area", parts[0]
    return None


def _read_page(tree: Tree, path: Path) -> None:
    folder, *below = path.relative_to(tree.root / "docs").parts
    name, ending = path.relative_to(tree.root).as_posix(), path.suffix
    if _is_odd_period(tree, "docs", (folder, *below)):
        return
    if not below or not (PERIOD.fullmatch(folder) or folder == COMMON):
        hint = f"Legg den i docs/<periode>/ eller docs/{COMMON}/."
        tree.report(name, "unknown-file", "Filen hører ikke hjemme her.", hint)
    elif ending != ".md" and ending not in BESIDE:
        hint = f"Skriv teksten i en .md-fil. Ved siden av kan det ligge {', '.join(BESIDE)}."
        if ending.lower() in (".md", *BESIDE):
            hint = f"Gi den navnet {path.stem}{ending.lower()}."
        tree.report(name, "unknown-file", "Filer av dette slaget blir ikke publisert.", hint)
    elif path.name == "README.md":  # to the engine, another name for index.md
        tree.report(
            name, "file-name", "Siden vil ta plassen til index.md.", "Gi den et annet navn."
        )
    elif ending == ".md" and (data := _bytes(tree, path)) is not None:
        page, problems = read_page(name, data)
        tree.problems += problems
        tree.pages.setdefault(folder, []).append(page)


def _require_own_addresses(tree: Tree) -> None:
    """Tell of pages of which readers would get only one: «x.md» and «x/index.md»."""
    common = [page.path for page in tree.pages.get(COMMON, ())]
    for folder in tree.pages:
        names: dict[str, str] = {}
        for path in [*common, *(page.path for page in tree.pages[folder] if folder != COMMON)]:
            name = path.split("/", 2)[2]
            other = names.setdefault(name.removesuffix(".md").removesuffix("/index"), path)
            if name != other.split("/", 2)[2]:
                message = f"Siden får samme adresse som {other}."
                tree.report(path, "file-name", message, "Gi den et annet navn.")


def _require_plan_files(tree: Tree) -> None:
    files = {(file.period, file.stem) for file in tree.data}
    for period in tree.periods:
        if (period, "plan") not in files:
            hint = "Lag filen; den sier hva planen er."
            name = f"data/{period}/plan.yml"
            tree.report(name, "missing-file", "Perioden mangler plan.yml.", hint)
    odd = any(_ODD_PERIOD.fullmatch(p.path.partition("/")[2]) for p in tree.problems)
    for folder in sorted(set(tree.pages) - {COMMON, *tree.periods}) if not odd else ():
        for page in tree.pages[folder]:
            hint = f"Lag data/{folder}/plan.yml, eller flytt siden."
            tree.report(page.path, "missing-file", f"Perioden {folder} har ingen data.", hint)
    for stem in ("vocabulary", "sources", "actors"):
        if (None, stem) not in files:
            hint = "Alle planene bruker den; lag den."
            tree.report(f"data/{stem}.yml", "missing-file", "Filen mangler.", hint)
