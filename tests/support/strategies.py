"""What hypothesis draws from: dates, texts that look like YAML, data, pages.

The draws are the same on every machine and on every run, so that a green build stays green. To
explore, raise `max_examples` here, set `derandomize` to False, and run the property tests.
"""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from macros.model.edtf import Edtf, EdtfError, parse

settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # no test is about how fast a machine is
    derandomize=True,
    database=None,
)
QUICK = "quick"
settings.register_profile(QUICK, settings.get_profile("house"), max_examples=40)
settings.load_profile("house")

# ---------------------------------------------------------------- dates

_YEARS = st.integers(1, 9999).map(lambda year: f"{year:04d}")
_POINTS = st.one_of(
    _YEARS,
    st.integers(0, 999).map(lambda decade: f"{decade:03d}X"),
    st.integers(0, 99).map(lambda century: f"{century:02d}XX"),
    st.builds("{}-{:02d}".format, _YEARS, st.sampled_from([*range(1, 13), 21, 22, 23, 24])),
    st.dates().map(date.isoformat),
    st.builds("{}-{}".format, _YEARS, st.sampled_from(["XX", "XX-XX", "01-XX", "12-XX"])),
)
_MARKED = st.builds("{}{}".format, _POINTS, st.sampled_from(["", "", "?", "~", "%"]))
_ENDS = st.one_of(_MARKED, st.sampled_from(["", ".."]))
_DATES = st.one_of(_MARKED, st.builds("{}/{}".format, _ENDS, _ENDS))


def edtf_or_none(text: str) -> Edtf | None:
    """The date that a text is, or None where it is refused as it should be."""
    try:
        return parse(text)
    except EdtfError:
        return None


EDTF = _DATES.map(edtf_or_none).filter(lambda value: value is not None)
HOSTILE_DATES = st.one_of(st.text(), st.text("0123456789X-/.?~%", max_size=24), _DATES)

# ---------------------------------------------------------------- texts

_YAML = ["- ", "a: ", "b", ": ", "\n", "  ", "\t", "[", "]", "{", "}", ", ", "&a ", "*a", "!x "]
_YAML += ["!!int ", "|-\n", ">\n", '"', "'", "#", "? ", "---\n", "...\n", "~", "%YAML 1.2\n"]
_YAML += ["\\", "\r", "\r\n", "\ufeff", "\x00", "\x85", "\u2028", "æ", "🚑", "<<: ", "null", "@"]

TEXTS = st.one_of(st.lists(st.sampled_from(_YAML), max_size=30).map("".join), st.text())
BYTES = st.one_of(st.binary(), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))

_PAGE = "---\n{}\n---\n{}".format
PAGES = st.one_of(BYTES, st.builds(_PAGE, TEXTS, TEXTS).map(lambda text: text.encode("utf-8")))

_MARKS = ["# a\n", "\n", "- b\n", "> c\n", "[d](e.md)", "{{ cite(1) }}", "{{ x(", "{% y %}"]
_MARKS += ["`", "| a | b |\n|---|---|\n", "    code\n", "![p](q)", "{: .egen }\n", "<b>", "text "]
MARKDOWN = st.lists(st.sampled_from(_MARKS), max_size=20).map("".join)

# ---------------------------------------------------------------- data

# Characters that YAML can hold and that an editor can see: what a file in data/ is made of.
_VISIBLE = st.characters(
    blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), blacklist_characters="\ufeff\ufffe\uffff"
)
_MEANING = st.sampled_from("\n\t:#-[]{}&*!|>'\"%@`, ")
_WORDS = st.text(st.one_of(_VISIBLE, _MEANING), max_size=20)
DATA = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=20,
)
