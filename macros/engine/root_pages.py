"""Pages outside the theme, from templates in overrides/root/: front page, 404, moved pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from macros.engine.trouble import BuildError, of_error
from macros.model.plan import Library
from macros.views.templates import environment


def page(root: Path, template: str, library: Library, **values: Any) -> str:
    """One page.

    Args:
        root: Folder of the tree.
        template: Name of the template.
        library: All plans, without problems; every page knows the plan in force.
        values: What else the template documents on top.

    Raises:
        BuildError: Where the template cannot be shown.
    """
    assert library.in_force, "nothing is published that has not passed the check"
    values["in_force"] = library.in_force.plan
    try:
        return environment(root / "overrides" / "root").get_template(template).render(values)
    except TemplateError as error:
        raise BuildError(of_error(error, root)) from error
