"""What each field is for, and an example of it, as editors read it in skeletons and schemas.

Fields of the same name mean the same, so one row does for all of them; where a type needs words of
its own, the row is named `Type.field`. Everything in the examples is made up, and hangs together
with the examples of CONTRIBUTING.md.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from macros.model.base import Part


class Help(NamedTuple):
    """What is told of a field: a sentence, and a value as it would stand in a file."""

    about: str
    example: Any


HELP: dict[str, Help] = {
    name: Help(*row)
    for name, row in {
        "about": ("Hva som er på høring.", "Utkastet til planen."),
        "actor": ("Hvem personen representerer; en aktør.", "kysthelse"),
        "actors": ("Hvem som er med i trinnet: aktører eller grupper.", ["kysthelse"]),
        "aim": ("Hva det skal føre til.", "Alle skal få hjelp i tide."),
        "area": ("Området gruppen arbeider med.", "tema-kystberedskap"),
        "audience": ("Hvem som er invitert.", ["Innbyggerne", "Kommunene"]),
        "bodies": ("Hvem som får høringen, slik kilden sier det.", ["kommuner", "brukerutvalg"]),
        "body": ("Hvem som vedtok det; en aktør eller gruppe.", "kysthelse-styret"),
        "Erratum.body": ("Aktøren eller gruppen som bestemte rettelsen.", "kysthelse"),
        "builds_on": (
            "Dokumenter det bygger på eller følger.",
            [
                {
                    "document": "dok-nasjonale-krav",
                    "says": "Planen følger kravene.",
                    "source": "beredskapsnotat-2005#tiltak",
                }
            ],
        ),
        "by": ("Hvem som leder punktet.", "Kari Eksempel"),
        "corrects": ("Postene som er rettet. Sidene deres viser rettelsen.", ["kystbat"]),
        "cases": ("Saksnumre, slik kilden skriver dem.", ["Sak 2005/3"]),
        "frozen": ("Når planen ble frosset. Skrives av «plan freeze».", "2007-01-10"),
        "Area.challenges": (
            "Utfordringene området skal svare på. Hver av dem er en egen post.",
            [
                {
                    "id": "lang-vei-til-sykehus",
                    "kind": "unsolved",
                    "title": "Lang vei til sykehus",
                    "source": "beredskapsnotat-2005#ingress",
                }
            ],
        ),
        "Measure.challenges": ("Utfordringene tiltaket svarer på.", ["lang-vei-til-sykehus"]),
        "chapters": (
            "Menyen. Hver side i planen og hver fellesside skal stå her én gang.",
            [
                {"title": "Forside", "page": "index.md"},
                {"title": "Innhold", "pages": [{"title": "Tiltak", "page": "tiltak/index.md"}]},
            ],
        ),
        "Conflict.concerns": ("Andre poster der leserne bør se det samme.", ["horing-kyst"]),
        "Document.concerns": ("Hvem dokumentet gjelder for; aktører.", ["kysthelse"]),
        "conflicts": (
            "Steder der kildene ikke er enige.",
            [
                {
                    "id": "kyst-horing-tid",
                    "title": "Når høringen begynte",
                    "readings": [
                        {
                            "says": "Framdriftsplanen sier mars.",
                            "source": "beredskapsnotat-2005#framdrift",
                        },
                        {
                            "says": "Innledningen sier april.",
                            "source": "beredskapsnotat-2005#ingress",
                        },
                    ],
                    "shown": "Vi viser framdriftsplanen, fordi den er mest nøyaktig.",
                }
            ],
        ),
        "contacts": (
            "Hvordan aktøren kan nås.",
            [{"email": "post@kysthelse.example", "use": "Innspill til planen."}],
        ),
        "continues": (
            "Id-ene i planen før denne som dette fører videre.",
            ["kystberedskap-gammel"],
        ),
        "Chapter.continues": (
            "Siden i planen før som denne svarer til, når navnet er et annet.",
            "om-planen.md",
        ),
        "date": ("Datoen (EDTF). Skriv ikke mer enn kilden sier.", "2005-10"),
        "Milestone.date": (
            "Når trinnet er (EDTF): en dag, en måned, et år eller fra/til.",
            "2005-03/2005-05",
        ),
        "deadline": (
            "Når det skal være gjort (EDTF). Utelates når kilden ikke sier det.",
            "2006-11-01",
        ),
        "Consultation.deadline": ("Siste dag for å svare (EDTF).", "2005-05-31"),
        "declined": (
            "Hvorfor ingenting på nettstedet viser til delen.",
            "Bare lenker til andre sider.",
        ),
        "description": ("Hva det handler om, i en setning eller to.", "Båten er klar hele døgnet."),
        "Word.description": (
            "Hva ordet betyr, når navnet ikke sier det.",
            "Ikke vedtatt i kilden.",
        ),
        "document": ("Dokumentet som setter målet.", "dok-kystplan"),
        "Basis.document": ("Dokumentet det bygger på.", "dok-nasjonale-krav"),
        "documents": ("Dokumentene det gjelder, fra documents.yml.", ["dok-kystplan"]),
        "email": ("E-postadressen.", "post@kysthelse.example"),
        "en": ("Fullt navn på engelsk.", "emergency medical communication centre"),
        "end": ("Klokkeslettet det slutter.", "20:00"),
        "expectations": (
            "Hva arrangøren venter av arbeidet, ett avsnitt i hvert punkt.",
            [{"text": "Vi ønsker innspill.", "source": "beredskapsnotat-2005#framdrift"}],
        ),
        "external": ("Om kilden er en annen enn dem nettstedet bygger på.", "true"),
        "field": ("Feltet motstriden gjelder. Utelates når den gjelder hele posten.", "date"),
        "file": ("Navnet på vedlegget, når kilden ikke gir noen adresse.", "Kystplan.pdf"),
        "Source.file": ("Filnavnet til den lagrede kopien. Linjene telles i den.", "notat.txt"),
        "forms": ("Andre former av det samme ordet.", ["AMK-sentral"]),
        "function": ("Hva personen er i gruppen.", "leder"),
        "horizon": ("Hvor langt planen ser framover (EDTF).", "2020"),
        "id": (
            "Den faste id-en. Små bokstaver a–z, tall og bindestrek. Endres aldri.",
            "felles-ovelse",
        ),
        "Plan.id": ("Perioden, lik navnet på mappen. Endres aldri.", "2005-2008"),
        "kind": ("Hva slags post det er: ett av ordene i data/vocabulary.yml.", "theme"),
        "Outcome.kind": ("Hva det ble av posten.", "reworded"),
        "label": ("Navnet leserne ser.", "planlagt"),
        "lang": ("Språket i tekstene: nb, nn eller en. Utelatt betyr nb.", "nn"),
        "Link.lang": ("Språket i tittelen, når det er et annet enn postens.", "en"),
        "lines": ("Første og siste linje i filen.", "13-40"),
        "links": (
            "Adresser som hører til, slik kilden gir dem.",
            [{"title": "Kystplanen", "url": "https://example.org/kyst"}],
        ),
        "meaning": ("Forklaringen, i én setning.", "Stedet som svarer når noen ringer 113."),
        "measures": (
            "Tiltakene i området. Hvert av dem er en egen post, med en egen side.",
            [
                {
                    "id": "felles-ovelse",
                    "title": "Øve sammen med kommunene",
                    "source": "beredskapsnotat-2005#tiltak",
                }
            ],
        ),
        "members": (
            "Medlemmene. Navngi personer bare når kilden gjør det.",
            [{"name": "Kari Eksempel", "role": "overlege"}],
        ),
        "name": ("Fullt navn.", "Kysthelse HF"),
        "Member.name": ("Navnet på personen, når kilden gir det.", "Kari Eksempel"),
        "nb": ("Fullt navn på bokmål.", "akuttmedisinsk kommunikasjonssentral"),
        "nn": ("Fullt navn på nynorsk.", "akuttmedisinsk kommunikasjonssentral"),
        "Word.nn": ("Navnet på nynorsk, når det er et annet.", "føreslått"),
        "note": (
            "Noe leseren bør vite, for eksempel at adressen er gammel.",
            "Adressen er gammel.",
        ),
        "notes": (
            "Noe leseren bør vite om opplysningene.",
            [{"text": "Kilden bruker begge navnene."}],
        ),
        "order": ("Plassen i kildens egen liste. Utelatt betyr først.", "8"),
        "organiser": ("Hvem som arrangerer; en aktør eller gruppe.", "kysthelse"),
        "outcome": (
            "Hva det ble av posten, når planen har fått en etterfølger.",
            {"kind": "not-stated"},
        ),
        "owner": ("Hvem planen tilhører; en aktør.", "kysthelse"),
        "page": ("Siden, som sti fra docs/<periode>/ eller docs/felles/.", "om-planen.md"),
        "pages": ("Sidene under overskriften.", [{"title": "Tiltak", "page": "tiltak/index.md"}]),
        "part_of": ("Hvem den hører til; en aktør.", "kysthelse"),
        "participants": ("Hvem andre som er med: aktører eller grupper.", ["kommunene-kysten"]),
        "period": ("Når det går for seg (EDTF), fra og til.", "2006-03/2007-02"),
        "Plan.period": ("Årene planen gjelder (EDTF).", "2005/2008"),
        "place": ("Stedet.", "Samfunnshuset"),
        "plural": ("Navnet i flertall.", "planlagte"),
        "predecessor": ("Planen før denne.", "2001-2004"),
        "price": ("Hva det koster.", "Møtet er gratis."),
        "programme": (
            "Punktene i rekkefølge, med klokkeslett.",
            [{"start": "18:00", "end": "18:20", "title": "Velkommen"}],
        ),
        "published": (
            "Første dag leserne kunne se planen her (EDTF). Frister regnes som flyttet etter den.",
            "2005-02-01",
        ),
        "publisher": ("Hvem som har gitt det ut.", "kysthelse"),
        "reach": (
            "Første og siste dato noe i planen kan ha (EDTF). Fanger tastefeil.",
            "2004/2020",
        ),
        "readings": (
            "Hva hvert sted sier, med egne ord.",
            [
                {
                    "says": "Innledningen nevner ni kommuner.",
                    "source": "beredskapsnotat-2005#ingress",
                }
            ],
        ),
        "Erratum.reason": ("Hvorfor det er rettet.", "Vi hadde lest feil linje i notatet."),
        "Erratum.role": ("Rollen til den som bestemte, aldri et navn.", "redaktøren"),
        "Erratum.pages": (
            "Sidene som er rettet, regnet fra docs/<periode>/.",
            ["omrader/tema-kystberedskap.md"],
        ),
        "Erratum.title": ("Hva som er rettet, på én linje.", "Fristen for kystbåten er rettet"),
        "Erratum.date": ("Når det ble rettet (EDTF).", "2007-03-05"),
        "reason": (
            "Hva som skjedde, i en setning. Må være med når noe falt bort.",
            "Temaet har fått nytt navn.",
        ),
        "registration_deadline": ("Frist for å melde seg på (EDTF).", "2005-04-15"),
        "registration_url": ("Nettadressen for påmelding.", "https://example.org/pamelding"),
        "relates_to": (
            "Andre områder i den samme planen som det henger sammen med.",
            ["tema-transport"],
        ),
        "responses": ("Hvor mange svar som kom.", "12"),
        "responsible": (
            "Hvem som svarer for det: aktører eller grupper. Utelates når kilden ikke sier det.",
            ["kysthelse"],
        ),
        "result": ("Hva som kom ut av det.", "De fleste støttet planen."),
        "role": ("Stillingen, slik kilden skriver den.", "overlege"),
        "says": ("Hva som står der, med egne ord.", "Innledningen nevner ni kommuner."),
        "Basis.says": ("Hvordan de henger sammen, med egne ord.", "Planen følger kravene."),
        "sections": (
            "Delene av dokumentet som det kan vises til.",
            [{"id": "tiltak", "title": "Tiltakene", "lines": "13-40"}],
        ),
        "short": ("Forkortelsen, slik tabellene viser den.", "KH"),
        "Plan.short": ("Navnet der det er liten plass.", "Kystplanen"),
        "Source.short": ("Navnet i kildehenvisningene.", "Beredskapsnotatet"),
        "shown": ("Hva nettstedet viser, og hvorfor.", "Vi viser begge tallene."),
        "source": (
            "Hvor i kildene dette står: dokument#del fra data/sources.yml. Ett sted eller flere.",
            "beredskapsnotat-2005#tiltak",
        ),
        "Contact.source": (
            "Stedet adressen er hentet fra, når det er et annet enn aktørens eget.",
            "beredskapsnotat-2005#tiltak",
        ),
        "start": ("Klokkeslettet det begynner.", "18:00"),
        "stated": ("Skriv false når kilden ikke sier det rett ut.", "false"),
        "status": (
            "Hvor langt det er kommet, og når det ble sagt.",
            "Våren 2006 var båten bestilt.",
        ),
        "Document.status": ("Hvor langt dokumentet er kommet.", "Vedtatt av styret."),
        "Measure.status": (
            "Hvor langt tiltaket er kommet. Utelates når kilden ikke sier det.",
            "planned",
        ),
        "Plan.status": (
            "Om planen er et utkast, gjelder eller er over. Bare én kan gjelde.",
            "in-force",
        ),
        "step": ("Nummeret i kildens egen liste.", "3"),
        "summary": (
            "Hva det handler om, i et avsnitt.",
            "Mange langs kysten har lang vei til sykehus.",
        ),
        "term": ("Ordet slik det står i tekstene.", "AMK"),
        "text": ("Teksten.", "Kilden bruker begge navnene."),
        "title": ("Navnet leserne ser. Kan endres.", "Øve sammen med kommunene"),
        "Section.title": ("En kort tittel på delen.", "Tiltakene"),
        "Conflict.title": ("Hva uenigheten gjelder.", "Når høringen begynte"),
        "updated": ("Når det sist ble endret (EDTF).", "2006-04"),
        "url": ("Hele nettadressen.", "https://example.org/kyst"),
        "use": ("Hva adressen er til, og hva en melding skal merkes med.", "Innspill til planen."),
    }.items()
}
"""`field` or `Type.field` → what it is for. A test asks for every field, and for no other."""


def help_of(cls: type[Part], field: str) -> Help:
    """What is told of a field of a record type or part.

    Args:
        cls: The type, or one that it is made from.
        field: Name of one of its fields.

    Raises:
        KeyError: Where the table has no row for it.
    """
    for above in cls.__mro__:
        if f"{above.__name__}.{field}" in HELP:
            return HELP[f"{above.__name__}.{field}"]
    return HELP[field]
