"""`plan serve`: the finished site as the public would see it."""

from __future__ import annotations

import re
import shutil
import socket
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from building import PLAN, plan, started

from macros.publish import HOST


def ask(url: str, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """What the server at an address answers, redirects not followed."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/2005-2008/", "text/html"),
        ("/2001-2004/tiltak/ambulanse/", "text/html"),
        ("/gjeldende/omrader/", "text/html"),
        ("/versions.json", "application/json"),
        ("/2005-2008/assets/plan.css", "text/css"),
    ],
)
def test_what_stands_in_the_site_is_given_as_it_is(
    mini_url: str, mini_site: Path, path: str, kind: str
) -> None:
    answer, body = ask(mini_url, path)
    name = f"{path}index.html" if path.endswith("/") else path
    assert answer.status == 200
    assert (answer.getheader("Content-Type") or "").startswith(kind)
    assert body == (mini_site / name.lstrip("/")).read_bytes()


@pytest.mark.parametrize("path", ["/borte/", "/2005-2008/borte", "/2005-2008/assets/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unknown_address_gets_the_404_page_and_status(
    mini_url: str, mini_site: Path, path: str, method: str
) -> None:
    answer, body = ask(mini_url, path, method)
    page = (mini_site / "404.html").read_bytes()
    assert answer.status == 404
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert answer.getheader("Content-Length") == str(len(page))
    assert body == (page if method == "GET" else b"")


@pytest.mark.parametrize("path", ["/", "/2005-2008/", "/2005-2008/assets/plan.css", "/borte/"])
def test_nothing_is_kept_by_the_browser(mini_url: str, path: str) -> None:
    assert ask(mini_url, path)[0].getheader("Cache-Control") == "no-store"


def test_an_address_without_its_slash_leads_on(mini_url: str) -> None:
    answer, _ = ask(mini_url, "/2005-2008")
    assert answer.status == 301
    assert answer.getheader("Location") == "/2005-2008/"


@pytest.mark.parametrize("path", ["/../data/actors.yml", "/%2e%2e/data/actors.yml", "//etc/passwd"])
def test_nothing_outside_the_site_is_given(mini_url: str, path: str) -> None:
    assert ask(mini_url, path)[0].status == 404


def test_the_command_serves_and_says_where(mini_tree: Path) -> None:
    with started([PLAN, "serve", "--root", str(mini_tree), "--port", "0"]) as child:
        assert child.stdout
        output = child.stdout.readline()
        match = re.fullmatch(r"Viser _site/ på (http://127\.0\.0\.1:\d+/) – .*Ctrl-C\.\n", output)
        assert match, output
        answer, body = ask(match[1], "/2005-2008/")
        assert (answer.status, b"<h1" in body) == (200, True)


def test_a_preview_that_was_downloaded_is_shown(mini_tree: Path, tmp_path: Path) -> None:
    shown = tmp_path / "Nedlastinger på øya" / "preview (1)"
    shutil.copytree(mini_tree / "_site", shown)
    words = [PLAN, "serve", "--site", str(shown), "--port", "0"]
    with started(words, cwd=tmp_path) as child:
        assert child.stdout
        output = child.stdout.readline()
        match = re.fullmatch(r"Viser (.*) på (http://127\.0\.0\.1:\d+/) – .*\n", output)
        assert match, output
        assert match[1] == str(shown)
        for path in ("/", "/2005-2008/tiltak/", "/2005-2008/assets/plan.css", "/versions.json"):
            assert ask(match[2], path)[0].status == 200
        assert ask(match[2], "/borte/")[0].status == 404


def test_a_folder_without_a_site_and_a_zip_are_told(tmp_path: Path) -> None:
    (tmp_path / "preview.zip").touch()
    for name in ("preview.zip", "borte"):
        done = plan("serve", "--site", str(tmp_path / name), root=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Det finnes ingen {tmp_path / name} å vise. Pek --site på ")


@pytest.mark.parametrize("command", ["serve", "edit"])
def test_a_port_that_is_taken_is_told_in_norwegian(mini_tree: Path, command: str) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        done = plan(command, "--port", port, root=mini_tree)
    assert done.returncode == 1
    assert "Porten er i bruk" in done.stderr
    assert "--port" in done.stderr
    assert not re.search("Traceback|Address already in use", done.stdout + done.stderr)


def test_without_a_site_the_cure_is_told(tmp_path: Path) -> None:
    done = plan("serve", root=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "Det finnes ingen _site/ å vise. Kjør «make site» først.\n"
