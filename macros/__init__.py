"""Development plans as a versioned site: reading, model, checks, views and the door.

Importing the package loads nothing else. mkdocs-macros finds `define_env` here, because the
package is what mkdocs.yml names as its module.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros of the plan with mkdocs-macros, whose plugin is `env`."""
    from macros.engine.macro_door import register  # noqa: PLC0415 – to import us loads nothing else

    register(env)
