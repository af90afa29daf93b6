"""The door of the `plan` command. What a user has set for other Pythons has no say behind it.

It could put other modules in the place of ours, or take away the docstrings that readers are shown.
So nothing but the standard library is imported before it is gone.
"""

from __future__ import annotations

import gc
import os
import sys

ODD = (
    *("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "PYTHONSTARTUP", "PYTHONOPTIMIZE"),
    *("PYTHONWARNINGS", "PYTHONINSPECT", "PYTHONSAFEPATH", "PYTHONPLATLIBDIR", "PYTHONDEVMODE"),
)
"""What is not passed on; the Makefile has the list too."""


def start() -> int:
    """Run the command, in a new Python where something is set for others."""
    env = {name: value for name, value in os.environ.items() if name not in ODD}
    if len(env) < len(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], env)
    # Pydantic would look through every package for plugins, of which we have none.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.disable()  # modules are kept: nothing of them is garbage, now or later
    from macros.cli.main import main  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    return main()
