"""In nynorsk: the forms of a network for amputation and prosthetics. The leader's was signed and reopened. All of it is
invented."""

from reviews.demo.form import Form, chosen, split, staffed, text

LEADER: Form = {
    "organisation": staffed(
        "Nettverket har sekretariat ved Høgebrua sjukehus. Kvar helseregion har ein koordinator i delt stilling, og"
        " koordinatorane møtest digitalt annankvar veke.",
        ("Leiar, overlege", "1", "50"),
        ("Koordinator", "4", "80"),
        ("Ortopediingeniør", "1", "30"),
        ("Registerrådgivar", "1", "40"),
    ),
    "main-tasks": split(
        ("Formidling", "40"),
        ("Nettverksarbeid", "35"),
        ("Forsking", "15"),
        ("Administrasjon", "15"),
    ),
    "patient-treatment": chosen("no"),
    "target-group": text(
        "Fagfolk som møter pasienten før og etter amputasjon: karkirurgar, ortopedar, fysioterapeutar, ergoterapeutar"
        " og ortopediingeniørar. I kommunane er fysioterapeutane den viktigaste gruppa."
    ),
    "instruments": text(
        "Årleg fagsamling, nettkurs i tre delar, felles pasientforløp og opplæring av likepersonar. Nettverket gir òg"
        " råd på telefon to dagar i veka."
    ),
    "research": text(
        "Vi ser på kven som får protese, og kor lang tid det tek. Studien bruker tal frå registeret og intervju med 60"
        " pasientar. Alle dei fire helseregionane er med."
    ),
    "monitoring": text(
        "Kvalitetsregisteret har ei dekningsgrad på 64 prosent. Vi følgjer med på tida frå amputasjon til første"
        " protese, gangfunksjon etter eitt år og kor nøgde pasientane er."
    ),
    "results": text(
        "Tida frå amputasjon til første protese har gått ned frå 94 til 71 dagar. 22 av 27 sjukehus følgjer det felles"
        " pasientforløpet. Nettkurset har 480 deltakarar."
    ),
    "continued-work": text(
        "Koordinatorane er tilsette i kvar sin region og held kurs der. Likepersonsordninga er no avtalefesta i alle"
        " regionane."
    ),
    "continuation": chosen(
        "yes",
        "Skilnadene mellom regionane er framleis store: Ventetida på protese er nesten dobbelt så lang i Helse Nord som"
        " i Helse Vest. Nettverket treng fire år til for å nå målet om 60 dagar i heile landet.",
    ),
    "related-services": text("Ingen vi kjenner til."),
    "responsibility": chosen("na"),
    "other-matters": text("Ein brukarrepresentant i referansegruppa manglar enno."),
}

# Why it was reopened, and what has been mended since.
REASON = (
    "Svaret på spørsmål 2 blir 105 prosent til saman. Sjå òg på dekningsgraden i spørsmål 7: I årsrapporten står det 61"
    " prosent."
)
MENDED: Form = {
    "main-tasks": split(
        ("Formidling", "40"),
        ("Nettverksarbeid", "35"),
        ("Forsking", "15"),
        ("Administrasjon", "10"),
    ),
}

GROUP: Form = {
    "mandate": chosen("yes"),
    "composition": chosen("no", "Alle regionane er med, men vi har ikkje hatt brukarrepresentant det siste året."),
    "user-participation": chosen("no", "Likepersonane blir høyrde i enkeltsaker. Det er ikkje nok."),
    "meetings": text("To gonger i året"),
    "regional-needs": chosen(
        "no",
        "Helse Vest og Helse Sør-Øst har det dei treng. Helse Nord har få ortopediingeniørar, og reisene er lange.",
    ),
    "regional-measures": text("Ein koordinator i kvar region, felles pasientforløp og avtale om likepersonar."),
    "need": chosen("yes", "Vi er samde om at fire år er rett. Målet om 60 dagar må gjelde i alle regionane."),
    "additional": text("Gruppa vil gjerne sjå tal for kvart sjukehus, ikkje berre for kvar region."),
}
