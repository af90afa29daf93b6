"""Text that is shown as it stands, in data files and in macro calls, holds no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.facts.workspace import Workspace
from macros.problems import Problem
from macros.reading.prose import calls

_MARKUP = {
    re.compile(
        r"\*\*[^*\n]+\*\*|(?<![\w_])__[^_\n]+__(?![\w_])|~~[^~\n]+~~|==(?=\w)[^=\n]+==|`[^`\n]+`"
        r"|(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*])|(?<![\w_])_(?=[^\s_])[^_\n]*[^\s_]_(?![\w_])"
    ): (
        "«{}» vises med tegnene: teksten her er uten Markdown.",
        "Skriv teksten uten dem.",
    ),
    re.compile(r"(?:^|[:;.\n]\s*)([-*•·▪–—] )\S[^\n]*?\s\1\S|(?:^|[:;.\n]\s*)#{1,6} (?=\w)"): (
        "«{}» vises slik det står: lister og overskrifter kan ikke stå her.",
        "Skriv det som setninger, eller som egne poster.",
    ),
    re.compile(r"!?\[[^\]\n]*\]\([^)\s]*\)"): (
        "«{}» vises slik det står: en lenke virker ikke her.",
        "Skriv bare teksten, og legg adressen under «links» eller i kilden.",
    ),
    re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}"): (
        "«{}» vises slik det står: makrokall virker bare på sidene i docs/.",
        "Skriv det helt ut.",
    ),
    re.compile(r"&(?:[A-Za-z]\w{1,20}|#\d+|#x[0-9A-Fa-f]+);"): (
        "«{}» vises slik det står: HTML virker ikke her.",
        "Skriv tegnet selv.",
    ),
    # The tags that editors write; whatever else there may be is harmless where it is shown.
    re.compile(
        r"</?(?:b|i|u|s|p|a|br|hr|em|strong|sup|sub|ul|ol|li|h[1-6]|span|div|q|small)"
        r"(?: +[a-z]+=[^<>\n]*)? */?>|<!--"
    ): (
        "«{}» vises slik det står: HTML virker ikke her.",
        "Skriv teksten uten.",
    ),
    re.compile(r"\b(?:TODO|FIXME|TBD)\b"): (
        "«{}» står igjen i teksten.",
        "Skriv det som mangler, eller slett det.",
    ),
}
"""What is shown as it stands where text is plain → message and cure."""


def raw(text: str) -> tuple[str, str] | None:
    """Message and cure for the first markup in a plain text; None where there is none."""
    # Most texts have none of these signs.
    for pattern, (message, hint) in _MARKUP.items() if _SIGNS.search(text) else ():
        if hit := pattern.search(text):
            return message.format(hit[0].lstrip(" .:;\n")[:60].rstrip()), hint
    return None


_SIGNS = re.compile(r"[*_~\[{}&<TF`#=•·▪]|[-–—] ")


def plain_text(workspace: Workspace) -> Iterator[Problem]:
    """What would be markup in running text is not shown as signs where text is plain."""
    tree = workspace.loaded.tree
    for doc in (*(file.doc for file in tree.data), *(page.meta for page in tree.all_pages())):
        for loc, text in doc.texts():
            found = None if text.endswith(".md") else raw(text)
            if found:
                yield doc.problem(loc, "markup", *found)
    for page in tree.all_pages():
        for call in calls(page)[0]:
            for text in (*call.args, *call.kwargs.values()):
                found = raw(text) if isinstance(text, str) else None
                if found:
                    yield Problem(page.path, call.line, call.column, "markup", *found)


RULES = [plain_text]
