"""Every kind of change that a comparison knows."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    """Every kind of change. The value is what a reader is told; `slug` is what programs see."""

    # What became of a record, between two versions.
    UNCHANGED = "uendret"
    CHANGED = "endret"
    ADDED = "kommet til"
    REMOVED = "fjernet"

    # What became of a record, between two plans.
    CONTINUED = "videreført uendret"
    RESOURCED = "videreført med samme ord, fra en annen kilde"
    ALTERED = "videreført med endringer"
    REWORDED = "omformulert"
    SPLIT = "delt"
    MERGED = "slått sammen"
    REGROUPED = "delt og slått sammen"
    SUCCEEDED = "avløst av neste plan"
    COMPLETED = "gjennomført"
    DROPPED = "falt bort med grunn"
    NOT_STATED = "ikke kjent hva det ble av"
    ENDED = "ikke knyttet til noe senere"
    UNACCOUNTED = "ikke gjort rede for"
    SAME_SUBJECT = "samme tema som noe før"

    # What changed in a record.
    WORDING = "ordlyd endret"
    DEADLINE = "frist endret"
    DATE = "dato eller periode endret"
    RESPONSIBLE = "ansvarlig endret"
    PARTIES = "deltakere endret"
    STATUS = "status endret"
    AREA = "flyttet til annet område"
    RELATION = "tilknytning endret"
    KIND = "slag endret"
    ORDER = "rekkefølge endret"
    SOURCE = "kilde endret"
    CONFLICT = "motstrid endret"
    NOTE = "merknad endret"
    LINK = "lenke endret"
    CONTACT = "kontakt endret"
    PEOPLE = "medlemmer endret"
    PROGRAMME = "program endret"
    LINEAGE = "opphav eller utfall endret"
    STANDING = "hvem sitt ord det er, endret"
    ACTUAL = "det som skjedde, endret"
    MOVE = "flytting endret"
    VALUE = "verdi endret"
    TARGET = "måltall endret"
    DEFINITION = "definisjon endret"
    CHAPTER = "kapittel i menyen endret"
    LANGUAGE = "språk endret"
    DETAIL = "annen opplysning endret"

    # What changed on a page of prose.
    ADDRESS = "adresse endret"
    HEADING = "overskrift endret"
    TEXT = "tekst endret"
    TEXT_ADDED = "tekst lagt til"
    TEXT_REMOVED = "tekst fjernet"
    INSERTED = "innsatt tabell eller figur endret"
    MARKUP = "utforming endret"

    @property
    def slug(self) -> str:
        """A stable English name for programs."""
        return self.name.lower().replace("_", "-")
