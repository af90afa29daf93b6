"""The spelling check: which texts it reads, in which language, where it places what it finds.

Needs hunspell with the dictionaries nb_NO and nn_NO, as `make test` sets it up.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spelling
from spelling_texts import passages

# Words that begin with qnb and qnn are texts of that language, and must be found just there.
# Words that begin with qno are not for reading, or not Norwegian, and must not be found.
MARKED = {
    "data/2001-2004/plan.yml": """\
id: qnoid
title: Qnbtitle om qnbett
lang: nb
owner: qnoowner # qnokommentar
summary: >-
  Qnbfolded er brettet, med

  qnbto avsnitt. # qnbogså dette
links:
  - title: Qnnlink
    lang: nn
    url: https://qnourl.no/
    note: Qnbnote ser på https://qnoaddress.no/qnosti og qno@qnomail.no.
  - title: Qnotitle
    lang: en
    url: https://qnourl.no/
chapters:
  - title: Qnbchapter
    pages:
      - title: Qnbinner
        page: qnopage.md
""",
    "data/2001-2004/areas/qnoarea.yml": """\
id: qnoarea
title: "Qnnarea med \\"qnnsitat\\" qnnetter"
lang: nn
cases: [Qnocase]
challenges:
  - id: qnochallenge
    title: 'Qnbchallenge'
measures:
  - id: qnomeasure
    lang: nn
    title: Qnnmeasure
    notes:
      - text: >-
          Kjelda skriv
          «Qnofeil» og «qnogale», ikkje «qnnrett».
    conflicts:
      - id: qnoconflict
        title: Qnnconflict
        field: qnofield
        readings:
          - says: Tabellen skriver «qnoskrevet» og qnnsagt.
        shown: Qnnshown
""",
    "data/2001-2004/events.yml": """\
- id: qnoevent
  title: Qnbevent
  audience:
    - Qnbfolk
    - Qnbfolket
  programme:
    - start: "10:00"
      title: Qnbslot
      by: Qnbmester Ola Nordmann
""",
    "data/vocabulary.yml": """\
qnolist:
  - id: qnoword
    label: qnblabel
    plural: qnbplural
    nn: qnnlabel
""",
    "data/sources.yml": """\
- id: qnosource
  title: Qnnsource
  short: Qnbshort
  lang: nn
  file: qnofile
  note: Qnbabout filen qnofil.pdf
  sections:
    - id: qnosection
      title: Qnbsection
      declined: Qnbdeclined
""",
    "data/actors.yml": "[]\n",
    "data/glossary.yml": """\
- id: qnoterm
  term: Qnbterm
  forms: [QNBFORM]
  nb: qnbfull
  nn: qnnfull
  en: qnofull
  meaning: Qnbmeaning
""",
    "docs/2001-2004/side.md": """\
---
title: Qnbpage
qnokey: qnovalue
description: Qnbdescription
---

# Qnbheading {#qnoanchor}

Qnbprose med [qnblinked](qnoside.md "x"), `qnocode` og {{ link("qnoid", "qnbshown") }}.
Et <abbr title="qnoattribute">qnbtag</abbr> og
<span lang="nn">qnninside **qnnsterk**</span> qnbetter.
{: .qnoclass }

{# qnoremark #} {{ qnbopen {{ cite("qnoplace") }} qnbafter

{{ measures(kind="qnokind", caption="Qnbcaption") }}

```
qnofence
```

<!-- qnocomment -->

> Et <q lang="en">qnoforeign</q>

[qnoreference]: qnotarget.md
""",
    "docs/felles/nynorsk.md": """\
---
title: Qnnpage
lang: nn
---

Qnnprose med <span lang="nb">qnbinside</span>.
""",
    "overrides/plan/mal.html": """\
{#- qnocomment -#}
{% if qnoname %}<p class="qnoclass">Qnbtext</p>{% endif %}
<td data-label="Qnblabel" qnoattribute="x">{{ p.table("Qnbcaption", qnovalue) }}</td>
{{ p.nothing("qnbslikt") }}<style>.qnostyle { }</style><script>qnoscript</script>
""",
}

# Every word is right here; cases change one thing.
RIGHT = {
    "data/2001-2004/plan.yml": """\
title: Planen for sykehuset
summary: >-
  Planen gjelder alle
  sykehusene i HMX.
owner: hmx
""",
    "data/2001-2004/areas/akutt.yml": """\
title: Sjukehusa
lang: nn
summary: Planen gjeld alle sjukehusa.
notes:
  - text: Kjelda skriv «sykehuss».
""",
    "data/2001-2004/groups.yml": """\
- id: gruppe
  title: Qvistgaards gruppe
  members:
    - name: Kari Qvistgaard-Åhq
      role: Lege fra Kari Qvistgaards sykehus
""",
    "data/actors.yml": """\
- id: hmx
  name: Dei gode HMX
  lang: nn
""",
    "data/sources.yml": "[]\n",
    "data/vocabulary.yml": "{}\n",
    "data/glossary.yml": """\
- id: ord
  term: øyefondsverkstedet
  forms: [øyefondsverkstad]
  meaning: Øyefondsverkstedet lager planer.
""",
    "docs/2001-2004/side.md": """\
---
title: Sykehuset
description: Om planen.
---

Planen gjelder alle, også <span lang="nn">dei som ikkje veit kva ho heiter</span>.
Noe om HMX-planer.
""",
    "docs/2001-2004/nynorsk.md": """\
---
title: Sjukehuset
lang: nn
---

Planen gjeld alle.
""",
    "overrides/plan/mal.html": "{#- En mal. -#}\n<p>Planen gjelder</p>\n",
    "tests/words/nb.txt": "# Riktige ord.\nnoe\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    """A tree with these files."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def found(root: Path) -> list[str]:
    """What the check says of a tree."""
    return [problem.text() for problem in spelling.check_spelling(root)[0]]


def test_every_text_has_its_place_and_language(tmp_path: Path) -> None:
    expected = set()
    for path, text in MARKED.items():
        for number, line in enumerate(text.splitlines(), 1):
            for hit in re.finditer(r"q(nb|nn)\w+", line, re.IGNORECASE):
                expected.add((path, number, hit.start() + 1, hit[1].lower(), hit.group()))
    seen = set()
    for passage in passages(write(tmp_path, MARKED)):
        for word, offset in spelling.words(passage.text):
            if word.lower().startswith("q"):
                seen.add((passage.path, *passage.place(offset), passage.lang, word))
    assert seen == expected


def test_a_tree_without_mistakes_is_clean(tmp_path: Path) -> None:
    assert found(write(tmp_path, RIGHT)) == []


PLAN, AREA = "data/2001-2004/plan.yml", "data/2001-2004/areas/akutt.yml"
GROUPS, GLOSSARY = "data/2001-2004/groups.yml", "data/glossary.yml"
SIDE, NYNORSK = "docs/2001-2004/side.md", "docs/2001-2004/nynorsk.md"
TEMPLATE, LIST = "overrides/plan/mal.html", "tests/words/nb.txt"

MISTAKES = [
    (PLAN, "for sykehuset", "for sykehusset", "1:19: «sykehusset» (nb)"),
    (PLAN, "sykehusene", "sykehussene", "4:3: «sykehussene» (nb)"),
    (PLAN, "Planen gjelder", "Planen ikkje", "3:10: «ikkje» (nb)"),
    (AREA, "alle sjukehusa", "alle sjukehhusa", "3:28: «sjukehhusa» (nn)"),
    (AREA, "gjeld alle", "gjeld ikkje noen", "3:29: «noen» (nn)"),
    (AREA, "Kjelda skriv", "Kjelda kallar det", "5:30: «sykehuss» (nn)"),
    (GROUPS, "Lege fra", "Leggge fra", "5:13: «Leggge» (nb)"),
    (GROUPS, "title: Qvistgaards", "title: Qvistgards", "2:10: «Qvistgards» (nb)"),
    (GLOSSARY, "lager planer", "laager planer", "4:31: «laager» (nb)"),
    (SIDE, "title: Sykehuset", "title: Sykehuseet", "2:8: «Sykehuseet» (nb)"),
    (SIDE, "Om planen", "Om plannen", "3:17: «plannen» (nb)"),
    (SIDE, "også", "osgå", "6:22: «osgå» (nb)"),
    (SIDE, "alle,", "helseforetakk,", "6:16: «helseforetakk» (nb)"),
    (SIDE, "alle,", "helseforetak,", ""),
    (SIDE, "kva ho", "hva ho", "6:62: «hva» (nn)"),
    (SIDE, "HMX-planer", "HMX-plannner", "7:12: «plannner» (nb)"),
    (SIDE, "alle,", "øyefondsverkstad,", "6:16: «øyefondsverkstad» (nb)"),
    (NYNORSK, "alle", "allle", "6:14: «allle» (nn)"),
    (NYNORSK, "alle", "øyefondsverkstedet", "6:14: «øyefondsverkstedet» (nn)"),
    (NYNORSK, "alle", "Kovač", "6:14: «Kovač» (nn)"),
    (NYNORSK, "alle", "Dei Kari", ""),
    (SIDE, "Planen gjelder", "Dei gjelder", "6:1: «Dei» (nb)"),
    (TEMPLATE, "Planen", "Plannen", "2:4: «Plannen» (nb)"),
]


def test_mistakes_are_found_at_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "MOST_SUGGESTIONS", 0)  # they are what takes time
    files, expected = dict(RIGHT), []
    for number, (name, old, new, place) in enumerate(MISTAKES):
        period = f"{2005 + number}-{2008 + number}"  # one for each case, where the file has one
        path = name.replace("2001-2004", period)
        text = files.get(path, RIGHT[name])
        assert text.count(old) == 1, old
        files[path] = text.replace(old, new)
        files.setdefault(f"data/{period}/plan.yml", RIGHT[PLAN])
        expected += [f"{path}:{place}"] if place else []
    said = [text.replace(" finnes ikke i ordboken", "") for text in found(write(tmp_path, files))]
    assert sorted(text.split(". ")[0] for text in said) == sorted(expected)


def test_faults_of_a_list_are_found(tmp_path: Path) -> None:
    write(tmp_path, {**RIGHT, LIST: "# Ord.\nnoe\nsykehuss\nnoe\nplaner\nbil-\nto ord\n"})
    assert [text.removeprefix(LIST) for text in found(tmp_path)] == [
        ":3:1: «sykehuss» står i ordlisten, men ingen tekst trenger det. Slett linjen.",
        ":4:1: «noe» står to ganger. Slett linjen.",
        ":6:1: «bil-» skal stå før «planer». Hold listen alfabetisk.",
        ":6:1: «bil-» står i ordlisten, men ingen tekst trenger det. Slett linjen.",
        ":7:1: «to ord» er ikke ett ord. Skriv ett ord på hver linje.",
        ":7:1: «to ord» står i ordlisten, men ingen tekst trenger det. Slett linjen.",
    ]


def test_a_word_that_is_lacking_gets_suggestions() -> None:
    assert spelling.hunspell("nb", {"ressursser", "sykehus"})["ressursser"][0] == "ressurser"


def test_suggestions_are_near_and_in_one_word() -> None:
    said = "plan verksted, plan-verksted, planverkstedet, planverkstad, harepest"
    assert spelling.likely("planverksted", said) == ("planverkstedet", "planverkstad")


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**RIGHT, PLAN: "title: [\n"})
    assert spelling.main(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith(f"{PLAN}:2:1: ")


def test_a_list_is_read_like_any_other_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, RIGHT)
    kept = (tmp_path / LIST).read_text("utf-8")
    (tmp_path / LIST).write_bytes(f"{kept}ærlig\n".encode("latin-1"))
    assert spelling.main(["--root", str(tmp_path)]) == 1
    assert f"{LIST}:{kept.count(chr(10)) + 1}:1: Filen er ikke UTF-8" in capsys.readouterr().out
    (tmp_path / LIST).write_bytes(b"\xef\xbb\xbf" + kept.replace("\n", " \r\n").encode())
    assert found(tmp_path) == []


def test_mistakes_can_be_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**RIGHT, NYNORSK: RIGHT[NYNORSK].replace("alle", "allle")})
    assert spelling.main(["--root", str(tmp_path), "--format", "github"]) == 1
    told = capsys.readouterr().out
    assert told.startswith(f"::error file={NYNORSK},line=6,col=14::«allle» finnes ikke")


def test_the_exit_code_tells_fine_wrong_and_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, RIGHT)
    assert spelling.main(["--root", str(tmp_path)]) == 0
    assert re.fullmatch(
        r"Stavingen er i orden: \d+ ord bokmål, \d+ nynorsk\.\n", capsys.readouterr().out
    )
    write(tmp_path, {NYNORSK: RIGHT[NYNORSK].replace("alle", "allle")})
    assert spelling.main(["--root", str(tmp_path)]) == 1
    assert "1 feil" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert spelling.main(["--root", str(tmp_path)]) == 2
    assert "tools/spelling.sh" in capsys.readouterr().err
