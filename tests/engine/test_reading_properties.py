"""The YAML and front matter readers on inputs that nobody thought of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from building import MINI
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import BYTES, DATA, MARKDOWN, PAGES, TEXTS

from macros.problems import Problem
from macros.reading import yaml_events, yaml_text
from macros.reading.front_matter import read_page
from macros.reading.mistakes import mistakes
from macros.reading.prose import anchors, calls, headings, links, statements
from macros.reading.yaml_events import MAX_DEPTH
from macros.reading.yaml_text import MAX_BYTES, read_text, read_yaml


def _lines(text: str) -> list[str]:
    """The lines of a text as an editor counts them."""
    return re.split(r"\r\n|\n|\r", text)


def _inside(problem: Problem, text: str) -> bool:
    lines = _lines(text)
    if not 1 <= problem.line <= len(lines):
        return False
    return 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def _plain(value: Any) -> bool:
    """Whether a value is made of texts, lists and keys that are texts, and nothing else."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(item is None or _plain(item) for item in value)
    return isinstance(value, str)


@given(BYTES)
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf- a")
@example(b"- &a [*a]")
@example(b"? {a: b}\n: c")
@example(b"[" * 100 + b"]" * 100)
@example(b"- " * 4000)
@example(b"{a: " * 3000)
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    doc, problems = read_yaml("data/x.yml", data)
    assert problems or doc.value is not None
    assert doc.value is None or _plain(doc.value)
    for problem in problems:
        assert problem.path == "data/x.yml"
        assert problem.message.endswith(".")
        assert problem.hint
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", problem.rule)


@given(TEXTS)
@example("a:\u2028 b\n c: d")
@example("a: b\x85\n\tc")
@example('a: "')
@example("\r\x00")
def test_every_place_lies_inside_the_text(text: str) -> None:
    _, problems = read_text("data/x.yml", text)
    assert [problem for problem in problems if not _inside(problem, text)] == []


@given(TEXTS, st.integers(0, 50))
def test_lines_before_the_text_move_every_place_as_much(text: str, shift: int) -> None:
    _, here = read_text("docs/x.md", text)
    _, there = read_text("docs/x.md", text, shift=shift)
    assert [(p.line + shift, p.column, p.rule) for p in here] == [
        (p.line, p.column, p.rule) for p in there
    ]


@given(DATA, st.booleans(), st.booleans())
@example("A\u030alesund", False, True)
@example({"A\u030alesund": ["a\u030a"]}, False, True)
def test_data_written_with_quotes_is_read_as_it_was(data: Any, flow: bool, escaped: bool) -> None:
    doc, problems = read_text("data/x.yml", _written(data, flow=flow, escaped=escaped))
    # Only a key with signs that nobody sees is refused here, and codes that make a tab or a line
    # break; of values, the model judges.
    assert all(problem.rule in ("text", "yaml-escape") for problem in problems)
    assert problems or doc.value == _composed(data)


def _composed(value: Any) -> Any:
    """Letters in two parts are read as one, also where they are written as codes."""
    if isinstance(value, dict):
        return {normalize("NFC", key): _composed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_composed(one) for one in value]
    return normalize("NFC", value) if isinstance(value, str) else value


def _written(data: Any, *, flow: bool = False, escaped: bool = False) -> str:
    """YAML with every text in quotes, without the tags that PyYAML puts on lists and keys then."""
    style = {"default_style": '"', "default_flow_style": flow, "allow_unicode": not escaped}
    return yaml.safe_dump(data, **style).replace("!!map ", "").replace("!!seq ", "")


@given(st.lists(st.text("abcdef ", min_size=1, max_size=8).map(str.strip), min_size=1, max_size=5))
def test_plain_words_stay_text_whatever_they_mean_elsewhere(words: list[str]) -> None:
    odd = ["no", "on", "2020-09", "08", "0x1F", "1e3", "12:30", "true", "=", "<<", "1_000"]
    lines = [*odd, *(word for word in words if word)]
    doc, problems = read_text("data/x.yml", "".join(f"- {line}\n" for line in lines))
    assert problems == []
    assert doc.value == lines


@given(DATA)
def test_a_place_is_found_for_every_value(data: Any) -> None:
    text = _written(data)
    doc, _ = read_text("data/x.yml", text)
    for loc in _locs(data):
        line, column = doc.place(loc)
        rest = _lines(text)[line - 1][column - 1 :]
        assert rest[:1] in ('"', "-", "[", "{", "?")


def _locs(value: Any) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, str):
        return [()]
    return [(), *((step, *rest) for step, item in pairs for rest in _locs(item))]


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 100, 499, 5000])
@pytest.mark.parametrize(("open_mark", "close_mark"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_too_deep_nesting_is_told(levels: int, open_mark: str, close_mark: str) -> None:
    text = f"{open_mark * levels}x{close_mark * levels}"
    _, problems = read_text("data/x.yml", text)
    assert [problem.rule for problem in problems] == ["too-deep"]
    assert _inside(problems[0], text)


def test_nesting_that_a_plan_can_have_is_read() -> None:
    depth = MAX_DEPTH - 1
    doc, problems = read_text("data/x.yml", "[" * depth + "x" + "]" * depth)
    assert problems == []
    for _ in range(depth):
        assert isinstance(doc.value, list)
        doc = type(doc)(doc.path, doc.value[0], None)
    assert doc.value == "x"


def test_an_alias_bomb_costs_no_more_than_its_text() -> None:
    # Ten thousand values where the guard is gone: enough to see it, too few to hurt the machine.
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 4)]
    doc, problems = read_text("data/x.yml", "\n".join(lines))
    size = len(str(doc.value))
    assert {problem.rule for problem in problems} == {"alias"}
    assert size < 10_000


def test_keys_that_are_repeated_are_looked_through_once() -> None:
    class Counted(list[Any]):
        times = 0

        def __iter__(self) -> Iterator[Any]:
            self.times += 1
            return super().__iter__()

    node = yaml.compose("".join(f"k{number}: a\n" for number in range(50)) * 2)
    assert isinstance(node, yaml.MappingNode)
    node.value = pairs = Counted(node.value)
    reader = yaml_text._Values("data/x.yml", "", 0)
    reader.value(node)
    assert [problem.rule for problem in reader.problems] == ["duplicate-key"] * 50
    assert pairs.times == 1


def test_aliases_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, events = [], yaml_events._events
    monkeypatch.setattr(yaml_events, "_events", lambda text: asked.append(text) or events(text))
    _, problems = read_text("data/x.yml", "- &a x\n" + "- *a\n" * 50)
    assert [(p.line, p.column, p.rule) for p in problems] == [(2, 3, "alias")]
    assert len(asked) == 1


def test_a_file_that_is_too_large_is_not_read() -> None:
    doc, problems = read_yaml("data/x.yml", b"#" * (MAX_BYTES + 1))
    assert doc.value is None
    assert [(p.line, p.column, p.rule) for p in problems] == [(1, 1, "file-too-large")]


@given(PAGES)
@example(b"---\ra: b\r---\r{{ x() }}")
@example(b"\x0b{{ x() }}")
@example(b"a\x1c{{ cite() }}")
@example(b"---\n--- \n")
def test_any_page_is_read_and_looked_through(data: bytes) -> None:
    page, problems = read_page("docs/x.md", data)
    assert isinstance(page.meta.value, dict)
    found, slips = calls(page)
    for thing in (*problems, *found, *slips, *links(page), *statements(page)):
        assert thing.line >= 1
    assert all(line >= 1 for _, line in (*headings(page), *anchors(page)))


@pytest.mark.parametrize("braces", ["{{ " + "(" * 5000, "{{ x(" + "[" * 3000 + "]" * 3000 + ") }}"])
def test_hostile_braces_are_told(braces: str) -> None:
    page, _ = read_page("docs/x.md", f"Tekst.\n\n{braces}\n".encode())
    found, slips = calls(page)
    assert found == ()
    assert [slip.line for slip in slips] == [3]


@given(MARKDOWN, st.integers(0, 3))
def test_what_stands_on_a_page_is_found_on_a_line_of_it(body: str, keys: int) -> None:
    front = "".join(f"k{number}: v\n" for number in range(keys))
    text = f"---\n{front}---\n{body}" if keys else body
    page, _ = read_page("docs/x.md", text.encode())
    lines = _lines(text)
    found, slips = calls(page)
    for thing in (*found, *slips, *links(page), *mistakes(page)):
        assert keys < thing.line <= len(lines) or not keys
        assert 1 <= thing.column <= len(lines[thing.line - 1]) + 1
    for call in found:
        assert lines[call.line - 1][call.column - 1 :].startswith(call.name)
    for statement in statements(page):
        assert lines[statement.line - 1].strip()


# ---------------------------------------------------------------- real files, spoiled

FILES = [path for path in sorted(MINI.rglob("*")) if path.suffix in (".yml", ".md")]
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.binary(max_size=4)))


def _spoiled(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes taken out and others put in, at some places."""
    for at, length, new in changes:
        place = at % (len(data) + 1)
        data = data[:place] + new + data[place + length :]
    return data


@settings(max_examples=200)
@given(st.sampled_from(FILES), CHANGES)
def test_a_real_file_with_other_bytes_is_read_or_told_inside_it(
    path: Path, changes: list[tuple[int, int, bytes]]
) -> None:
    data = _spoiled(path.read_bytes(), changes)
    text = data.decode("utf-8", "replace")
    if path.suffix == ".yml":
        doc, problems = read_yaml("x.yml", data)
        assert problems or doc.value is not None
        assert doc.value is None or _plain(doc.value)
    else:
        page, problems = read_page("x.md", data)
        found, slips = calls(page)
        things = [*found, *slips, *links(page), *statements(page)]
        assert all(1 <= thing.line <= len(_lines(text)) for thing in things)
    assert [problem for problem in problems if not _inside(problem, text)] == []
