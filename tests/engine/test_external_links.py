"""Addresses of others, asked for at a real server of our own: what is found, and what is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from building import ROOT, run
from external_links import AGAIN, PAUSE, Answer, State, addresses, ask, ask_all, summary


class Host:
    """A server with a page for each way to answer; `asked` counts what was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.ended = Event()
        host = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked[self.path] += 1
                host.agents.add(self.headers["User-Agent"])
                getattr(self, f"on_{self.path.strip('/').split('/')[0]}")()

            def reply(self, code: int, **headers: str) -> None:
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def on_fins(self) -> None:
                self.reply(200)

            def on_tom(self) -> None:
                self.reply(416)

            def on_borte(self) -> None:
                self.reply(404)

            def on_stengt(self) -> None:
                self.reply(403)

            def on_flyttet(self) -> None:
                self.reply(301, Location="/fins")

            def on_utbrudd(self) -> None:
                self.reply(301, Location="/fins/?`<b>")

            def on_omvei(self) -> None:
                self.reply(302, Location="/fins")

            def on_ring(self) -> None:
                self.reply(302, Location="/ring")

            def on_stille(self) -> None:
                host.ended.wait()

            def on_tull(self) -> None:
                self.wfile.write(b"dette er ikke http\r\n\r\n")

            def on_ustadig(self) -> None:
                self.reply(404 if host.asked[self.path] == 1 else 200)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.ended.set()
    made.server.shutdown()
    made.server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("/fins", State.FOUND, ""),
        ("/fins/blåbær%20og/x#/y", State.FOUND, ""),
        ("/tom", State.FOUND, ""),
        ("/omvei", State.FOUND, ""),
        ("/borte", State.MISSING, "svarte 404"),
        ("/ring", State.MISSING, "svarte 302"),
        ("/stengt", State.UNKNOWN, "svarte 403"),
        ("/tull", State.MISSING, "svarte noe uleselig"),
    ],
)
def test_an_address_is_found_missing_or_silent(
    host: Host, path: str, state: State, told: str
) -> None:
    assert ask(host.url + path) == Answer(state, told)
    assert all("utviklingsplan" in agent for agent in host.agents)


def test_one_that_moved_for_good_tells_where_to(host: Host) -> None:
    assert ask(f"{host.url}/flyttet") == Answer(State.MOVED, f"{host.url}/fins")


def test_what_another_host_has_written_stays_within_its_mark(host: Host) -> None:
    url = f"{host.url}/utbrudd"
    answer = ask(url)
    assert answer == Answer(State.MOVED, f"{host.url}/fins/?%60%3Cb%3E")
    (line,) = [one for one in summary({url: answer}, {url: ["a.yml:1"]}).splitlines() if url in one]
    assert line.count("`") == 6


def test_one_that_never_answers_is_left(host: Host) -> None:
    assert ask(f"{host.url}/stille", timeout=0.2) == Answer(State.MISSING, "svarte ikke i tide")


def test_a_port_that_is_closed_and_an_address_that_is_none(host: Host) -> None:
    assert ask("http://127.0.0.1:9/") == Answer(State.MISSING, "ingen forbindelse")
    assert ask("http://127.0.0.1:x/").state is State.MISSING


def test_a_first_miss_is_asked_again_and_a_host_is_given_rest(host: Host) -> None:
    waits: list[float] = []
    urls = [f"{host.url}/{path}" for path in ("ustadig", "fins", "borte")]
    answers = ask_all(urls, wait=waits.append)
    assert [answer.state.name for answer in answers.values()] == ["FOUND", "FOUND", "MISSING"]
    assert host.asked == {"/ustadig": 2, "/fins": 1, "/borte": 2}
    assert waits == [PAUSE, PAUSE, AGAIN, PAUSE]


def test_without_a_network_nothing_is_asked_twice_and_no_page_is_blamed() -> None:
    waits: list[float] = []
    urls = ["http://127.0.0.1:9/a", "http://localhost:9/b"]
    answers = ask_all(urls, wait=waits.append)
    assert waits == []
    told = summary(answers, {url: ["data/x.yml:1"] for url in urls})
    assert "Ingen av de 2 adressene svarte." in told
    assert "/a" not in told


def test_addresses_are_found_with_every_place_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "docs" / "om").mkdir(parents=True)
    (tmp_path / "data" / "a.yml").write_text(
        "# x\nurl: https://a.example/b%20c.pdf#/d\nnote: 'Se http://b.example.'\n", "utf-8"
    )
    (tmp_path / "docs" / "om" / "index.md").write_text(
        "Se [her](https://a.example/b%20c.pdf#/d), <https://c.example/å> og ftp://d.example.\n",
        "utf-8",
    )
    assert addresses(tmp_path) == {
        "http://b.example": ["data/a.yml:3"],
        "https://a.example/b%20c.pdf#/d": ["data/a.yml:2", "docs/om/index.md:1"],
        "https://c.example/å": ["docs/om/index.md:1"],
    }


def test_the_command_tells_in_the_summary_and_never_fails(host: Host, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    lines = [f"- {host.url}/fins", f"- {host.url.replace('127.0.0.1', 'localhost')}/flyttet"]
    (tmp_path / "data" / "a.yml").write_text("\n".join(lines), "utf-8")
    shown = tmp_path / "summary.md"
    command = [str(ROOT / ".venv" / "bin" / "python"), str(ROOT / "tools" / "external_links.py")]
    done = run([*command, str(tmp_path)], env={"GITHUB_STEP_SUMMARY": str(shown)})
    assert (done.returncode, done.stdout) == (0, "")
    told = shown.read_text("utf-8")
    assert "### Flyttet for godt" in told
    assert "(`data/a.yml:2`)" in told
    assert "1 av 2 adresser svarer som de skal." in told
    assert run([*command, "a", "b"], env=dict(os.environ)).returncode == 2


def test_what_is_missing_is_told_with_where_it_stands() -> None:
    found = {"https://a.example/x": Answer(State.MISSING, "svarte 404"), "b": Answer(State.FOUND)}
    told = summary(found, {"https://a.example/x": ["data/a.yml:1", "docs/b.md:2"], "b": []})
    assert "- `https://a.example/x` svarte 404 (`data/a.yml:1`, `docs/b.md:2`)" in told
    assert "før du endrer noe" in told
