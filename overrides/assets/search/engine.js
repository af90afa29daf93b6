/* The index in memory, and the ranking of what fits a question. Every word of a question is looked
   for as itself, as another form of itself, as the beginning of a word, and as a part of a
   compound; the less exact, the less it counts. Hits that have all the words come first. */
self.searchEngine = ({ docs, also, asks = {} }) => {
  const { words, plain, stem, day, dates, slip, family, isStop, isLight, isWhen } = self.norwegian;
  const { shown, grouped } = self.searchShown(docs);

  /* How much a word counts that is the one asked for, or only like it … */
  const EXACT = 1, INFLECTED = 0.75, BEGINS = 0.65, ENDS = 0.55, ALIKE = 0.5, WITHIN = 0.35;
  const NEAR = 0.3; // … by a slip of the pen …
  const FEW = 10; // In so few places, a compound is asked for by its parts too.
  const SPECIAL = 12; // A word so long is what is asked for, whatever stands beside it.
  const ENOUGH = 0.8; // What is known must tell so much of what is not.
  const LONG = 5; // Letters in the end of a compound that may tell of the whole.
  const OTHER = 0.9; // Another word for it …
  const AFTER = 0.7; // … the less where titles have the word itself …
  const SURE = 6; // … is meant as a whole, unless most of it is written.
  const BESIDE = 0.5; // The parts of a compound that a few have.
  const PART = 0.7; // … or a part of a compound that nobody has written.
  /* How much it counts by where it stands; in the text itself 1, for a text of usual length. */
  const TITLE = 6, NAMES = 5, NAMED = 3.5, DETAIL = 1.5, HIDDEN = 0.4;
  const VERBATIM = 1.5; // For a question that is a title, word for word.
  const ASKED = 1.7; // For what the words of the question ask for: «når … vedtatt» for a decision.
  const DATED = 1.5; // For what has a date, where the question is when.
  const ASKING = 0.2; // The words that ask count less themselves.
  const SATURATION = 2; // How soon a word said again stops counting.
  const MOST = 50; // More hits than this nobody looks at …
  const LEAST = 0.05; // … nor one this far below the best.

  /* ------------------------------------------------------------------ the index */

  const entries = new Map(); // word → what is known of it: at, doc → weight; titles, the docs
  const others = new Map(); // the same of the other words, which stand in no text
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

  /* A number written together (2017/13, 2019-2022) is found whole and by its parts. */
  const spread = (word) => (/^\d+[./-]/.test(word) ? [word, ...word.split(/[./-]/)] : [word]);

  function add(number, text, weight, inTitle, known = entries) {
    let count = 0;
    for (const { word } of words(text)) {
      for (const one of spread(word)) {
        const found = entry(one, known);
        found.at.set(number, (found.at.get(number) ?? 0) + weight);
        if (inTitle) found.titles.add(number);
        if (weight === TITLE) found.own.add(number);
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
    for (const group of doc.named ?? []) add(number, also[group], NAMED, true, others);
    for (const group of doc.also ?? []) add(number, also[group], HIDDEN, false, others);
    return length || 1;
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
    return at.size ? [[{ word, at, titles: new Set() }, EXACT]] : [];
  }

  /* How much a word tells that stands in so many docs, and where some words stand. */
  const rarity = (count) => Math.log(1 + (docs.length - count + 0.5) / (count + 0.5));
  const placesOf = (found) => new Set(found.flatMap(([one]) => [...one.at.keys()]));

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
    const over = root.length - found.stem.length; // «brukervennlig-het»
    if (found.stem.length > 8 && over < 4 && root.startsWith(found.stem)) return ALIKE;
    if (root.length > 3 && found.plain.startsWith(root)) return stems.has(root) ? WITHIN : ALIKE;
    const short = word.length < root.length + 3; // «sitere» ends no «universitet».
    if ((root.length > 3 || short) && found.stem.endsWith(root) && found.stem.length > root.length + 2) return ENDS;
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
    const titled = found.some(([one, weight]) => weight >= INFLECTED && one.own.size);
    const other = titled ? OTHER * AFTER : OTHER;
    for (const one of others.values()) {
      const weight = fit(one, word, ask, root, typing);
      if (weight >= (word.length < SURE ? INFLECTED : ENDS)) found.push([one, weight * other]);
    }
    return found;
  }

  /* Whether a part of a word is a word; a long part may also be a form of one, or begin one. */
  function isKnown(part) {
    if (part.length < 3 || isStop(part)) return false;
    const all = [...entries.values()];
    if (all.some((one) => one.plain === part)) return true;
    if (part.length < SURE) return false; // «kris» is not «krise».
    if ([...others.values()].some((one) => one.plain === part)) return true;
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
      if (size && size >= best.size) best = { size, parts: [head, tail].filter(Boolean) };
    }
    return best.parts;
  }

  /* Whether some words stand in so much that they tell little. */
  function tellLittle(some) {
    return new Set(some.flatMap((one) => [...one.at.keys()])).size > Math.max(FEW, docs.length / 12);
  }

  /* The words of a compound, apart, as words or parts of words, where both of them stand. */
  function apart(parts) {
    const all = parts.map((part) => fitting(part).filter(([, weight]) => weight >= ENDS));
    const places = all.map(placesOf);
    const here = new Set([...places[0]].filter((number) => places.every((at) => at.has(number))));
    const at = (one) => new Map([...one.at].filter(([number]) => here.has(number)));
    const part = ([one, weight]) => [{ ...one, at: at(one) }, weight * PART];
    return here.size ? parts.map((word, i) => ({ word, found: all[i].map(part) })) : [];
  }

  /* The beginning of a compound, where it tells enough to answer for the whole. */
  function begun(word) {
    const found = fitting(word).filter(([, weight]) => weight >= ENDS);
    const tells = word.length > 3 && found.some(inTitle) && !tellLittle(found.map(([one]) => one));
    return tells ? [{ word, found: found.map(([one, weight]) => [one, weight * PART]) }] : [];
  }

  /* A compound that hardly anything has: its two parts, where both stand, count a little too. */
  function within(word, found) {
    const parts = word.length > 9 && placesOf(found).size <= FEW ? split(word) : [];
    const both = parts.length > 1 ? apart(parts) : [];
    return both.flatMap((part) => part.found.map(([one, weight]) => [one, weight * PART * BESIDE]));
  }

  /* What may be meant by a word that nothing answers: a slip of the pen, the parts of a compound,
     a word of the same family (palliasjon, palliativ), or the one part that is known, where it is
     what the word begins with or most of it. These are guesses, and told as such. */
  function instead(word) {
    const root = stem(word);
    const known = [...entries.values(), ...others.values()].filter((one) => !/\d/.test(one.word));
    const near = (found) => [{ word, found: found.map((one) => [one, NEAR]) }];
    const long = (one) => Math.abs(one.word.length - word.length) < 4; // «voksne» is no «vaksinering»
    const whole = plain(word);
    const close = (one) =>
      one.stem[0] === root[0] && long(one) && (slip(one.stem, root) || slip(one.plain, whole));
    const slips = root.length > 5 ? known.filter(close) : [];
    if (slips.length) return near(slips);
    const parts = split(word);
    const kin = family(root);
    const alike = kin.length > 3 ? known.filter((one) => family(one.stem) === kin) : [];
    if (parts.length < 2 && alike.length) return near(alike);
    const both = parts.length > 1 ? apart(parts).filter(({ found }) => found.some(inTitle)) : [];
    if (both.length || !parts.length) return both;
    return plain(word).startsWith(parts[0]) ? begun(parts[0]) : []; // «kun-stig»
  }

  /* Whether a word stands in the title of what it is looked for in. */
  const inTitle = ([one]) => [...one.at.keys()].some((number) => one.own.has(number));

  /* The words that count in a question, each with what answers it. */
  function ask(question) {
    const seen = question.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, "");
    const isThere = (iso) => [...entries.keys()].some((word) => word.startsWith(iso));
    const all = words(dates(seen, isThere)).map(({ word }) => day(word));
    const telling = all.filter((word) => !isStop(word));
    const asked = [];
    for (const word of new Set(telling.length ? telling : all)) {
      const found = [...fitting(word, word === all.at(-1)), ...ofKind(word)];
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
    const wanted = wantedBy(question);
    const dated = words(question).some(({ word }) => isWhen(word));
    const boost = ({ kind, detail, boost = 1 }) =>
      (wanted.has(kind) ? ASKED * Math.max(1, boost) : boost) * (dated && /\d{4}/.test(detail) ? DATED : 1);
    const telling = words(question).map(({ word }) => word).filter((word) => !isStop(word) && !isAsking(word));
    const rest = telling.join(" "); // «hva betyr RHF» asks for the explanation called «RHF»
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
      const told = asked.length > 1 && (isAsking(word) || isLight(word)) ? ASKING : 1;
      const rare = told * rarity(here.size);
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
      const called = name.some((form) => names[number].has(form)) || (wanted.has(doc.kind) && names[number].has(rest));
      const told = called ? 2 * VERBATIM : 1 + Math.min(1, title / titleLengths[number]);
      const missing = asked.filter(({ word, guess }) => !guess && !said.has(word)).map(({ word }) => word);
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

  /* Whether there is an answer: most of what tells is known, or some subject of the plan is. */
  function fits(asked, named) {
    const heavy = asked.filter(({ word, guess }) => guess || !isLight(word));
    const all = heavy.length ? heavy : asked;
    const known = all.filter(({ found }) => found.length);
    const sure = known.filter(({ guess }) => !guess);
    if (sure.length && sure.length < all.length && sure.every(isEverywhere)) return false;
    if (known.length === all.length || named.size) return true;
    const told = known.reduce((sum, { found }) => sum + rarity(placesOf(found).size), 0);
    if (told >= ENOUGH * (all.length - known.length) * rarity(0)) return true;
    return known.some(({ word, found }) => found.some(word.length < SPECIAL ? isSubject : isItself) &&
      !tellLittle(found.map(([one]) => one)));
  }
  const isEverywhere = ({ found }) => placesOf(found).size > Math.max(FEW, docs.length / 4);
  const isItself = ([, weight]) => weight >= INFLECTED * OTHER;
  const isSubject = ([{ titles }, weight]) =>
    weight >= INFLECTED * OTHER && [...titles].some((number) => docs[number].boost > 1);

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
