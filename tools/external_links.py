"""Asks whether the addresses in data and prose still answer. It tells, and never fails.

Usage: tools/external_links.py [FOLDER]
  GITHUB_STEP_SUMMARY  where a job shows the answer (default: the terminal)

What does not answer is asked once more at the end, and even then it may only be down today: the
summary says so, and the exit code is 0. One question at a time, with a pause before a host is
asked again; only the head of an answer is read.
"""

from __future__ import annotations

import http.client
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

ADDRESS = re.compile(r"https?://[^\s\"'<>«»()\[\]{}|`]+")
ENDS = ".,;:!?*"
KEPT = "%/:?#@!$&'()*+,;=~-._"
AGENT = "Mozilla/5.0 (compatible; utviklingsplan-lenkesjekk/1.0)"
TIMEOUT, PAUSE, AGAIN = 20.0, 2.0, 60.0
"""Seconds to wait for an answer, between two questions to one host, and before those that did not
answer are asked once more."""
UNWILLING = {401, 403, 405, 406, 429, 503}
"""Answers of a host that does not talk with programs; they say nothing of the page."""
FOR_GOOD = {301, 308}


class State(Enum):
    """How an address answers; the value is the heading it stands under."""

    MISSING = "Svarer ikke"
    MOVED = "Flyttet for godt"
    UNKNOWN = "Vil ikke svare et program"
    FOUND = "Svarer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: the state, and what there is to say of it."""

    state: State
    detail: str = ""


class _Redirects(HTTPRedirectHandler):
    """Follows redirects as usual, and remembers the codes."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(self, *answer: Any) -> Request | None:
        self.codes.append(answer[2])
        return super().redirect_request(*answer)


def addresses(root: Path) -> dict[str, list[str]]:
    """Address → the places (`path:line`) that name it, in a tree's data and prose."""
    places: dict[str, list[str]] = {}
    for path in [*sorted(root.glob("data/**/*.yml")), *sorted(root.glob("docs/**/*.md"))]:
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            for hit in ADDRESS.findall(line):
                places.setdefault(hit.rstrip(ENDS), []).append(f"{name}:{number}")
    return dict(sorted(places.items()))


def ask(url: str, timeout: float = TIMEOUT) -> Answer:
    """Ask for one address, of http or https."""
    redirects = _Redirects()
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Range": "bytes=0-0"}
    try:
        request = Request(quote(url, safe=KEPT), headers=headers)
        with build_opener(redirects).open(request, timeout=timeout) as answer:
            if redirects.codes and set(redirects.codes) <= FOR_GOOD:
                # Others have written it, and it is shown as code in Markdown.
                return Answer(State.MOVED, quote(answer.url, safe=KEPT))
            return Answer(State.FOUND)
    except HTTPError as error:
        error.close()
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return Answer(State.FOUND)  # an empty page is a page
        state = State.UNKNOWN if error.code in UNWILLING else State.MISSING
        return Answer(state, f"svarte {error.code}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(getattr(error, "reason", error), TimeoutError):
            return Answer(State.MISSING, "svarte ikke i tide")
        unreachable = isinstance(error, URLError)
        return Answer(State.MISSING, "ingen forbindelse" if unreachable else "svarte noe uleselig")


def ask_all(urls: Iterable[str], wait: Callable[[float], object] = time.sleep) -> dict[str, Answer]:
    """Ask for all of them, politely; what is missing is asked for twice.

    Where nothing answers at all, it is this machine that has no network: asking again is no use.
    """
    answers = _ask_each(urls, wait)
    missing = [url for url, answer in answers.items() if answer.state is State.MISSING]
    if missing and len(missing) < len(answers):
        wait(AGAIN)
        answers |= _ask_each(missing, wait)
    return answers


def _ask_each(urls: Iterable[str], wait: Callable[[float], object]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    hosts: set[str] = set()
    for url in urls:
        host = urlsplit(url).netloc
        if host in hosts:
            wait(PAUSE)
        hosts.add(host)
        answers[url] = ask(url)
    return answers


def summary(answers: dict[str, Answer], places: dict[str, list[str]]) -> str:
    """The answers as Markdown: first what someone should look at, with where it stands."""
    lines = ["## Adresser hos andre", ""]
    counts = Counter(answer.state for answer in answers.values())
    if answers and counts[State.MISSING] == len(answers):
        nothing = "Ingen av de {} adressene svarte. Da er det trolig nettet her som er borte."
        return "\n".join([*lines, nothing.format(len(answers))]) + "\n"
    for state in (state for state in State if counts[state] and state is not State.FOUND):
        lines += [f"### {state.value}", ""]
        for url, answer in answers.items():
            if answer.state is state:
                detail = f"til `{answer.detail}`" if state is State.MOVED else answer.detail
                lines.append(f"- `{url}` {detail} ({', '.join(f'`{at}`' for at in places[url])})")
        lines.append("")
    lines.append(f"{counts[State.FOUND]} av {len(answers)} adresser svarer som de skal.")
    if counts[State.MISSING]:
        lines.append(
            "De som ikke svarte, er spurt to ganger. Det kan være feil hos dem akkurat nå: "
            "se om de står her neste gang også, før du endrer noe."
        )
    return "\n".join(lines) + "\n"


def main(words: list[str]) -> int:
    """Ask for every address of a tree, and tell how it went."""
    if len(words) > 1:
        print("Bruk: tools/external_links.py [MAPPE]", file=sys.stderr)
        return 2
    places = addresses(Path(words[0]) if words else Path(__file__).parents[1])
    print(f"Spør etter {len(places)} adresser …", file=sys.stderr)
    text = summary(ask_all(places), places)
    shown = os.environ.get("GITHUB_STEP_SUMMARY")
    if shown:
        with Path(shown).open("a", encoding="utf-8") as handle:
            handle.write(text)
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
