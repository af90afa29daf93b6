"""Words that people use for what plans call something else.

Key: what readers write, parted by blanks. Value: what a plan says instead, parted by commas; a
star stands for any beginning or ending. General words of the health service only: names and
abbreviations belong in data/glossary.yml.
"""

from __future__ import annotations

EVERYDAY: dict[str, str] = {
    "psykiatri psykiatrisk": "psykisk* helse*, psykisk* lid*",
    "gamle gammel geriatri alderdom": "eldre",
    "ungdom tenåring småbarn": "barn og unge",
    "kroniker kronikere kronikarar": "kronisk* lid*, kronisk* syk*, kronisk* sjuk*",
    "alkohol narkotika avhengighet avhengige ruspasient": "rus, rusb*, rusp*, rusm*",
    "krise katastrofe ulykke": "*beredskap*",
    "ambulanse legevakt nødhjelp prehospital AMK": "akuttmedisin*",
    "mottak skadestue": "akuttmottak*",
    "bemanning ansatte arbeidskraft mangel": "*personell*, bemanning*",
    "kurs opplæring skole studier etterutdanning": "*utdanning*",
    "ferdigheter kunnskap kunnskaper": "*kompetanse*",
    "lærling lærlinger": "læreplass*",
    "journal pasientjournal journalsystem EPJ": "Helseplattform*",
    "IT datasystem dataverktøy": "IKT, digital*",
    "datasikkerhet cyberangrep hacking": "informasjonssikkerhet*, informasjonstryggleik*",
    "hjemmesykehus hjemmebehandling hjemmeoppfølging": "hjemme hos pasient*, hjem til pasient*",
    "røntgen radiologi MR CT ultralyd": "bildediagnostikk*",
    "lab blodprøve blodprøver": "laboratori*",
    "vevsprøve obduksjon": "patologi*",
    "innkjøp lager varer forsyning": "logistikk*",
    "økonomi penger budsjett": "ressursbruk*, bruk av ressurs*, ressursene",
    "feilbehandling pasientskade uhell": "pasientskade*",
    "fagforening tillitsvalgt": "konserntillitsval*, tillitsval*",
    "presse media": "kommunikasjon*",
    "gravid fødende føde fødeavdeling": "fødsel*",
    "fastlege": "primærhelse*, kommunehelse*",
    "prognose prognoser befolkningsvekst demografi": "framskriv*, fremskriv*",
    "hospice livets slutt lindring lindrende": "palliativ*",
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
    "bygg nybygg sykehusbygg": "bygg og utstyr, rette bygg, riktige bygg",
}
