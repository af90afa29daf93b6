/* Words that do not say what a question is about, in all the languages. */
self.littleWords = (() => {
  const list = (text) => text.trim().split(/\s+/);

  /* Words that ask, bind or point: they count only where a question has nothing else. */
  const stop = new Set(list(`
    alle andre at av ble blei blir både bør da de deg dei deira dem den denne der deres det dette di
    din disse ditt du då eg ei ein eit en eller enn er et etter for fordi fra frå får før gjelder
    gjeld gjør gjer gå går ha hadde han har her hjå ho hos hun hva hvem hver hvilke hvilken hvilket
    hvor hvordan hvorfor i ikke ikkje inn innen innan ja jeg kan kor korfor korleis kunne kva kvar
    kven kvifor man mange med mellom men mer meir min mitt mye mykje må noe noen noko nokon
    nokre nye nå når og også om opp oss over på sa seg sei selv selve sjølv sjølve sjøl sier seier
    si sin sine sitt skal skjer skulle slik som så står til ut under vart var ved vi vil ville være
    vere vår vårt å åt òg finnes finst finne handler gir gjev egentlig fikk finner finn fortsatt
    framleis gikk gitt gjort gått gjøre gjøres skjedd trenger e æ je ej me mæ meg dæ sæ hu itj ittj
    ikkj ukke inkje ka kem kæm korsn kossen koss koffer kafor dokker dokke våres vårres nokke nåkka
    noka te tel ifrå nu hele heile helt heilt samme same lurer ønsker ynskjer treng fekk gjekk kom
    kjem vore blitt gje gi tek tok tar about and are can do does from in is of on or the to what
    when where which who why will with one two there this that have was were be been it its how many
    much they my myself we our ours ourselves you your yours yourself he him his she hers herself
    itself them their theirs themselves whom these those am being has had having did doing a an but
    if because until against between into through during before after above below out again
    further then once any both each other some such nor not only than too very should could would
    våre mine mi dine dykkar hans hennes hennar henne honom dere desse slikt sådan somme nogen ingen
    inga intet annet dersom hvis ennå enda endå enno ettersom siden sidan mens medan idet inntil
    uten utan unntatt via per omkring rundt langs bak foran forbi gjennom blant samt enten verken
    korkje heller altså dermed derfor difor likevel imidlertid dessuten forresten jo nok vel visst
    kanskje kanhende hvorvidt dit hit hvorfra kvarfra burde måtte vært vorte fått haft hatt latt la
    lot gjorde okke dykk don doesn isn aren wasn won didn ll ve re yet still already while whether
    though although within without among since us
  `));

  /* Words that say little of what is asked about. They count, but not as much, and what has no more
     than them is no answer. */
  const light = list(`
    as arbeid arbeidet arbeide arbeider lå ligget
    lages brukes brukt brukte bygges gjøres gjerast skrives blitt satt sett lagt holdes holdt
    akkurat aktuell alltid dag per rent selve annen anna anledning antall bare begge begynne behov
    bedre best bestille bety bli blant bra bruke bruker bruk bør del dårlig eget egen eigen enkelt
    ekstra fast faktisk ferdig fin finne flere fleire flest fort fram framover får få fått færre
    først fremdeles før føre ganske gi gjelde gjennom gjennomføre gjøre god godt greie gå hel helt
    hende henge hjelp hjelpe holde hånd høre igjen innenfor innafor jobbe kalle kjenne klar komme
    konkret kort kunne lage langt lenge lang lett lese ledig legge ligge like liten lite litt love
    lurt lykkes løse merke mest mene måte møte mulig mindre nok ny nye nær nødvendig opp ordne
    over par privat problem raskt rett riktig role rolle sak sammen saman sammenheng samt satse
    sende senere seinere se si sist siste side sitte skaffe skje skjedde hendte skulle slippe slutt
    spørre spørsmål spesiell stadig stille stor store større størst synes ta tatt takk tenke tid
    time tidlig tilby ting trenge tro type tur tydelig unngå ute utenfor vanlig vanskelig vente vei
    vel velge veldig vise viktig vite være år én ett to tre fire fem seks one two three altso berre
    dårleg enkeltvis fleste kvar mogleg nokså seinare tydeleg vanleg vanskeleg viktigast fyrst nytte
    lykkast read said see find look learn liste oversikt oversyn list overview any all also book
    better big get give given go going good happen happened help important know last latest less
    make making me more most need new next no not now our out own owns people place public say show
    some take tell their them use used using want way we work worst would you your
  `);

  /* Words that are in every mouth: where nothing here has them, nothing is missing. */
  const idle = list(`
    ba bad bedt spurte snakke prate fortelle fortalte kvitt håpe trodde heter hete heiter kalles
    kaller skjønne skjønte forstå forstod huske glemme kjøpe reise dra drar dro kommet løpe snart
    straks allerede allereie nesten omtrent cirka ca særlig særleg spesielt aldri ofte sjelden
    sjeldan noensinne gong imens antagelig antakelig sannsynligvis sannsynlegvis muligens trolig
    truleg tydeligvis uansett uavhengig eneste einaste diverse slags slag typer ulikt masse fler
    svært temmelig temmeleg altfor altor kjempe skikkelig skikkeleg ordentlig virkelig verkeleg grei
    greit fint verre verst mann mannen dame dama sønn sønnen son sonen datter dattera dotter bror
    søster nabo venn venninne mormor morfar farmor farfar tante onkel kjæreste samboer barnebarn
    folk hjemme heime borte vekk dagen dagar dager morgen kveld natt uke veke måned månad fjor nylig
    nyleg neste førre forrige nåværende dagens heldigvis dessverre diverre hei hallo svar snill
    vennligst venlegst please thanks hello undrer undrar undres kjenner kjent visste veit vet ane
    aner høyrt hørt lest skrive skrev skreiv lagd lagde bygd nettopp atter samtidig samstundes
    endelig endeleg plutselig plutseleg minst færrest lengst kortest høyest lavest raskest rask
    sakte tregt treg lengre greier saken sakene tingene tingen måten vis sånn dann bortsett hensyn
    høve tilfelle tilfellet sagt fortalt ordnar fikse fiksa klare klarer rekke rekker prøve prøver
    forsøke forsøker sluttet come came goes went gone got getting done put let keep kept ever never
    always often soon later just even really actually currently woman women person persons someone
    anyone everyone something anything nothing everything week month year day today tomorrow
    yesterday kind sort lots bit few several great little old small large long short high low full
    empty true false able ask asked asking told talk talked think thought feel felt seem seems mean
    means meant looked wonder wondering hear heard explain explained understand call called name
    names named live lives living works working worked turn turned set sit happens happening become
    became becomes remain remains bring brought hold held stand stands stood quite rather lately
    recently eventually finally maybe perhaps probably possible possibly likely together alone apart
    around across along
  `);

  return { stop, light, idle };
})();
