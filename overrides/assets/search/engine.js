/* The index in memory, and the ranking of what fits a question. Hits that have all its words come
   first, and of those the ones whose titles have them. */
self.searchEngine = ({ docs, also, asks = {} }) => {
  const { words, plain, stem, isStop, isLight, isWhen } = self.norwegian;
  const { shown, grouped } = self.searchShown(docs);

  /* How much it counts by where it stands; in the text itself 1, for a text of usual length. */
  const TITLE = 7, NAMES = 5, NAMED = 3.5, DETAIL = 1.5, BESIDE = 1, HIDDEN = 0.4;
  const SMALL = 0.25; // A word that says nothing makes a title so much longer.
  const VERBATIM = 1.5; // For a question that is a title, word for word.
  const ASKED = 1.7; // For what the words of the question ask for: «når … vedtatt» for a decision.
  const DATED = 1.5; // For what has a date, where the question is when.
  const DAMPED = 0.75; // What few have is not all that is asked for.
  const LOOSE = 0.25; // How much less is answered by what is only like the word.
  const ASKING = 0.3; // The words that ask count less themselves.
  const SATURATION = 2; // How soon a word said again stops counting.
  const LONG = 5; // Letters in the end of a compound that may tell of the whole.
  const MOST = 50; // More hits than this nobody looks at …
  const LEAST = 0.05; // … nor one this far below the best.

  /* ------------------------------------------------------------------ the index */

  const entries = new Map(); // word → what is known of it: at, doc → weight; titles, the docs
  const others = new Map(); // the same of the other words, which stand in no text
  const pairs = new Map(); // … and of those that are two words, with _ between
  const stems = new Set();

  function entry(word, known = entries) {
    let found = known.get(word);
    if (!found) {
      found = { word, plain: plain(word), stem: stem(word), at: new Map(), titles: new Set(), own: new Set() };
      known.set(word, found);
      if (known === entries) stems.add(found.stem);
    }
    return found;
  }

  /* Other words, of which some are two that mean something together («være_med»). */
  function addOther(number, group, weight, inTitle = false) {
    const all = also[group].split(" ");
    add(number, all.filter((word) => !word.includes("_")).join(" "), weight, inTitle, others);
    for (const pair of all.filter((word) => word.includes("_"))) put(number, entry(pair, pairs), weight, inTitle);
  }

  /* A number written together (2017/13, 2019-2022) is found whole and by its parts. */
  const spread = (word) => (/^\d+[./-]/.test(word) ? [word, ...word.split(/[./-]/)] : [word]);

  function put(number, found, weight, inTitle) {
    found.at.set(number, (found.at.get(number) ?? 0) + weight);
    if (inTitle) found.titles.add(number);
    if (weight === TITLE) found.own.add(number);
  }

  function add(number, text, weight, inTitle, known = entries) {
    let count = 0;
    for (const { word } of words(text)) {
      for (const one of spread(word)) {
        put(number, entry(one, known), weight, inTitle);
      }
      count += 1;
    }
    return count;
  }

  /* A name as it is compared, in one spelling: all its words, and those that tell. */
  function forms(name) {
    const all = words(name).map(({ word }) => word);
    const both = [all, all.filter((word) => !isStop(word))];
    return both.map((some) => some.map(plain).join(" ")).filter(Boolean);
  }
  const names = docs.map((doc) => new Set([doc.title, ...(doc.names ?? [])].flatMap(forms)));

  const lengths = docs.map((doc) => words(doc.text ?? "").length);
  const usual = Math.max(20, lengths.reduce((sum, length) => sum + length, 0) / docs.length || 0);
  const titleLengths = docs.map((doc, number) => {
    const length = add(number, doc.title, TITLE, true);
    const small = words(doc.title).filter(({ word }) => isStop(word)).length;
    for (const name of doc.names ?? []) add(number, name, NAMES);
    add(number, `${doc.kind ?? ""} ${doc.detail ?? ""}`, DETAIL);
    add(number, doc.text ?? "", 1 / (0.6 + (0.4 * lengths[number]) / usual));
    add(number, doc.hidden ?? "", HIDDEN);
    for (const group of doc.named ?? []) addOther(number, group, NAMED, true);
    for (const group of doc.beside ?? []) addOther(number, group, BESIDE);
    for (const group of doc.also ?? []) addOther(number, group, HIDDEN);
    return length - (1 - SMALL) * small || 1;
  });

  /* ------------------------------------------------------------------ what is asked for */

  /* A word asks for a kind by itself, or as the first or the last part of a compound. */
  const isIn = (root, one) =>
    root === one || (one.length >= LONG && (root.startsWith(one) || root.endsWith(one)));
  const asking = Object.entries(asks).flatMap(([kind, some]) => some.map((one) => [one, stem(one), kind]));
  const asksIt = (word, one, root) => // «sitere» does not ask who «sitter»
    root.length > 3 ? isIn(stem(word), root) : word === one || (one.length > 3 && word.startsWith(one));
  const kindsOf = (word) => asking.filter(([one, root]) => asksIt(word, one, root)).map(([, , kind]) => kind);
  const isAsking = (word) => kindsOf(word).length > 0;

  /* All that a question asks for, by its words and by each with the next: «hva er» asks too. */
  function wantedBy(question) {
    const all = words(question).map(({ word }) => word);
    return new Set([...all, ...all.slice(1).map((word, i) => `${all[i]}_${word}`)].flatMap(kindsOf));
  }

  /* What is of the kinds that a word asks for has the word, in a way. */
  function ofKind(word) {
    const kinds = kindsOf(word);
    const at = new Map();
    if (kinds.length) docs.forEach((doc, number) => kinds.includes(doc.kind) && at.set(number, DETAIL));
    return at.size ? [[{ word, at, titles: new Set() }, 1]] : [];
  }

  const { ask, fits, rarity } = self.searchQuestion({ docs, entries, others, pairs, stems, ofKind });

  /* ------------------------------------------------------------------ the answer */

  function score(asked, question) {
    const name = forms(question);
    const wanted = wantedBy(question);
    const dated = words(question).some(({ word }) => isWhen(word));
    const boost = ({ kind, detail, boost = 1 }) =>
      (wanted.has(kind) ? ASKED * Math.max(1, boost) : boost) * (dated && /\d{4}/.test(detail) ? DATED : 1);
    const telling = words(question).map(({ word }) => word).filter((word) => !isStop(word) && !isAsking(word));
    const rest = telling.map(plain).join(" "); // «hva betyr RHF» asks for the explanation called «RHF»
    const scores = new Map();
    let sought = 0;
    for (const { word, found } of asked) {
      if (!found.length) continue;
      const here = new Map();
      for (const [one, weight] of found) {
        for (const [number, said] of one.at) {
          const now = here.get(number) ?? { said: 0, title: 0, best: 0 };
          now.said += weight * said;
          now.best = Math.max(now.best, Math.min(1, weight));
          if (one.titles.has(number)) now.title = Math.max(now.title, weight);
          here.set(number, now);
        }
      }
      const told = asked.length > 1 && (isAsking(word) || isLight(word)) ? ASKING : 1;
      const rare = told * rarity(here.size) ** DAMPED;
      sought += rare;
      for (const [number, { said, title, best }] of here) {
        const now = scores.get(number) ?? { sum: 0, has: 0, title: 0, said: new Set() };
        now.said.add(word);
        now.sum += (rare * said) / (said + SATURATION);
        now.has += rare * best ** LOOSE;
        now.title += title;
        scores.set(number, now);
      }
    }
    return [...scores].map(([number, { sum, has, title, said }]) => {
      const part = has / (sought || 1);
      const doc = docs[number];
      const called = name.some((form) => names[number].has(form)) || (wanted.has(doc.kind) && names[number].has(rest));
      const told = called && !doc.aside ? 2 * VERBATIM : 1 + Math.min(1, title / titleLengths[number]);
      const missing = asked.filter(({ word, guess, pair }) => !guess && !pair && !said.has(word)).map(({ word }) => word);
      return { doc, missing, called, score: sum * part * part * told * boost(doc) };
    });
  }

  /* What a question names: the docs whose name stands in it, whatever else is asked of them. */
  const bare = (text) => words(text).map(({ word }) => word).filter((word) => !isStop(word)).map(stem);
  const called = docs.map(({ title, names = [] }) =>
    [title, ...names].map((name) => bare(name).join(" ")).filter((name) => name.length > 3),
  );
  function namedIn(question) {
    const asked = ` ${bare(question).join(" ")} `;
    const found = new Map(); // doc → how long the name is
    called.forEach((some, number) => {
      const here = some.filter((name) => asked.includes(` ${name} `)).map((name) => name.length);
      if (here.length) found.set(docs[number], Math.max(...here));
    });
    return found;
  }

  /* Hits for a question, best first, as the theme shows them. */
  function search(question) {
    const asked = ask(question);
    const named = namedIn(question);
    if (!fits(asked, named)) return [];
    const known = new Set(asked.flatMap(({ found }) => found.map(([one]) => one.word)));
    const guess = !asked.some((one) => one.found.length && !one.guess);
    const all = score(asked, question).sort((a, b) => b.score - a.score);
    /* What bears the name that is asked for is never far down: an explanation comes second. */
    all.filter(({ called, doc }) => called && doc.page === undefined).forEach((hit, place) => {
      const [at, due] = [all.indexOf(hit), Math.max(place, 1)];
      if (at > due) all.splice(due, 0, ...all.splice(at, 1));
    });
    /* What is asked about by its name is among the first, whatever is asked of it. */
    const isAbout = ({ doc, score }) =>
      named.has(doc) && doc.page === undefined && !(doc.boost < 0.5) && score > LEAST * all[0].score;
    const about = all.some((hit) => hit.called) ? [] : all.filter(isAbout);
    const [best] = about.sort((a, b) => named.get(b.doc) - named.get(a.doc));
    if (best && all.indexOf(best) > 2) all.splice(2, 0, ...all.splice(all.indexOf(best), 1));
    const hits = all.filter(({ score, called }) => called || score > LEAST * all[0].score).slice(0, MOST);
    return grouped(hits).map((group) => group.map((hit) => shown(hit, known, guess)));
  }

  return { search };
};
