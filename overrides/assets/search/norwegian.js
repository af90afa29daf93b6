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
    innan=innen innbyggjar=innbygger innleiing=innledning kjeld=kild kjend=kjent kvar=hver
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
  const STOP = new Set(
    (
      "alle andre at av ble blei blir både bør da de deg dei deira dem den denne der deres det " +
      "dette di din disse ditt du då eg ei ein eit ein en eller enn er et etter for fordi fra frå " +
      "får før gjelder gjeld gjør gjer gå går ha hadde han har her hjå ho hos hun hva hvem hver " +
      "hvilke hvilken hvilket hvor hvordan hvorfor i ikke ikkje inn innen innan ja jeg kan kor " +
      "korfor korleis kunne kva kvar kven kvifor kva kven man mange med mellom men mer meir min " +
      "mitt mot mye mykje må noe noen noko nokon nokre nye nå når og også om opp oss over på sa " +
      "seg sei selv selve sjølv sjølve sjøl sier seier si sin sine sitt skal skjer skulle slik som så står til ut under vart " +
      "var ved vi vil ville være vere vår vårt å åt òg finnes finst finne handler gir gjev " +
      "egentlig fikk finner finn fortsatt framleis gikk gitt gjort gått gjøre gjøres har selve skjedd trenger " +
      "e æ je ej me mæ meg dæ sæ hu itj ittj ikkj ukke inkje ka kem kæm korsn kossen koss koffer kafor dokker dokke " +
      "våres vårres nokke nåkka noka te tel ifrå nu hele heile helt heilt samme same lurer ønsker ynskjer treng må fekk då gjekk går kom kjem vore blitt gje gi tek tok tar " +
      "about and are can do does for from in is of on or the to what when where which who why will with or one two there this that have was were be been it its how many much they " +
      "my myself we our ours ourselves you your yours yourself he him his she hers herself itself them " +
      "their theirs themselves whom these those am being has had having did doing a an but if because as " +
      "until against between into through during before after above below out again further then once " +
      "any both each other some such nor not only than too very should could would"
    ).split(" "),
  );
  /* Words that say little of what is asked about. They count, but not as much, and what has no more
     than them is no answer. */
  const LIGHT = (
    "akkurat aktuell alltid dag per rent selve annen anna anledning antall bare begge begynne behov bedre best bestille bety bli " +
    "blant bra bruke bruker bruk bør del dårlig eget egen eigen enkelt ekstra fast faktisk ferdig fin finne flere fleire flest " +
    "fort fram framover får få fått færre først først fremdeles før føre ganske gi gjelde gjennom gjennomføre gjøre god godt greie gå " +
    "hel helt hende henge hjelp hjelpe holde hånd høre igjen innenfor innafor jobbe kalle kjenne klar komme konkret kort kunne " +
    "lage langt lenge lang lett lese ledig legge ligge like liten lite litt love lurt lykkes løse merke mest mene måte møte mulig mindre mot " +
    "nok ny nye nær nødvendig opp ordne over par privat problem raskt rett riktig role rolle sak sammen saman sammenheng samt satse sende senere seinere " +
    "se si sist siste side sitte skaffe skje skjedde hende hendte skulle slippe slutt spørre spørsmål spesiell stadig stille stor store større størst " +
    "synes ta tatt takk tenke tid time tidlig tilby ting trenge tro type tur tydelig unngå ute utenfor vanlig vanskelig vente vei vel velge veldig vise viktig vite være år " +
    "én ett to tre fire fem seks one two three altso berre dårleg enkeltvis fleste kvar mogleg nokså seinare skaffe tydeleg vanleg vanskeleg viktigast fyrst nytte bruke lykkast " +
    "read said see find look learn liste oversikt oversyn list overview any all also book better best big get give given go going good happen happened help important know last latest less make making me more most need " +
    "new next no not now our out own owns people place public say show some take tell their them use used using want way we work worst would you your"
  ).split(" ");
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
  const family = (root) => root.replace(/(?:a?sjon|a?tiv|itet|ion|ed|ment|isk|ist|olog|ologi|ør|er)$/, "");

  const light = new Set(LIGHT.map(stem));

  return {
    ...{ words, plain, stem, day, dates, slip, family },
    isStop: (word) => STOP.has(word),
    isLight: (word) => light.has(stem(word)),
    isWhen: (word) => /^(?:når|nårti|katti|when|dato|date)$/.test(word),
  };
})();
