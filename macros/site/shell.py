"""Pages outside the theme, from templates in overrides/root/: front page, 404, moved pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from macros.site.clone import BuildError
from macros.site.trouble import of_error
from macros.views.templates import environment


def page(root: Path, template: str, **values: Any) -> str:
    """One page.

    Args:
        root: Folder of the tree.
        template: Name of the template.
        values: What it documents on top.

    Raises:
        BuildError: Where the template cannot be shown.
    """
    try:
        return environment(root / "overrides" / "root").get_template(template).render(values)
    except TemplateError as error:
        raise BuildError(of_error(error, root)) from error
