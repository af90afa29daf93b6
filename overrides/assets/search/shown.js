/* Hits as the theme shows them: what was found is marked, and parts of a page stand under it. */
self.searchShown = (docs) => {
  const { words } = self.norwegian;

  const escaped = (text) =>
    text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

  /* A text with the words that were found marked. */
  function marked(text, known) {
    let made = "";
    let from = 0;
    for (const { word, at, end } of words(text)) {
      if (!known.has(word)) continue;
      made += `${escaped(text.slice(from, at))}<mark>${escaped(text.slice(at, end))}</mark>`;
      from = end;
    }
    return made + escaped(text.slice(from));
  }

  /* The part of a text where most was found, about two lines of it. */
  function teaser(text, known) {
    const size = 160;
    const places = words(text).filter(({ word }) => known.has(word)).map(({ at }) => at);
    let best = 0;
    let most = 0;
    for (const at of places) {
      const count = places.filter((other) => other >= at && other < at + size).length;
      if (count > most) [best, most] = [at, count];
    }
    const start = best < size / 2 ? 0 : text.lastIndexOf(" ", best - 30) + 1;
    const cut = text.length > start + size ? text.lastIndexOf(" ", start + size) : text.length;
    const end = cut > start ? cut : text.length;
    const [before, after] = [start ? "… " : "", end < text.length ? " …" : ""];
    return before + marked(text.slice(start, end), known) + after;
  }

  /* guess: that no word of the question stands here, for the script of the page to tell. */
  function shown({ doc, missing, score }, known, guess) {
    const inLang = (lang) => (lang ? ` lang="${escaped(lang)}"` : "");
    const lang = inLang(doc.lang);
    const told = `<span${inLang(doc.detail_lang)}>${escaped(doc.detail ?? "")}</span>`;
    const kind = escaped(doc.kind ?? "") + (doc.detail ? ` · ${told}` : "");
    const beside = doc.kind ? ` <span class="pl-hit">${kind}</span>` : "";
    return {
      location: doc.location,
      score,
      terms: Object.fromEntries(missing.map((word) => [word, false])), // The theme names these.
      title: `<span${lang}${guess ? " data-guess" : ""}>${marked(doc.title, known)}</span>${beside}`,
      text: doc.text ? `<p${lang}>${teaser(doc.text, known)}</p>` : "",
    };
  }

  /* Parts of a page go under their page; everything else stands by itself. Of the parts, the theme
     hides what scores less than the best: so many that score nearly as much are in sight too. */
  const SEEN = 3, NEARLY = 0.6;
  function grouped(hits) {
    const pages = new Map();
    for (const doc of docs) if (doc.page === undefined) pages.set(doc.location, doc);
    const groups = new Map();
    for (const hit of hits) {
      const home = hit.doc.page ?? hit.doc.location;
      const group = groups.get(home) ?? [];
      group.push(hit);
      groups.set(home, group);
    }
    for (const [home, group] of groups) {
      const [{ score }] = group;
      for (const hit of group.slice(1, SEEN)) if (hit.score > NEARLY * score) hit.score = score;
      if (group[0].doc.page !== undefined && !group.some(({ doc }) => doc.location === home)) {
        group.push({ doc: pages.get(home), missing: [], score: 0 });
      }
    }
    return [...groups.values()];
  }

  return { shown, grouped };
};
