"""The records: frozen and closed, whole when written and read again, strict about single values."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from typing import Any

import pytest
from helpers import SMALL
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.load.garbage import collecting_later
from macros.load.library import TYPES, load
from macros.model import edtf, forms
from macros.model.base import OutcomeKind, Part, Record
from macros.model.edtf import parse
from macros.model.followup import Milestone
from macros.model.frozen import Frozen
from macros.model.plan import Library, Plan, PlanData, Shared
from macros.model.records import Measure
from macros.model.registry import LISTS
from macros.model.scope import ANY, Scope
from macros.model.text import Clock, Email, Id, Line, Text, Url, suggest

MEASURE: dict[str, Any] = {"id": "bat", "title": "Skaffe båt", "source": "brev#tiltak"}


def _parts(model: type[BaseModel] = Part) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        yield child
        yield from _parts(child)


PARTS = sorted({part for part in _parts() if part.__module__.startswith("macros.")}, key=repr)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_piece_is_frozen_and_closed(part: type[BaseModel]) -> None:
    assert part.model_config["frozen"]
    assert part.model_config["extra"] == "forbid"


def test_a_record_cannot_be_changed_and_knows_no_other_key() -> None:
    measure = Measure.model_validate(MEASURE)
    with pytest.raises(ValidationError, match="frozen"):
        measure.title = "Selge båt"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Measure.model_validate({**MEASURE, "tittel": "x"})


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_a_record_type_is_known_by_its_own_name(kind: str) -> None:
    cls: Any = TYPES[kind]
    assert cls.record_type == kind
    schema = cls.model_json_schema()
    assert schema["additionalProperties"] is False
    assert {"id"} <= set(schema["required"])
    if issubclass(cls, Record):
        assert "source" in schema["required"]
    json.dumps(schema)


@pytest.fixture(scope="module")
def library() -> Library:
    """The smallest tree, read and built."""
    loaded = load(SMALL)
    assert loaded.problems == []
    return loaded.library


def test_every_record_is_the_same_when_written_and_read_again(library: Library) -> None:
    records: list[Any] = [record for plan in library.plans for record in plan.records()]
    records += [*library.shared.actors, *library.shared.terms, *library.shared.sources]
    for record in records:
        written = record.model_dump(mode="json", exclude_defaults=True)
        assert type(record).model_validate(json.loads(json.dumps(written))) == record


def test_plans_come_oldest_first_and_their_records_in_order(library: Library) -> None:
    assert [plan.plan.id for plan in library.plans] == ["2001-2004", "2005-2008"]
    assert [record.id for record in library.plans[1].records()] == [
        "2005-2008",
        "akutt-og-beredskap",
        "lang-vei",
        "helikopter",
        "bat",
        "start",
        "arbeid",
        "gruppe-akutt",
    ]


def test_every_list_of_a_plan_has_its_field() -> None:
    assert set(PlanData.model_fields) == {"plan", "areas", *LISTS}
    assert set(Shared.model_fields) == {"vocabulary", "sources", "actors", "terms", "catalogs"}


def test_a_menu_is_walked_from_the_top(library: Library) -> None:
    plan = library.plans[0].plan
    titles = [chapter.title for top in plan.chapters for chapter in top.walk()]
    assert titles == ["Forside", "Innhold", "Områder", "Tidslinje", "Kilder", "Motstrid"]


def test_a_single_source_may_be_written_without_a_list() -> None:
    assert Measure.model_validate(MEASURE).source == ("brev#tiltak",)
    assert Measure.model_validate({**MEASURE, "source": ["a#b", "c#d"]}).source == ("a#b", "c#d")


@pytest.mark.parametrize("source", [[], None, "", "  ", ["a#b", ""], 3, {"a": "b"}])
def test_nothing_is_said_without_a_source(source: object) -> None:
    with pytest.raises(ValidationError):
        Measure.model_validate({**MEASURE, "source": source})
    with pytest.raises(ValidationError):
        Measure.model_validate({key: MEASURE[key] for key in ("id", "title")})


def test_some_outcomes_live_on() -> None:
    assert {kind.value for kind in OutcomeKind if kind.lives_on} == {
        "continued",
        "reworded",
        "split",
        "merged",
    }


@pytest.mark.parametrize(
    ("outcome", "good"),
    [
        ({"kind": "not-stated"}, True),
        ({"kind": "completed", "source": "a#b"}, True),
        ({"kind": "completed"}, False),
        ({"kind": "dropped", "source": "a#b", "reason": "For dyrt."}, True),
        ({"kind": "dropped", "source": "a#b"}, False),
        ({"kind": "dropped", "reason": "For dyrt."}, False),
        ({"kind": "borte", "source": "a#b"}, False),
    ],
)
def test_an_outcome_is_told_by_someone(outcome: dict[str, Any], good: bool) -> None:
    if good:
        assert Measure.model_validate({**MEASURE, "outcome": outcome}).outcome
    else:
        with pytest.raises(ValidationError):
            Measure.model_validate({**MEASURE, "outcome": outcome})


SCOPE = Scope(
    ids={"actor": frozenset({"fjord"}), "area": frozenset({"akutt"}), "source": frozenset({"b"})},
    earlier={"measure": frozenset({"ambulanse"})},
    words={"standing": ("adopted", "proposed")},
    sections=frozenset({"brev#tiltak"}),
    reach=parse("2005/2008"),
)


@pytest.mark.parametrize(
    ("key", "value", "good"),
    [
        ("responsible", ["fjord"], True),
        ("responsible", ["akutt"], False),
        ("continues", ["ambulanse"], True),
        ("continues", ["bat"], False),
        ("standing", "adopted", True),
        ("standing", "planned", False),
        ("source", "brev#tiltak", True),
        ("source", "brev#annet", False),
        ("deadline", "2006-11", True),
        ("deadline", "/2008", True),
        ("deadline", "2009", False),
    ],
)
def test_a_scope_knows_what_exists(key: str, value: object, good: bool) -> None:
    record = {**MEASURE, key: value}
    Measure.model_validate(record)  # without a scope everything is let pass
    if good:
        Measure.model_validate(record, context=SCOPE)
    else:
        with pytest.raises(ValidationError):
            Measure.model_validate(record, context=SCOPE)


def test_any_record_is_all_but_what_is_cited() -> None:
    assert SCOPE.known(ANY) == {"fjord", "akutt"}
    assert SCOPE.known(ANY, earlier=True) == {"ambulanse"}
    assert SCOPE.known("event") == frozenset()


def test_a_hint_names_the_nearest_or_the_choices_in_their_order() -> None:
    assert suggest("fjort", {"fjord", "styret"}) == "Mente du «fjord»?"
    assert suggest("xyz", {"fjord", "styret", "akutt"}) == "Gyldig: akutt, fjord, styret."
    assert suggest("xyz", ("under-way", "planned")) == "Gyldig: under-way, planned."
    assert suggest("xyz", ()) == "Ingen er registrert ennå."
    many = suggest("xyz", [f"tiltak-{number:02d}" for number in range(20)])
    assert many.startswith("Gyldig: tiltak-00, ")
    assert many.endswith("tiltak-11 (og 8 til).")


VALUES: list[tuple[Any, str, list[str], list[str]]] = [
    (
        Id,
        "id",
        ["a", "a-1", "2001-2004", "tiltak-2"],
        ["", "A", "a_b", "a--b", "-a", "a-", "å", "a b", "a\n", "a" * 81, "\u0661"],
    ),
    (
        Line,
        "line",
        ["x", "Ål & «sitat»", "<b>", "e\u0301", "🚑", "a" * 400],
        ["", " ", "a" * 401, "a\x00", "a\x1bb", "a\u200bb", "a\u202eb", "a\u2028b", "a\u2066b"],
    ),
    (Text, "text", ["Ett.\n\nTo.", "a\tb"], ["", "\n", "a" * 6001, "a\x08", "a\rb"]),
    (
        Url,
        "url",
        ["https://example.org", "http://example.org/a?b=c#d", "https://www.example.org/å/(b)"],
        [
            "",
            "example.org",
            "//example.org",
            "/a",
            "ftp://example.org",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://localhost",
            "https://a b.example.org",
            "https://example.org/a b",
            'https://example.org/"x',
            "https://example.org/<x>",
            "https://example.org/'x",
            "https://[::1",
            "https://example.org/\nx",
            "https://example.org/\u202egro",
        ],
    ),
    (
        Email,
        "email",
        ["post@fjord.example", "a.b+c@d-e.f.no"],
        ["", "a", "a@b", "a@@b.no", "a b@c.no", "a@b.no, c@d.no", "<a@b.no>", "a@b..no"],
    ),
    (
        Clock,
        "clock",
        ["00:00", "09:30", "23:59"],
        ["", "9:30", "24:00", "12:60", "12.30", "1\u0663:30"],
    ),
]


@pytest.mark.parametrize(
    ("kind", "text", "good"),
    [
        pytest.param(kind, text, good, id=f"{name} {text[:30]!r} {good}")
        for kind, name, fine, wrong in VALUES
        for good, texts in ((True, fine), (False, wrong))
        for text in texts
    ],
)
def test_a_single_value_is_taken_or_refused(kind: Any, text: str, good: bool) -> None:
    adapter = TypeAdapter(kind)
    if good:
        assert adapter.validate_python(text) == text
    else:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


def test_a_line_is_one_line() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python("Ett\nTo")
    with pytest.raises(ValidationError):
        Milestone.model_validate({**MEASURE, "kind": "x", "date": "2020", "title": "Ett\n\nTo"})


def test_space_around_a_text_is_left_out() -> None:
    assert TypeAdapter(Line).validate_python("  Ett  ") == "Ett"
    assert TypeAdapter(Text).validate_python("\nEtt.\n\nTo.\n") == "Ett.\n\nTo."


@pytest.mark.parametrize("name", ["2001-04", "2001", "2001-2004 ", "plan", "200\u0661-2004"])
def test_a_plan_is_named_after_its_years(name: str, library: Library) -> None:
    plan = library.plans[0].plan.model_dump(mode="json", exclude_defaults=True)
    assert Plan.model_validate({**plan, "id": "2001-2004"})
    with pytest.raises(ValidationError):
        Plan.model_validate({**plan, "id": name})


def _patterns(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from _patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _patterns(value)


def test_every_form_is_told_in_words() -> None:
    """An editor is never shown a pattern. What checks itself, has a message of its own."""
    own = {edtf.PATTERN, r"^\s*[Hh][Tt][Tt][Pp][Ss]?://", r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"}
    models = (PlanData, Shared, Frozen)
    found = {p for model in models for p in _patterns(model.model_json_schema())} - own
    assert found == set(forms.WORDS)


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_collected_again_after_a_tree_is_read(enabled: bool) -> None:
    @collecting_later()
    def stopped() -> None:
        load(SMALL)  # One within the other.
        assert not gc.isenabled()
        raise KeyError

    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(KeyError):
            stopped()
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()
