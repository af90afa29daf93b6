"""tools/published.py: the forge is asked what was published last, and may answer anything."""

from __future__ import annotations

import sys
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread

import pytest
from building import ROOT, run
from forge import answering


@pytest.mark.parametrize(
    ("runs", "told"),
    [([], ""), ([{"head_sha": "f" * 40}], "f" * 40), ([{"head_sha": "main; rm"}], ""), ([{}], "")],
)
def test_the_forge_is_asked_what_was_published_last(runs: list[dict[str, str]], told: str) -> None:
    with answering(runs, []) as api:
        env = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "helse/plan"}
        done = run([sys.executable, "tools/published.py"], cwd=ROOT, env=env)
    assert (done.returncode, done.stdout.strip()) == (0, told)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"gibberish\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxx\r\n",
        b'HTTP/1.1 200 OK\r\n\r\n{"workflow_runs": ["x"]}',
        b'HTTP/1.1 200 OK\r\n\r\n{"workflow_runs": [{"head_sha": 5}]}',
        b'HTTP/1.1 200 OK\r\n\r\n{"workflow_runs": {}}',
        b"HTTP/1.1 200 OK\r\n\r\n[]",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 100_000,
        b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe",
        b"HTTP/1.1 500 Nei\r\n\r\n",
    ],
)
def test_a_forge_that_answers_anything_is_told_of_and_is_no_failure(answer: bytes) -> None:
    class Answers(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(10_000)
            self.request.sendall(answer)

    with TCPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        api = f"http://127.0.0.1:{server.server_address[1]}"
        env = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "helse/plan"}
        done = run([sys.executable, "tools/published.py"], cwd=ROOT, env=env)
        server.shutdown()
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Vet ikke hva som ble publisert sist: ")
    assert "Traceback" not in done.stderr
