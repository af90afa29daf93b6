"""`plan edit`: the live preview goes on through mistakes, and shows them where the page was."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from building import DEADLINE, PLAN, plan, started, until, whole_tree

from macros.engine import preview as preview_of
from macros.publish import HOST

ACTORS = "data/actors.yml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return whole_tree(tmp_path / "tree")


def free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def preview(tree: Path, period: str) -> Iterator[str]:
    """The address of a running preview; what it says goes to a file beside the tree."""
    port = free_port()
    words = [PLAN, "edit", "--root", str(tree), "--port", str(port)]
    file = tree.parent / "output"
    with file.open("w") as output, started(words, env={"PLAN": period}, stdout=output) as child:
        yield f"http://{HOST}:{port}/"
        assert child.poll() is None, file.read_text("utf-8")


def page(url: str) -> str:
    """What the preview shows; empty while it does not answer."""
    try:
        with urlopen(url, timeout=60) as answer:
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def shown(url: str, text: str) -> str:
    return str(until(lambda: text in (found := page(url)) and found, f"{text!r} on {url}"))


def correct(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_a_mistake_is_shown_and_the_page_is_back_once_it_is_corrected(tree: Path) -> None:
    with preview(tree, "2005-2008") as url:
        front = shown(url, "Den andre planen</h1>")
        assert "Plan for Fjordhelse 2005–2008" in front
        assert "script-src 'self' 'unsafe-inline';" in front, "or no page would load itself anew"
        assert "1. november 2006" in front

        correct(tree / ACTORS, "kind: board", "kind: bord")
        problems = shown(url, "Noe må rettes før siden kan vises")
        assert '<html lang="nb"' in problems
        assert f"<code>{ACTORS}:11:9</code>" in problems
        assert "«bord» er ikke en gyldig verdi. Mente du «board»?" in unescape(problems)
        assert "Traceback" not in problems

        correct(tree / ACTORS, "kind: bord", "kind: board")
        correct(tree / ACTORS, "name: Fjordhelse HF", "name: Fjordhelse og venner HF")
        shown(f"{url}aktorer/fjord/", "Fjordhelse og venner HF</h1>")
        assert "1. november 2006" in page(url)
    assert "Traceback" not in (tree.parent / "output").read_text("utf-8")


def test_templates_and_code_that_change_are_shown_and_so_is_what_is_wrong_with_them(
    tree: Path,
) -> None:
    template, code = tree / "overrides/plan/_page.html", tree / "macros/facts/dates.py"
    before = template.read_text("utf-8"), code.read_text("utf-8")
    with preview(tree, "2005-2008") as url:
        shown(f"{url}aktorer/fjord/", "Fjordhelse HF</h1>")

        template.write_text(before[0].replace("</h1>", " i ny mal</h1>"), "utf-8")
        shown(f"{url}aktorer/fjord/", "Fjordhelse HF i ny mal</h1>")
        template.write_text(before[0].replace("</h1>", "{{ borte }}</h1>"), "utf-8")
        shown(f"{url}aktorer/fjord/", "<code>overrides/plan/_page.html:")
        assert "Den andre planen</h1>" in page(url)
        template.write_text(before[0], "utf-8")
        shown(f"{url}aktorer/fjord/", "Fjordhelse HF</h1>")

        code.write_text(before[1].replace("{day.day}. {month}", "{day.day}. i {month}"), "utf-8")
        shown(url, "1. i november 2006")
        code.write_text(f"{before[1]}def (\n", "utf-8")
        assert "<code>macros/facts/dates.py:" in shown(url, "Koden er ugyldig")
        code.write_text(before[1], "utf-8")
        shown(url, "1. november 2006")


def test_a_page_is_made_of_what_was_read_last_though_it_changes_while_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files: dict[str, str] = {}
    state = SimpleNamespace(waiting={})
    monkeypatch.setattr(preview_of, "current", [state])

    def read(text: str) -> None:
        """What a rebuild does: all pages are gone, and wait to be made."""
        files.clear()
        state.waiting["side/"] = lambda: files.update({"/side/": text})

    rebuilds = iter(["ny"])

    class Server:
        def builder(self, text: str) -> None:
            read(text)

        def set_app(self, app: Any) -> None:
            self.app = app

        def serve_request(self, environ: dict[str, str], start: Any) -> list[str]:
            for text in rebuilds:  # after the page was made, and before it is read
                self.builder(text)
            found = files.get(environ["PATH_INFO"], "")
            start("200 OK" if found else "404 Not Found", [])
            return [found]

    server, said = Server(), list[Any]()
    preview_of.make_when_asked(server)
    server.builder("gammel")
    answer = server.app({"PATH_INFO": "/side/"}, lambda *words: said.append(words))
    assert (answer, said) == (["ny"], [("200 OK", [])])
    assert state.waiting == {}
    server.builder("nyest")
    assert server.app({"PATH_INFO": "/annet/"}, lambda *_: None) == [""]
    assert set(state.waiting) == {"side/"}, "what nobody asks for is not made"


@pytest.mark.parametrize(
    ("name", "broken", "output"),
    [
        (ACTORS, "\t- [\n", f"{ACTORS}:"),
        ("docs/2001-2004/index.md", "\n{{ borte() }}\n", "Ukjent makro: «borte»."),
        ("docs/felles/tiltak/index.md", "\n[x](borte.md)\n{: .egen }\n", "Lenken «borte.md»"),
    ],
)
def test_a_preview_of_the_old_period_goes_on_whatever_is_broken(
    tree: Path, name: str, broken: str, output: str
) -> None:
    with preview(tree, "2001-2004") as url:
        shown(url, "Den første planen</h1>")
        before = (tree / name).read_text("utf-8")
        (tree / name).write_text(before + broken, "utf-8")
        assert output in shown(url, "Noe må rettes før siden kan vises")
        (tree / name).write_text(before, "utf-8")
        shown(url, "Den første planen</h1>")


def test_a_preview_of_a_tree_that_is_already_broken_says_what_to_correct(tree: Path) -> None:
    correct(tree / ACTORS, "kind: board", "kind: bord")
    done = plan("edit", "--port", str(free_port()), root=tree)
    assert done.returncode == 1
    assert f"{ACTORS}:11:9: «bord» er ikke en gyldig verdi. Mente du «board»?\n" in done.stderr
    assert done.stderr.endswith("\n1 feil i data og tekst; ingenting er bygd.\n")
    assert done.stdout == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_ends_the_preview_ends_the_server_too(tree: Path, number: int) -> None:
    port = free_port()
    words = [PLAN, "edit", "--root", str(tree), "--port", str(port)]
    with started(words, env={"PLAN": "2005-2008"}, stdout=subprocess.DEVNULL) as child:
        shown(f"http://{HOST}:{port}/", "Den andre planen</h1>")
        child.send_signal(number)
        child.wait(DEADLINE)
        with socket.create_server((HOST, port)):
            pass  # nobody is left on the port


def test_without_a_period_the_newest_is_shown_and_another_is_named(tree: Path) -> None:
    port = str(free_port())
    with started([PLAN, "edit", "--root", str(tree), "--port", port]) as child:
        assert child.stdout
        output = child.stdout.readline()
    assert output == "Forhåndsviser 2005-2008. En annen periode: PLAN=2001-2004 make edit\n"


@pytest.mark.parametrize("period", ["2009-2012", "felles", "../2001-2004"])
def test_a_period_that_is_not_there_is_wrong_use(tree: Path, period: str) -> None:
    done = plan("edit", root=tree, env={"PLAN": period})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"«{period}» er ikke en planperiode. Sett PLAN til en av: 2001-2004, 2005-2008.\n"
    )
