"""Pages outside the theme, from templates in overrides/root/: front page, 404, moved pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from macros.engine.errors import BuildError, describe
from macros.model.plan import Library
from macros.views.templates import environment


def root_page(root: Path, template: str, library: Library, **values: Any) -> str:
    """One page, from the values that its template documents on top.

    Raises:
        BuildError: Where the template cannot be shown.
    """
    assert library.in_force, "nothing is published that has not passed the check"
    values["in_force"] = library.in_force.plan
    try:
        return environment(root / "overrides" / "root").get_template(template).render(values)
    except TemplateError as error:
        raise BuildError(describe(error, root)) from error
