"""Words that people use for what plans call something else.

Key: what readers write, in whichever language, parted by blanks. Value: what a plan or this site
says instead, parted by commas; a star stands for any beginning or ending. General words of the
health service and of public plans only: names and abbreviations belong in data/glossary.yml.
"""

from __future__ import annotations

EVERYDAY: dict[str, str] = {
    "psykiatri psykiatrisk sinnslidelse depresjon angst": "psykisk* helse*, psykisk* lid*",
    "gamle gammel geriatri alderdom": "eldre",
    "ungdom tenåring småbarn": "barn og unge",
    "kroniker kronikere kronikarar": "kronisk* lid*, kronisk* syk*, kronisk* sjuk*",
    "alkohol narkotika avhengighet avhengige ruspasient rusbehandling rusomsorg rusmisbruk": (
        "rus, rusb*, rusp*, rusm*"
    ),
    "krise katastrofe ulykke": "*beredskap*",
    "ambulanse legevakt nødhjelp nødtelefon nødnummer 113 utrykning "
    "prehospital AMK": "akuttmedisin*",
    "mottak skadestue": "akuttmottak*",
    "bemanning ansatte arbeidskraft mangel personellmangel helsepersonellmangel sykepleiermangel "
    "legemangel underbemanning": ("*personell*, bemanning*"),
    "folk jobb jobbe arbeidsplass medarbeider arbeidskraft": "*personell*, bemanning*, ansatte*",
    "fulltid deltid vikar vikarer turnus": "heltid*",
    "overta overtar overføre jobbglidning oppgaveglidning": "oppgavedel*, oppgåvedel*",
    "kurs opplæring skole studier etterutdanning": "*utdanning*",
    "ferdigheter kunnskap kunnskaper": "*kompetanse*",
    "lærling lærlinger lærlingplass": "læreplass*",
    "journal pasientjournal journalsystem EPJ": "Helseplattform*",
    "IT datasystem dataverktøy": "IKT, digital*",
    "IKT datasikkerhet cyberangrep dataangrep datainnbrudd virus hacking": (
        "informasjonssikkerhet*, informasjonstryggleik*"
    ),
    "hjemmesykehus heimesjukehus hjemmebehandling hjemmeoppfølging": (
        "hjemme hos pasient*, hjem til pasient*"
    ),
    "avstandsoppfølging fjernoppfølging hjemmemonitorering": "hjemmeoppfølging*, heimeoppfølging*",
    "røntgen røntgenbilde radiologi MR CT ultralyd": "bildediagnostikk*",
    "lab prøve prøver prøvesvar prøvesystem blodprøve blodprøver": "laboratori*",
    "vevsprøve obduksjon": "patologi*",
    "innkjøp lager varer forsyning": "logistikk*",
    "økonomi penger budsjett": "ressursbruk*, bruk av ressurs*, ressursene",
    "penger beløp tilskudd støtte bevilgning": "*midler, millioner kroner",
    "feilbehandling pasientskade uhell": "pasientskade*",
    "fagforening tillitsvalgt": "konserntillitsval*, tillitsval*",
    "presse media": "kommunikasjon*",
    "gravid fødende føde": "fødsel*",
    "fastlege": "primærhelse*, kommunehelse*",
    "prognose prognoser befolkningsvekst demografi": "framskriv*, fremskriv*",
    "hospice livets slutt lindring lindrende døende døyande dødssyk terminal": "palliativ*",
    "trening opptrening gjenopptrening rehab gjenvinne": "rehabilitering*",
    "diagnose diagnoser sykdommer": "flere kroniske, multisjuk*, multisyk*",
    "KAD ØHD døgnplass døgnplasser kommunale senger akutt": (
        "øyeblikkelig hjelp, øyeblikkeleg hjelp, augeblikkeleg hjelp"
    ),
    "mamma pappa foreldre bestemor bestefar kone ektefelle familie": "pårørende*, pårørande*",
    "folkehelse folkehelsearbeid livsstil": "forebygg*, førebygg*",
    "elektronisk elektroniske emelding e-post dialogmelding": "meldingsutveksl*",
    "kritikk kritisk refs advarsel": "kritiser*, alvorlige forhold, bekymring*",
    "motstand imot fraråder nei avslag": "rår fra, frarå*, rår ifrå, vil ikke, vil ikkje",
    "distrikt distriktene utkant bygd bygda": "desentraliser*",
    "pasientorganisasjon brukerorganisasjon brukerråd": "brukerutval*, brukarutval*",
    "deadline tidsfrist": "frist*, innen utgangen av",
    "tidsplan framdriftsplan fremdriftsplan": "tidslinje*, fremdriftsplan*, framdriftsplan*",
    "samarbeid": "samhandl*, samspel*",
    "samhandling": "samarbeid*",
    "hospital": "sykehus*, sjukehus*",
    "rettigheter": "fritt sjukehusval*, fritt sykehusval*",
    "seminar konferanse": "dialogmøte*, workshop*",
    "datalekkasje informasjonskapsler sporing": "personvern*, informasjonskaps*",
    "universell utforming UU WCAG": "tilgjengelig*",
    "feil skrivefeil feilmelding melde rapportere": "rettelser, endrer du, si fra om",
    "ulik ulike ulikhet ulikheter forskjellig": "variasjon*",
    "fusjon sammenslåing slå slått hop merger merge": (
        "to helseforetak, ett helseforetak, slått sammen, sammenslå*, samanslå*"
    ),
    "gyldig varighet varer utløper": "planperiode*, planen gjelder, hvor lenge",
    "bygg nybygg sykehusbygg": "bygg og utstyr, rette bygg, riktige bygg",
    # What readers call the parts of this site.
    "kontaktinformasjon telefon telefonnummer epost epostadresse adresse contact phone email": (
        "kontakt*, hvordan de kan nås"
    ),
    "API last laste nedlasting csv excel json regneark datasett download dataset": "dataene",
    "opphavsrett copyright gjenbruk kopiere rettigheter": "lisens*",
    "siter sitere sitat sitering referanse henvise": "viser du til",
    "utsatt utsettelse utsettes forsinket forsinkelse forskjøvet delayed postponed": (
        "flyttede frister"
    ),
    "forskjell forskjeller sammenligne sammenligning forrige nytt changes": "fra plan til plan",
    "informasjonskapsler cookies sporing": "personvern",
    # In English.
    "mental psychiatric psychiatry": "psykisk*",
    "health healthcare": "helse*",
    "emergency preparedness crisis disaster": "*beredskap*",
    "acute ambulance prehospital": "akuttmedisin*, akuttmottak*",
    "elderly older frail ageing": "eldre",
    "children child young youth people adolescents": "barn og unge",
    "patient patients": "pasient*",
    "hospital hospitals": "sykehus*, sjukehus*",
    "home": "hjemme hos pasient*, hjem til pasient*",
    "chronic illness disease conditions": "kronisk* lid*, kronisk* syk*, kronisk* sjuk*",
    "substance abuse addiction drugs alcohol": "rus, rusb*, rusp*, rusm*",
    "safety": "pasientsikkerhet*, pasienttrygg*",
    "security cybersecurity": "informasjonssikkerhet*, informasjonstryggleik*",
    "harm injuries errors": "pasientskade*",
    "quality": "kvalitet*",
    "research studies": "forskning*, forsking*",
    "innovation": "innovasjon*",
    "education training learning": "*utdanning*, *opplæring*",
    "nurse nurses nursing": "*sykeplei*, *sjukeplei*",
    "doctor doctors physicians medical": "lege*",
    "staff workforce personnel employees shortage": "*personell*, bemanning*",
    "recruitment recruit recruiting": "rekrutter*",
    "competence skills": "*kompetanse*",
    "digitalisation digitalization digitisation technology": "digital*, teknologi*",
    "record records electronic": "Helseplattform*",
    "cooperation collaboration coordination": "samhandl*, samarbeid*",
    "municipality municipalities councils": "kommune*",
    "standardisation standardization standards": "standardiser*",
    "variation unwarranted": "variasjon*",
    "shared common services": "fellesløsning*, fellestjenest*",
    "laboratory laboratories": "laboratori*",
    "imaging radiology": "bildediagnostikk*",
    "pathology": "patologi*",
    "logistics supplies": "logistikk*",
    "decision decisions adopted approved": "vedtak*, vedtatt*, vedtok*",
    "consultation hearing": "høring*, høyring*",
    "deadline deadlines due": "frist*",
    "measures actions": "tiltak*",
    "action": "handlingsplan*",
    "multimorbidity morbidity comorbidity": "multisjuk*, flere kroniske",
    "aims goals objectives": "mål, målene",
    "board": "styret",
    "schedule timeline": "tidslinje*",
    "costs cost funding money": "kostnad*, *midler",
}
