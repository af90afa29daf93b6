/* The index in memory, and the ranking of what fits a question. Every word of a question is looked
   for as itself, as another form of itself, as the beginning of a word, and as a part of a
   compound; the less exact, the less it counts. Hits that have all the words come first. */
self.searchEngine = ({ docs, also, asks = {} }) => {
  const { words, plain, stem, day, isStop } = self.norwegian;

  /* How much a word counts that is the one asked for, or only like it … */
  const EXACT = 1, INFLECTED = 0.85, BEGINS = 0.6, ENDS = 0.55, ALIKE = 0.5, WITHIN = 0.35;
  const NEAR = 0.3; // … by a slip of the pen …
  const FEW = 5; // In so few places, a compound is asked for by its parts too.
  const LONG = 5; // Letters in the end of a compound that may tell of the whole.
  const PART = 0.7; // … or a part of a compound that nobody has written.
  /* How much it counts by where it stands; in the text itself 1, for a text of usual length. */
  const TITLE = 6, NAMES = 5, NAMED = 2.5, DETAIL = 1.5, HIDDEN = 0.5;
  const VERBATIM = 1.5; // For a question that is a title, word for word.
  const ASKED = 1.7; // For what the words of the question ask for: «når … vedtatt» for a decision.
  const ASKING = 0.3; // The words that ask count less themselves.
  const SATURATION = 2; // How soon a word said again stops counting.
  const MOST = 50; // More hits than this nobody looks at …
  const LEAST = 0.05; // … nor one this far below the best.

  /* ------------------------------------------------------------------ the index */

  const entries = new Map(); // word → what is known of it: at, doc → weight; titles, the docs
  const stems = new Set();

  function entry(word) {
    let found = entries.get(word);
    if (!found) {
      found = { word, plain: plain(word), stem: stem(word), at: new Map(), titles: new Set() };
      entries.set(word, found);
      stems.add(found.stem);
    }
    return found;
  }

  /* A number written together (2017/13, 2019-2022) is found whole and by its parts. */
  const spread = (word) => (/^\d+[./-]/.test(word) ? [word, ...word.split(/[./-]/)] : [word]);

  function add(number, text, weight, inTitle) {
    let count = 0;
    for (const { word } of words(text)) {
      for (const one of spread(word)) {
        const found = entry(one);
        found.at.set(number, (found.at.get(number) ?? 0) + weight);
        if (inTitle) found.titles.add(number);
      }
      count += 1;
    }
    return count;
  }

  /* A name as it is compared: all its words, and those that tell. */
  function forms(name) {
    const all = words(name).map(({ word }) => word);
    return [all, all.filter((word) => !isStop(word))].map((some) => some.join(" ")).filter(Boolean);
  }
  const names = docs.map((doc) => new Set([doc.title, ...(doc.names ?? [])].flatMap(forms)));

  const lengths = docs.map((doc) => words(doc.text ?? "").length);
  const usual = Math.max(20, lengths.reduce((sum, length) => sum + length, 0) / docs.length || 0);
  const titleLengths = docs.map((doc, number) => {
    const length = add(number, doc.title, TITLE, true);
    for (const name of doc.names ?? []) add(number, name, NAMES);
    add(number, `${doc.kind ?? ""} ${doc.detail ?? ""}`, DETAIL);
    add(number, doc.text ?? "", 1 / (0.6 + (0.4 * lengths[number]) / usual));
    add(number, doc.hidden ?? "", HIDDEN);
    for (const group of doc.named ?? []) add(number, also[group], NAMED);
    for (const group of doc.also ?? []) add(number, also[group], HIDDEN);
    return length || 1;
  });

  /* ------------------------------------------------------------------ the question */

  /* How well an entry answers a word; 0 where it does not. */
  function fit(found, word, ask, root, typing) {
    if (found.word === word) return EXACT;
    if (/\d/.test(word)) return /[./-]/.test(word) && found.word.startsWith(word) ? BEGINS : 0;
    if (isStop(found.word)) return 0; // «dem» is no form of «demens».
    if (found.stem === root && (root.length > 2 || found.plain === ask)) return INFLECTED;
    if (word.length < (typing ? 2 : 3)) return 0;
    if (found.word.startsWith(word)) return BEGINS;
    if (ask.length > 3 && found.plain.startsWith(ask)) return BEGINS; // «feil» does not begin «felles».
    if (root.length < 3) return 0;
    if (root.length > 3 && found.plain.startsWith(root)) return ALIKE;
    if (found.stem.endsWith(root) && found.stem.length > root.length + 2) return ENDS;
    return root.length > 4 && found.plain.includes(root) ? WITHIN : 0;
  }

  function fitting(word, typing = false) {
    const ask = plain(word);
    const root = stem(word);
    const found = [];
    for (const one of entries.values()) {
      const weight = fit(one, word, ask, root, typing);
      if (weight) found.push([one, weight]);
    }
    return found;
  }

  /* Whether a part of a word is a word; a long part may also be a form of one, or begin one. */
  function isKnown(part) {
    if (part.length < 3 || isStop(part)) return false;
    const all = [...entries.values()];
    if (part.length < 6) return all.some((one) => one.plain === part); // «kris» is not «krise».
    const root = stem(part);
    if (root.length < 4) return false; // «ligens» is no «ligge».
    return stems.has(root) || all.some((one) => one.plain.startsWith(root));
  }

  /* A compound that nobody has written, in two parts, the more of it known the better. */
  function split(word) {
    const whole = plain(word);
    let best = { size: 0, parts: [] };
    for (let i = 3; i <= whole.length - 3; i += 1) {
      const head = [whole.slice(0, i), whole.slice(0, i).replace(/[se]$/, "")].find(isKnown);
      const tail = [whole.slice(i)].find(isKnown);
      const size = (head ? i : 0) + (tail ? whole.length - i : 0);
      if (size > best.size) best = { size, parts: [head, tail].filter(Boolean) };
    }
    return best.parts;
  }

  /* Whether some words stand in so much that they tell little. */
  function tellLittle(some) {
    return new Set(some.flatMap((one) => [...one.at.keys()])).size > docs.length / 10;
  }

  /* Whether two words differ by one slip: a letter too many, too few, wrong, or two swapped. */
  function slip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    if (a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)) return true;
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }

  /* What words have in common that are made with different endings. */
  const family = (root) => root.replace(/(?:a?sjon|a?tiv|itet|isk|ist|olog|ologi|ør|er)$/, "");

  /* The words of a compound, apart, as words or the beginnings of words: where all of them stand,
     or else where one does. A single word that stands nearly everywhere tells nothing. */
  function apart(parts) {
    const all = parts.map((part) => fitting(part).filter(([, weight]) => weight >= BEGINS));
    const places = all.map((found) => new Set(found.flatMap(([one]) => [...one.at.keys()])));
    const here = new Set([...places[0]].filter((number) => places.every((at) => at.has(number))));
    if (parts.length === 1 && tellLittle(all[0].map(([one]) => one))) return [];
    const at = (one) => new Map([...one.at].filter(([number]) => !here.size || here.has(number)));
    const part = ([one, weight]) => [{ ...one, at: at(one) }, weight * PART];
    return parts.map((word, i) => ({ word, found: all[i].map(part) }));
  }

  /* A compound that hardly anything has: its two parts, where both stand, count a little too. */
  function within(word, found) {
    const places = new Set(found.flatMap(([one]) => [...one.at.keys()]));
    const parts = word.length > 9 && places.size <= FEW ? split(word) : [];
    const both = parts.length > 1 ? apart(parts) : [];
    const sets = both.map(({ found }) => new Set(found.flatMap(([one]) => [...one.at.keys()])));
    if (!both.length || ![...sets[0]].some((number) => sets[1].has(number))) return [];
    return both.flatMap((part) => part.found.map(([one, weight]) => [one, weight * PART]));
  }

  /* What may be meant by a word that nothing answers: a slip of the pen, the parts of a compound,
     a word of the same family (palliasjon, palliativ), or the one part that is known, where it is
     what the word begins with or most of it. These are guesses, and told as such. */
  function instead(word) {
    const root = stem(word);
    const others = [...entries.values()].filter((one) => !/\d/.test(one.word));
    const near = (found) => [{ word, found: found.map((one) => [one, NEAR]) }];
    const close = (one) => one.stem[0] === root[0] && slip(one.stem, root);
    const slips = root.length > 5 ? others.filter(close) : [];
    if (slips.length) return near(slips);
    const parts = split(word);
    const kin = family(root);
    const alike = kin.length > 3 ? others.filter((one) => family(one.stem) === kin) : [];
    if (parts.length < 2 && alike.length) return near(alike);
    const whole = plain(word);
    const end = parts.length === 1 && !whole.startsWith(parts[0]) && parts[0].length;
    if (end && (end < LONG || 2 * end <= whole.length)) return []; // «kun-stig»
    return parts.length ? apart(parts) : [];
  }

  /* The words that count in a question, each with what answers it. */
  function ask(question) {
    const seen = question.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "");
    const all = words(seen).map(({ word }) => day(word));
    const telling = all.filter((word) => !isStop(word));
    const asked = [];
    for (const word of new Set(telling.length ? telling : all)) {
      const found = fitting(word, word === all.at(-1));
      if (found.length) asked.push({ word, found: [...found, ...within(word, found)] });
      else if (/^\d+[./-]/.test(word)) {
        for (const part of word.split(/[./-]/)) asked.push({ word: part, found: fitting(part) });
      } else {
        const other = instead(word).map((one) => ({ ...one, guess: true }));
        asked.push(...(other.length ? other : [{ word, found: [] }]));
      }
    }
    return asked;
  }

  /* ------------------------------------------------------------------ the answer */

  function score(asked, question) {
    const name = forms(question);
    const roots = new Set(words(question).map(({ word }) => stem(word)));
    const asking = new Set(Object.values(asks).flat().map(stem));
    const wanted = new Set(Object.keys(asks).filter((kind) => asks[kind].some((word) => roots.has(stem(word)))));
    const scores = new Map();
    let sought = 0;
    for (const { word, found } of asked) {
      if (!found.length) continue;
      const here = new Map();
      for (const [one, weight] of found) {
        for (const [number, said] of one.at) {
          const now = here.get(number) ?? { said: 0, title: 0 };
          now.said += weight * said;
          if (one.titles.has(number)) now.title = Math.max(now.title, weight);
          here.set(number, now);
        }
      }
      const told = asked.length > 1 && asking.has(stem(word)) ? ASKING : 1;
      const rare = told * Math.log(1 + (docs.length - here.size + 0.5) / (here.size + 0.5));
      sought += rare;
      for (const [number, { said, title }] of here) {
        const now = scores.get(number) ?? { sum: 0, has: 0, title: 0, said: new Set() };
        now.said.add(word);
        now.sum += (rare * said) / (said + SATURATION);
        now.has += rare;
        now.title += title;
        scores.set(number, now);
      }
    }
    return [...scores].map(([number, { sum, has, title, said }]) => {
      const part = has / (sought || 1);
      const doc = docs[number];
      const called = name.some((form) => names[number].has(form));
      const told = called ? 2 * VERBATIM : 1 + Math.min(1, title / titleLengths[number]);
      const missing = asked.filter(({ word, guess }) => !guess && !said.has(word)).map(({ word }) => word);
      return { doc, missing, score: sum * part * part * told * (doc.boost ?? 1) * (wanted.has(doc.kind) ? ASKED : 1) };
    });
  }

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

  /* Parts of a page go under their page; everything else stands by itself. */
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
      if (group[0].doc.page !== undefined && !group.some(({ doc }) => doc.location === home)) {
        group.push({ doc: pages.get(home), missing: [], score: 0 });
      }
    }
    return [...groups.values()];
  }

  /* Hits for a question, best first, as the theme shows them. */
  function search(question) {
    const asked = ask(question);
    const known = new Set(asked.flatMap(({ found }) => found.map(([one]) => one.word)));
    const guess = !asked.some((one) => one.found.length && !one.guess);
    const all = score(asked, question).sort((a, b) => b.score - a.score);
    const hits = all.filter(({ score }) => score > LEAST * all[0].score).slice(0, MOST);
    return grouped(hits).map((group) => group.map((hit) => shown(hit, known, guess)));
  }

  return { search };
};
