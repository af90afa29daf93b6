"""The measurements as a table and a plot, for the terminal and the README."""

from __future__ import annotations

import re
from math import log10
from pathlib import Path
from statistics import median
from typing import Any

from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
_BETWEEN = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
_NAMES = {
    "floor": "MkDocs + Material",
    "plan": "`plan publish`",
    "again": "`plan publish`, one measure changed",
    "edit": "`plan edit`, one measure changed",
    "zensical": "Zensical",
    "hugo": "Hugo, without search",
    "vitepress": "VitePress",
}
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 320, 60, 40


def table(found: dict[str, Any]) -> str:
    """Medians, with the least and the most, as Markdown."""
    sizes = found["sizes"]
    rows = [["CPU seconds", *(f"{size} | × floor | MB" for size in sizes)]]
    rows.append(["---", *("---: | ---: | ---:" for _ in sizes)])
    for name, label in _NAMES.items():
        cells = (_cells(programs.get(name), programs["floor"]) for programs in sizes.values())
        rows.append([label, *cells])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    told = [
        f"{one['name']}, {one['measures']} measures: {one['seconds']:.2f} s, "
        f"ratio {one['ratio']:.2f} (budget {one['budget']})"
        for one in found["commands"]
    ]
    told += [f"Growth from M to L, exponent: {name} {n}" for name, n in _exponents(found)]
    failed = {
        f"{_NAMES[name]} ({size}): {one['failed']}"
        for size, programs in sizes.items()
        for name, one in programs.items()
        if one["failed"]
    }
    return "\n".join([*lines, "", *(f"- {line}" for line in (*told, *sorted(failed)))])


def _exponents(found: dict[str, Any]) -> list[tuple[str, float]]:
    return [(_NAMES[name], number) for name, number in found.get("exponents", {}).items()]


def _cells(one: dict[str, Any] | None, floor: dict[str, Any]) -> str:
    if one is None or not one["cpu"]:
        return "– | – | –"
    least, most = min(one["cpu"]), max(one["cpu"])
    ratio = median(one["cpu"]) / median(floor["cpu"])
    spread = f"{median(one['cpu']):.1f} ({least:.1f}–{most:.1f})"
    return f"{spread} | {ratio:.2f} | {one['megabytes'] or '–'}"


def write(found: dict[str, Any]) -> None:
    """Write the plot, and put the table into the README."""
    env = Environment(loader=FileSystemLoader(HERE), trim_blocks=True, autoescape=True)
    text = env.get_template("plot.svg.jinja").render(
        curves=_curves(found), sizes=list(found["sizes"]), width=_WIDTH, height=_HEIGHT
    )
    (HERE / "plot.svg").write_text(text + "\n", "utf-8")
    readme = README.read_text("utf-8")
    assert _BETWEEN.search(readme), "the README has a place for the table"
    put = _BETWEEN.sub(lambda hit: f"{hit[1]}{table(found)}\n{hit[2]}", readme)
    README.write_text(put, "utf-8")


def _curves(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Each program as a line: sizes from left to right, CPU upwards, as powers of ten."""
    curves = []
    for name, label in _NAMES.items():
        points = [
            (x, median(programs[name]["cpu"]))
            for x, programs in enumerate(found["sizes"].values())
            if programs.get(name, {}).get("cpu")
        ]
        if points:
            at = [(_LEFT + x * 200, _up(seconds), f"{seconds:.1f}") for x, seconds in points]
            curves.append({"name": name, "label": label.replace("`", ""), "points": at})
    return curves


def _up(seconds: float) -> int:
    """Where a number of seconds stands: 0.1 at the bottom, 1000 at the top."""
    return round(_HEIGHT - _BOTTOM - (log10(max(seconds, 0.1)) + 1) * (_HEIGHT - 60) / 4)
