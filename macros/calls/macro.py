"""What one macro is, and what is said of a call that cannot be answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.facts.derive import Facts

Values = dict[str, Any]
"""What a template prints: name, as the template documents it on top → value."""


class MacroError(ValueError):
    """A call that cannot be answered: a Norwegian message and its cure.

    Attributes:
        unknown: The id that does not exist, where that is what is wrong.
        among: The record types it was looked for among; empty for all.
    """

    def __init__(
        self, message: str, hint: str, unknown: str = "", among: tuple[str, ...] = ()
    ) -> None:
        """Keep the parts apart, so that the door can add page and line."""
        self.message, self.hint, self.unknown, self.among = message, hint, unknown, among
        super().__init__(f"{message} {hint}")


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro.

    Attributes:
        example: A call as an editor would write it.
        noun: What a sentence calls what it puts in.
        answer: Gives what its template prints. It gets the plan, this entry, and the `Filter` that
            was written; for a macro inside a sentence, the texts that were.
        record_type: Record type that it lists, and that the filter `id` names; empty where it
            lists something else.
        filters: Names of the arguments it takes.
        words: Filter → the vocabulary list that its values are from.
        caption: Whether it has a caption that a call may change.
        inline: Whether it stands inside a sentence, and takes values without names.
        own_words: Whether it prints words of the page or of a record, in the page's language.
        export: The table among the open data that has what its table shows; empty for none.
        choices: Filter → the values it can have, where those are neither ids nor words.
    """

    example: str
    noun: str
    answer: Callable[[Facts, Macro, Any], Values]
    record_type: str = ""
    filters: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    caption: bool = True
    inline: bool = False
    own_words: bool = False
    export: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What editors call it by; its template in overrides/plan/ has the same name."""
        return self.example.partition("(")[0]
