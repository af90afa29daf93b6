"""YAML as the house writes it: plain where that reads back as the same text, quoted where not."""

from __future__ import annotations

from typing import Any

import yaml

from macros.reading.yaml_text import NULLS

_WIDTH = 100
_LONG = 80


class _Dumper(yaml.BaseDumper):
    """Every scalar is text, as the reader has it; lists are indented, short ones on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Indent lists below their key."""
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value again where it stands again: the house has no anchors."""
        return True


def _text(dumper: yaml.BaseDumper, text: str) -> yaml.ScalarNode:
    style = '"' if text in NULLS else ">" if len(text) > _LONG else None
    style = "|" if "\n" in text else style
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _list(dumper: yaml.BaseDumper, items: list[Any]) -> yaml.SequenceNode:
    short = all(isinstance(item, str) and "\n" not in item for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


def _map(dumper: yaml.BaseDumper, pairs: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", pairs.items(), flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _map)


def written(value: Any) -> str:
    """Texts, lists and mappings as YAML that `reading` reads back as the same value."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, width=_WIDTH))
