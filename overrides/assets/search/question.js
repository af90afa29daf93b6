/* The words of a question that count, each with what answers it. A word is looked for as itself, as
   another form of itself, as the beginning of a word, and as a part of a compound; the less exact,
   the less it counts. */
self.searchQuestion = ({ docs, entries, others, pairs, stems, ofKind }) => {
  const { words, plain, stem, day, dates, slips, family, isStop, isLight, isIdle } = self.norwegian;

  /* How much a word counts that is the one asked for, or only like it … */
  const EXACT = 1, INFLECTED = 0.75, BEGINS = 0.65, ENDS = 0.55, ALIKE = 0.5, WITHIN = 0.35;
  const NEAR = 0.3; // … by a slip of the pen …
  const TWICE = 10; // … or by two, in a word so long.
  const FEW = 10; // In so few places, a compound is asked for by its parts too.
  const SPECIAL = 10; // A word so long is what is asked for, whatever stands beside it.
  const ENOUGH = 0.8; // What is known must tell so much of what is not.
  const OTHER = 0.9; // Another word for it …
  const AFTER = 0.7; // … the less where titles have the word itself …
  const SURE = 6; // … is meant as a whole, unless most of it is written.
  const HALF = 0.5; // The parts of a compound that a few have.
  const PART = 0.7; // … or a part of a compound that nobody has written.
  const INITIALS = 4; // What it is called by its first letters.

  /* How much a word tells that stands in so many docs, and where some words stand. */
  const rarity = (count) => Math.log(1 + (docs.length - count + 0.5) / (count + 0.5));
  const placesOf = (found) => new Set(found.flatMap(([one]) => [...one.at.keys()]));

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
    const like = root.length > 3 ? word.length < root.length + 5 : short; // «stemmerett» no «system»
    if (like && found.stem.endsWith(root) && found.stem.length > root.length + 2) return ENDS;
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
    return both.flatMap((part) => part.found.map(([one, weight]) => [one, weight * PART * HALF]));
  }

  /* What may be meant by a word that nothing answers: a slip of the pen, the parts of a compound,
     a word of the same family (palliasjon, palliativ), or the one part that is known, where it is
     what the word begins with or most of it. These are guesses, and told as such. */
  function instead(word) {
    const root = stem(word);
    const known = [...entries.values(), ...others.values()].filter((one) => !/\d/.test(one.word));
    const whole = plain(word);
    const sized = (one) => Math.abs(one.word.length - word.length) < 4; // «voksne» is no «vaksinering»
    const alikes = known.filter((one) => one.stem[0] === root[0] && sized(one));
    const slipped = (most) =>
      alikes.filter((one) => slips(one.plain, whole) <= most || (most < 2 && slips(one.stem, root) <= most));
    const once = root.length > 5 ? slipped(1) : [];
    const near = once.length || whole.length < TWICE ? once : slipped(2);
    if (near.length) return [{ word, near: true, found: near.map((one) => [one, NEAR]) }];
    const short = called(word);
    if (short.length) return [{ word, found: short }];
    const parts = split(word);
    const kin = family(root);
    const alike = kin.length > 3 ? known.filter((one) => family(one.stem) === kin) : [];
    if (parts.length < 2 && alike.length) return [{ word, found: alike.map((one) => [one, NEAR]) }];
    const told = parts.length > 1 && !isLight(parts[1]); // «forbedrings-arbeid» is about the first
    const both = told ? apart(parts).filter(({ found }) => found.some(inTitle)) : [];
    if (both.length || !parts.length) return both;
    return plain(word).startsWith(parts[0]) ? begun(parts[0]) : []; // «kun-stig»
  }

  /* What a short word may stand for: names whose words begin with its letters (SPH). */
  function called(word) {
    if (!/^\p{L}{3,5}$/u.test(word)) return [];
    const at = new Map();
    docs.forEach(({ title, kind, names = [] }, number) => {
      const fits = kind && [title, ...names].some((name) => initials(name).some((some) => some.startsWith(word)));
      if (fits) at.set(number, INITIALS);
    });
    return at.size && at.size <= FEW ? [[{ word, at, titles: new Set(at.keys()), own: new Set(at.keys()) }, EXACT]] : [];
  }
  function initials(name) {
    const all = words(name).map(({ word }) => word);
    return [all, all.filter((word) => !isStop(word))].map((some) => some.map(([first]) => first).join(""));
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
      if (!found.length && isIdle(word)) continue;
      if (found.length) asked.push({ word, found: [...found, ...within(word, found)] });
      else if (/^\d+[./-]/.test(word)) {
        for (const part of word.split(/[./-]/)) asked.push({ word: part, found: fitting(part) });
      } else {
        const other = instead(word).map((one) => ({ ...one, guess: true }));
        asked.push(...(other.length ? other : [{ word, found: [] }]));
      }
    }
    return [...asked, ...together(all)];
  }

  /* What two words of a question mean together: «være med» says more than each of them. */
  function together(all) {
    const found = all.slice(1).map((word, i) => pairs.get(`${all[i]}_${word}`)).filter(Boolean);
    return [...new Set(found)].map((pair) => ({ word: pair.word, pair: true, found: [[pair, OTHER]] }));
  }

  /* Whether there is an answer: most of what tells is known, or some subject of the plan is. */
  function fits(asked, named) {
    const heavy = asked.filter(({ word, guess }) => guess || !isLight(word));
    const all = heavy.length ? heavy : asked;
    const known = all.filter(({ found }) => found.length);
    const sure = known.filter(({ guess, near }) => !guess || near);
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

  return { ask, fits, rarity };
};
