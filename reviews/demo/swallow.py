"""The forms of a service for swallowing and voice disorders: answered in an earlier round, half answered in this one,
so that there is something to take along. All of it is invented."""

from reviews.demo.form import Form, chosen, split, staffed, text

LEADER_BEFORE: Form = {
    "organisation": staffed(
        "Tjenesten hører til Avdeling for øre, nese og hals ved Fjordheim universitetssykehus. Den ledes av en logoped"
        " og har en faggruppe med medlemmer fra tre helseregioner.",
        ("Leder, logoped", "1", "100"),
        ("Øre-nese-hals-lege", "1", "20"),
        ("Logoped", "2", "80"),
        ("Forsker", "1", "40"),
    ),
    "main-tasks": split(
        ("Formidling", "45"),
        ("Nettverksarbeid", "25"),
        ("Forskning", "20"),
        ("Administrasjon", "10"),
    ),
    "patient-treatment": chosen("no"),
    "target-group": text(
        "Logopeder, leger og sykepleiere ved sykehus som behandler pasienter med hjerneslag, kreft i hode og hals og"
        " nevrologisk sykdom."
    ),
    "instruments": text(
        "Svelgportalen på nett, årlig grunnkurs, kurs i fiberendoskopisk undersøkelse av svelg og en podkast."
        " Fagnettverket møtes fire ganger i året."
    ),
    "research": text(
        "Tjenesten leder et prosjekt om screening av svelget de første 24 timene etter hjerneslag. 14 slagenheter i"
        " alle helseregioner deltar."
    ),
    "monitoring": text(
        "Et nasjonalt kvalitetsregister for svelgvansker, med dekningsgrad på 71 prosent. Kursene evalueres med"
        " spørreskjema."
    ),
    "results": text(
        "Svelgtesten er tatt i bruk ved 38 av 46 slagenheter. Andelen pasienter som får lungebetennelse etter"
        " hjerneslag, har gått ned fra 11 til 8 prosent ved enhetene som har brukt testen i minst to år."
    ),
    "continued-work": text(
        "Regionale fagnettverk er opprettet i Helse Nord, Helse Midt-Norge og Helse Sør-Øst. De holder egne kurs med"
        " materiell fra tjenesten."
    ),
    "continuation": chosen(
        "yes",
        "Kompetansen i kommunene er fortsatt ujevn, og Helse Vest mangler et regionalt fagnettverk.",
    ),
    "related-services": text("Behandlingstjenesten for luftveiskirurgi hos barn."),
    "responsibility": chosen(
        "yes", "Vi har ansvar for voksne, de for barn. Det står i en avtale som fornyes hvert annet år."
    ),
    "other-matters": text("Ingen."),
}

GROUP_BEFORE: Form = {
    "mandate": chosen("yes"),
    "composition": chosen("no", "Helse Vest har ikke hatt noen representant siden i fjor."),
    "user-participation": chosen("yes", "Svelg- og stemmeforeningen er med på alle møter."),
    "meetings": text("Ved behov, 2–3 ganger i året"),
    "regional-needs": chosen(
        "no", "Sykehusene har god kompetanse. Kommunene i nord og vest har få logopeder, og de er ofte alene i faget."
    ),
    "regional-measures": text("Fagnettverk i tre regioner, Svelgportalen og den nasjonale metodeboken."),
    "need": chosen("yes", "Kommunene må få det samme tilbudet om opplæring som sykehusene."),
    "additional": text(),
}

# What the leader and an editor have come to so far.
LEADER: Form = {
    "organisation": staffed(
        "Tjenesten hører til Avdeling for øre, nese og hals ved Fjordheim universitetssykehus. Den ledes av en logoped."
        " Faggruppen har fått to medlemmer fra kommunene.",
        ("Leder, logoped", "1", "100"),
        ("Øre-nese-hals-lege", "1", "20"),
        ("Logoped", "3", "130"),
        ("Forsker", "1", "40"),
    ),
    "main-tasks": split(
        ("Formidling", "50"),
        ("Nettverksarbeid", "25"),
        ("Forskning", "20"),
        ("Administrasjon", "10"),
    ),
    "patient-treatment": chosen("no"),
    "target-group": text(
        "Logopeder, leger og sykepleiere ved sykehus som behandler pasienter med hjerneslag, kreft i hode og hals og"
        " nevrologisk sykdom.",
        "Nytt siden prøverunden: ansatte i sykehjem og hjemmetjeneste.",
    ),
    "results": text("Svelgtesten er nå i bruk ved 41 av 46 slagenheter. Tall for lungebetennelse kommer i januar."),
    "continuation": chosen("yes"),
}
