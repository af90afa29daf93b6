"""The JSON Schemas: in step with the model, told in words, and no stricter than the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import MINI, ROOT, plan
from helpers import SMALL, checked, schema_of
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from macros.editing.reference import FILE, reference
from macros.editing.schemas import BY_MACHINE, DRAFT, FOLDER, schemas
from macros.load.library import TYPES
from macros.reading.tree import PLAN_FILES, SHARED_FILES, read_tree
from macros.reading.yaml_text import read_text

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}


# ---------------------------------------------------------------- made from the model


def test_the_schemas_that_are_committed_are_those_of_the_model() -> None:
    committed = {path.name: path.read_text("utf-8") for path in (ROOT / FOLDER).iterdir()}
    assert committed == {**schemas(), FILE: reference()}, "run `plan schema`"


def test_the_command_writes_them(tmp_path: Path) -> None:
    done = plan("schema", root=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / FOLDER).iterdir()} == {
        **schemas(),
        FILE: reference(),
    }


def test_there_is_one_for_every_kind_of_file() -> None:
    stems = {"area", *SHARED_FILES, *PLAN_FILES} - BY_MACHINE
    assert set(SCHEMAS) == {f"{stem}.json" for stem in stems}


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == DRAFT
    Draft202012Validator.check_schema(SCHEMAS[name])


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema knows, with what it says of it."""
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {}).items()


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"vocabulary.json", "redirects.json"}))
def test_every_field_is_told_in_words_with_an_example_that_fits(name: str) -> None:
    schema = SCHEMAS[name]
    found = list(fields(schema))
    assert len(found) >= 9
    for field, about in found:
        assert re.fullmatch(r"[A-ZÆØÅ].*[^.]", about["title"]), field
        assert re.fullmatch(r"[A-ZÆØÅ].*\.", about["description"])
        whole = {**about, "$defs": schema["$defs"]}
        for example in about["examples"]:
            problems = list(Draft202012Validator(whole).iter_errors(example))
            assert problems == [], (field, problems)


def test_nothing_in_them_is_english() -> None:
    for text in schemas().values():
        assert not re.search(r'": "[^"]*\b(the|and|of|which|where)\b[^"]*"', text)


# ---------------------------------------------------------------- the real files


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"redirects.json"}))  # Nothing has moved.
def test_every_data_file_follows_its_schema(name: str) -> None:
    paths = [
        root / file.doc.path
        for root in (MINI, SMALL)
        for file in read_tree(root).data
        if schema_of(file) == name
    ]
    assert paths
    assert checked(name, paths)["errors"] == []


AREA = "id: a\nkind: theme\ntitle: A\nsource: x#y\n"
WRONG = {
    "area.json": [
        AREA.replace("title: A\n", ""),
        AREA.replace("title: A\n", "title:\n"),
        AREA.replace("title: A", "title: [A]"),
        AREA.replace("title: A", "title: ' '"),
        AREA.replace("id: a", "id: Å B"),
        AREA.replace("x#y", "x"),
        AREA.replace("source: x#y", "source: []"),
        AREA + "tittel: A\n",
        AREA + "order: første\n",
        AREA + "order: -1\n",
        AREA + "lang: no\n",
        AREA + "relates_to: a\n",
        AREA + "outcome: {kind: borte}\n",
        AREA + "measures:\n  - id: b\n    title: B\n",
        AREA + "measures:\n  - id: b\n    title: B\n    source: x#y\n    deadline: 1.11.2022\n",
        AREA + "measures:\n  - id: b\n    title: B\n    source: x#y\n    dedline: 2022\n",
        f"- {AREA[:6]}\n",
        "tekst\n",
    ],
    "events.json": [
        "id: a\n",
        "- id: a\n  title: A\n  source: x#y\n",
        "- id: a\n  title: A\n  source: x#y\n  date: våren\n",
        "- id: a\n  title: A\n  source: x#y\n  date: 2022\n  registration_url: kyst.no\n",
        "- id: a\n  title: A\n  source: x#y\n  date: 2022\n  programme:\n"
        "    - {start: '9', end: '10:00', title: B}\n",
    ],
    "documents.json": [
        "- id: a\n  kind: b\n  title: A\n  source: x#y\n  builds_on:\n"
        "    - {document: b, says: c, stated: ja, source: x#y}\n",
        "- {id: a, kind: b, title: A, source: x#y, builds_on: [{says: c, source: x#y}]}",
    ],
    "redirects.json": ["- a/: b/\n", "A/: b/\n", "a/: [b/]\n", "a/: https://fjord.example\n"],
    "plan.json": ["id: 2022\n"],
    "vocabulary.json": ["plan_status: []\n", "ukjent: []\n"],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_does_not_follow_its_schema(tmp_path: Path, name: str) -> None:
    paths = []
    for i, text in enumerate(WRONG[name]):
        paths.append(tmp_path / f"{i}.yml")
        paths[-1].write_text(text, "utf-8")
    wrong = {error["filename"] for error in checked(name, paths)["errors"]}
    assert {
        text for path, text in zip(paths, WRONG[name], strict=True) if str(path) not in wrong
    } == set()


# ---------------------------------------------------------------- no stricter than the reader


class Extension(yaml.CBaseLoader):
    """YAML 1.2's core schema (chapter 10.3.2), as an editor's extension resolves it."""


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Extension.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )
Extension.add_constructor("tag:yaml.org,2002:null", lambda *_: None)
Extension.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value.lower() == "true")
Extension.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value.lower(), _base(node))
)
Extension.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def _base(node: yaml.ScalarNode) -> int:
    return {"0x": 16, "0o": 8}.get(node.value[:2].lower(), 10)


LOOKALIKES = """
no yes on off true True FALSE y n t F null ~ 2020 08 0x1F 0o17 1e3 .5 1_000 8.0 +8 -8 12:30 09:30
2020-09 2020-09-01 2020-21 202X 20XX 2020? 2020~ 2020/2022 /2020 2020/ 2020/.. ../2020 2020-2024
a a-b a#b x.md 1-4 12 https://a.no HTTP://a.no a@b.no nb nn en theme continued
"""
SCALARS = st.sampled_from(LOOKALIKES.split()) | st.from_regex(
    r"[0-9TtFfYyNnOo:./X?~%#a-f+_-]{1,8}", fullmatch=True
)
LEAVES = [
    (
        "milestones.json",
        "milestone",
        "{id: a, kind: b, title: c, date: 2020, step: 1, source: x#y}",
    ),
    (
        "sources.json",
        "source",
        """{id: a, kind: b, title: c, short: d, url: https://a.no, external: true, lang: nn,
        sections: [{id: a, title: b, lines: 1-2}]}""",
    ),
    (
        "actors.json",
        "actor",
        "{id: a, kind: b, name: c, part_of: d, contacts: [{email: a@b.no}], source: [x#y]}",
    ),
    (
        "events.json",
        "event",
        """{id: a, title: c, date: 2020, source: x#y,
        programme: [{start: 09:30, end: 10:00, title: d}]}""",
    ),
    (
        "aims.json",
        "aim",
        "{id: a, kind: b, title: c, order: 1, outcome: {kind: not-stated}, source: x#y}",
    ),
]
"""Schema, record type, and a record that is right, of which one value at a time is exchanged."""


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values stand; those that name a place in a source are left out, as none of them
    can be mistaken for anything but text."""
    if isinstance(value, str):
        if "source" not in at:
            yield at
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _places(inner, (*at, key))


def _flow(value: Any, at: tuple[Any, ...], scalar: str) -> str:
    """YAML on one line, with a scalar put in bare at one place."""
    if isinstance(value, str):
        return scalar if at == () else f"'{value}'"
    below = value.items() if isinstance(value, dict) else enumerate(value)
    parts = [
        (key, _flow(inner, at[1:] if at[:1] == (key,) else (None,), scalar)) for key, inner in below
    ]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text}" for key, text in parts) + "}"
    return "[" + ", ".join(text for _, text in parts) + "]"


@given(st.data(), st.sampled_from(LEAVES), SCALARS)
def test_what_the_reader_accepts_the_schema_accepts(
    data: st.DataObject, leaf: tuple[str, str, str], scalar: str
) -> None:
    name, kind, right = leaf
    record = read_text("x.yml", right)[0].value
    at = data.draw(st.sampled_from(list(_places(record))))
    text = f"- {_flow(record, at, scalar)}\n"
    document, problems = read_text("x.yml", text)
    if problems:
        return
    try:
        TYPES[kind].model_validate(document.value[0])
    except ValidationError:
        return
    seen = yaml.load(text, Extension)
    assert list(Draft202012Validator(SCHEMAS[name]).iter_errors(seen)) == [], text


def test_the_property_above_looks_at_something() -> None:
    accepted = 0
    for name, kind, right in LEAVES:
        record = read_text("x.yml", right)[0].value
        for at in _places(record):
            for scalar in LOOKALIKES.split():
                text = f"- {_flow(record, at, scalar)}\n"
                document, problems = read_text("x.yml", text)
                try:
                    TYPES[kind].model_validate(document.value[0] if not problems else {})
                except ValidationError:
                    continue
                accepted += 1
                seen = yaml.load(text, Extension)
                assert list(Draft202012Validator(SCHEMAS[name]).iter_errors(seen)) == [], text
    assert accepted > 500
