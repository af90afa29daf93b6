"""data/<period>/frozen.yml: what the files of a frozen plan were, and what errata made of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model import forms
from macros.model.base import Part
from macros.model.text import Id, RefTo

Digest = Annotated[str, Field(pattern=forms.DIGEST)]
"""SHA-256 (FIPS 180-4) of a file, in hexadecimal."""


class Correction(Part):
    """What one erratum did to the files."""

    erratum: Annotated[Id, RefTo("erratum")]
    """Its id in errata.yml."""
    files: dict[str, Annotated[str, Field(pattern=forms.DIGEST_OR_DELETED)]] = Field(min_length=1)
    """File, relative to the root of the tree → its digest after the correction."""


class Frozen(Part):
    """The files of a plan when it was frozen, and every correction since, in order."""

    files: dict[str, Digest] = Field(min_length=1)
    """File, relative to the root of the tree → its digest."""
    corrections: tuple[Correction, ...] = ()
    """What errata have made of them since."""

    def now(self) -> dict[str, str]:
        """File → the digest it must have now."""
        digests = self.files
        for correction in self.corrections:
            digests = digests | correction.files
        return {path: digest for path, digest in digests.items() if digest != forms.DELETED}
