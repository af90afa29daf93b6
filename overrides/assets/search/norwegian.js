/* When two Norwegian words are the same to someone who searches: inflections of one word, and
   bokmål and nynorsk forms of it. Every word gets a plain form (one spelling for both languages)
   and a stem (the plain form without endings). They are only compared with each other, never
   shown: they need not look like words, they need to come out alike.

   Plain tables, so that a word that is missed is one entry. Nynorsk=bokmål; a part is found
   anywhere in a word, after ^ only at the beginning and before $ only at the end. */
self.norwegian = (() => {
  const PARTS = `
    avgjord=avgjør avgjort=avgjør bestemt=bestem bygging=bygg byggja=bygge deltatt=deltak deltar=deltak delta$=deltak
    deltok=deltak drev=driv fulgt=følg ført=før foreslo=foreslå foreslår=foreslå foreslått=foreslå
    forslag=foreslå kjøpt=kjøp kostnad=kost kritikk=kriti leveranse=lever målt=mål opning=åpne
    planlagt=planlegg skrev=skriv svarte=svare utsatt=utsett åpning=åpne
    avgjer=avgjør betr=bedr bod=bud born=barn brukar=bruker eigar=eier eigedom=eiendom
    einskild=enkelt eining=enhet ^frem=fram førebu=forbered førebygg=forebygg førelegg=forelegg
    føremål=formål føresegn=forskrift føreset=forutset føreslå=foreslå føretak=foretak gjer=gjør
    gjev=giv gåv=gav hald=hold handsam=behandl hjart=hjert heilskap=helhet høg=høy
    innehold=innhold innan=innen innbyggjar=innbygger innleiing=innledning kjeld=kild kjend=kjent kvar=hver
    lagd=lagt leiar=leder leiing=ledelse liding=lidelse løysing=løsning låg=lav lærar=lærer lækj=leg
    medverk=medvirk meining=mening mogeleg=mulig mogleg=mulig månad=måned månd=mand
    naudsynt=nødvendig nedset=nedsat omsyn=hensyn open=åpen påverk=påvirk pleiar=pleier rekn=regn
    rettlei=veiled rettleiar=veileder rettleiing=veiledning røynsl=erfaring saman=sammen
    semd=somhet semje=enighet sjuk=syk sjølv=selv sjøl=selv skilnad=forskjell skule=skole
    sommar=sommer spel=spil stad=sted streik=streik sundag=søndag søkjar=søker takar=taker toppleiar=toppleder ^teke=tatt
    tilråd=anbefal tilset=ansat tilvis=henvis tryggheit=sikkerhet tryggleik=sikkerhet
    trygghet=sikkerhet tysdag=tirsdag utan=uten utgrei=utred utgreiing=utredning vaks=voks
    vald=val valgt=val velg=val valg=val vedteke=vedtak vedtatt=vedtak vedtok=vedtak vedtek=vedtak vedtar=vedtak vedta$=vedtak veg=vei ^veke=uke verkeleg=virkelig verkemid=virkemid
    verknad=virkning verksemd=virksomhet vidare=videre ynskj=ønsk ynskt=ønsket åtferd=atferd
  `;
  const LETTERS = `
    ei=e øy=ø au=ø tj=t hj=h gj=g kj=k aa=å leg(?!g)=lig leik=het
    kning=king visning=vising vning=ving
  `;
  /* Taken off one after another, longest first, as long as a word is left. */
  const ENDINGS = "erne ende ande ene ane en et er ar e a".split(" ");
  const FOLDED = {
    ...{ é: "e", è: "e", ê: "e", ë: "e", à: "a", á: "a", ó: "o", ò: "o", ô: "o" },
    ...{ ö: "ø", ä: "æ", ü: "y" },
  };

  /* One pattern for a table, so that a word is read once. */
  function table(text) {
    const pairs = text.trim().split(/\s+/).map((pair) => pair.split("="));
    const map = new Map(pairs.map(([from, to]) => [from.replace(/[\^$]|\(.*\)/g, ""), to]));
    pairs.sort(([a], [b]) => b.length - a.length);
    const pattern = new RegExp(pairs.map(([from]) => from).join("|"), "g");
    return (word) => word.replace(pattern, (part) => map.get(part) ?? part);
  }
  const parts = table(PARTS);
  const letters = table(LETTERS);

  function remembered(work) {
    const known = new Map();
    return (word) => {
      let made = known.get(word);
      if (made === undefined) known.set(word, (made = work(word)));
      return made;
    };
  }

  /* One spelling for both languages. Numbers stay as they are. */
  const plain = remembered((word) => {
    if (/\d/.test(word)) return word;
    const folded = word.replace(/[éèêëóòôöäüàá]/g, (letter) => FOLDED[letter]);
    return letters(parts(folded)).replace(/([bcdfghjklmnpqrstvwxz])\1/g, "$1");
  });

  const isWord = (rest) => rest.length > 1 && /[aeiouyæøå]/.test(rest);

  function shorter(word) {
    for (const ending of ENDINGS) {
      if (word.endsWith(ending) && isWord(word.slice(0, -ending.length))) {
        return word.slice(0, -ending.length);
      }
    }
    if (/[ie]um$/.test(word)) return word.slice(0, -2);
    if (word.endsWith("ing") && word.length > 6) return word.slice(0, -3);
    if (word.endsWith("ert") && word.length > 5) return word.slice(0, -1);
    if (word.endsWith("els") && word.length > 6) return word.slice(0, -3); // «utsettelse»
    if (word.endsWith("s") && word.length > 5) return word.slice(0, -1);
    if (word.length > 6 && /(?:al|iv|el|bar|som)t$/.test(word)) return word.slice(0, -1);
    if (word.length > 4 && /[^aeiouyæøå]el$/.test(word)) return `${word.slice(0, -2)}l`;
    return word;
  }

  /* What all inflections of a word have in common. */
  const stem = remembered((word) => {
    if (/\d/.test(word)) return word;
    let now = plain(word);
    for (let before = ""; before !== now; ) {
      before = now;
      now = shorter(now);
    }
    return now;
  });

  const TOKEN = /\p{L}+|\d+(?:[./–-]\d+)*\p{L}?(?!\p{L})|\d+/gu;

  /* The words of a text, in small letters, with where they stand. */
  function words(text) {
    const found = [];
    for (const hit of text.matchAll(TOKEN)) {
      const word = hit[0].toLowerCase().replaceAll("–", "-");
      found.push({ word, at: hit.index, end: hit.index + hit[0].length });
    }
    return found;
  }

  /* A day as people write it (1.11.2022, 1/11-22) as the index has it (2022-11-01). */
  function day(word) {
    const hit = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(word);
    if (!hit) return word;
    const [d, m] = [hit[1], hit[2]].map((part) => part.padStart(2, "0"));
    const year = hit[3].length === 2 ? `20${hit[3]}` : hit[3];
    return Number(m) < 13 && Number(d) < 32 ? `${year}-${m}-${d}` : word;
  }

  const MONTHS =
    "januar|january februar|february mars|march april mai|may juni|june juli|july august september " +
    "oktober|october november desember|december";
  const IN_WORDS = new RegExp(
    `(?:(\\d{1,2})\\.?\\s+)?(${MONTHS.replaceAll(" ", "|")})\\s+((?:19|20)\\d\\d)`,
    "gi",
  );

  /* A question with days and months in words as the index has them (november 2022 → 2022-11), where
     something has them. */
  function dates(question, isThere) {
    return question.replace(IN_WORDS, (said, d, month, year) => {
      const number = MONTHS.split(" ").findIndex((some) => some.split("|").includes(month.toLowerCase())) + 1;
      const iso = [year, String(number), d].filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
      return isThere(iso) ? iso : said;
    });
  }

  /* By how many slips two words differ: a letter too many, too few, wrong, or two swapped. */
  function slips(a, b) {
    let [older, before, now] = [[], [], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i += 1) {
      [older, before, now] = [before, now, [i]];
      for (let j = 1; j <= b.length; j += 1) {
        now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          now[j] = Math.min(now[j], older[j - 2] + 1);
        }
      }
    }
    return now[b.length];
  }

  /* What words have in common that are made with different endings. */
  const family = (root) => root.replace(/(?:a?sjon|a?tiv|itet|ion|ed|ment|isk|ist|olog|ologi|ør|er)$/, "");

  const { stop, light, idle } = self.littleWords;
  const LIGHT = new Set(light.map(stem)), IDLE = new Set(idle.map(stem));

  return {
    ...{ words, plain, stem, day, dates, slips, family },
    isStop: (word) => stop.has(word),
    isLight: (word) => LIGHT.has(stem(word)),
    isIdle: (word) => IDLE.has(stem(word)),
    isWhen: (word) => /^(?:når|nårti|katti|when|dato|date)$/.test(word),
  };
})();
