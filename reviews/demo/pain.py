"""The forms of a service for pain after nerve injury: both answered to the end. All of it is invented."""

from reviews.demo.form import Form, chosen, split, staffed, text

LEADER: Form = {
    "organisation": staffed(
        "Tjenesten er en del av Smertepoliklinikken ved Tindefjell sykehus. Lederen er overlege og rapporterer til"
        " klinikksjefen. Alle har delt stilling mellom tjenesten og pasientarbeid, så det faglige nivået holdes ved"
        " like. Koordinatoren svarer på henvendelser fra hele landet hver ukedag.",
        ("Leder, overlege", "1", "60"),
        ("Nevrolog", "1", "20"),
        ("Psykologspesialist", "1", "40"),
        ("Fysioterapeut", "2", "60"),
        ("Sykepleier og koordinator", "1", "80"),
        ("Rådgiver for samisk språk og tolking", "1", "30"),
    ),
    "main-tasks": split(
        ("Formidling", "50"),
        ("Nettverksarbeid", "20"),
        ("Forskning", "20"),
        ("Administrasjon", "10"),
    ),
    "patient-treatment": chosen("no"),
    "target-group": text(
        "Først og fremst de tverrfaglige smerteklinikkene i alle fire helseregioner, og fastlegene som følger"
        " pasientene opp mellom kontrollene.",
        "Kirurgiske avdelinger er en egen målgruppe: Om lag hver fjerde pasient vi får spørsmål om, fikk smertene etter"
        " en operasjon.",
    ),
    "instruments": text(
        "- Nettkurs på fire timer for leger og fysioterapeuter, med test og kursbevis.\n"
        "- To samlinger i året for smerteklinikkene, den ene digital.\n"
        "- Hospitering i en uke for inntil seks personer i året.\n"
        "- Ukentlig digitalt møte der fagfolk kan legge fram en pasienthistorie uten navn.\n"
        "- Pasientinformasjon på bokmål, nynorsk, nordsamisk og fem andre språk.",
        "Virkemidlene er ordnet etter målgruppe i planen.",
    ),
    "research": text(
        "Tjenesten deltar i fire prosjekter og leder to av dem. Hovedprosjektet følger 420 pasienter i to år etter"
        " operasjon for lyskebrokk og kartlegger hvem som får varige smerter. Sykehus i alle helseregioner rekrutterer"
        " pasienter, og hver region har en egen prosjektmedarbeider.",
        "Et mindre prosjekt prøver ut kartleggingsskjemaet på nordsamisk sammen med to kommuner i Finnmark.",
    ),
    "monitoring": text(
        "Smerteklinikkene registrerer alle nye pasienter i et felles kvalitetsregister. Dekningsgraden var 68 prosent i"
        " fjor. Vi følger med på ventetid, diagnose, behandling og hvordan pasienten har det etter ett år.",
        "Kursene evalueres med test før og etter, og med et spørreskjema etter seks måneder.",
    ),
    "results": text(
        "1. Antall klinikker som bruker den anbefalte utredningen, har økt fra 4 til 15 av 19 på fem år.\n"
        "2. Tiden fra henvisning til første vurdering er redusert fra 31 til 19 uker i gjennomsnitt.\n"
        "3. Nettkurset er fullført av 1340 leger og fysioterapeuter. 86 prosent besto testen ved første forsøk.\n"
        "4. Nasjonal veileder for utredning av nevropatisk smerte er utgitt og revidert én gang.",
        "Helse Nord og Helse Midt-Norge ligger fortsatt etter når det gjelder ventetid.",
    ),
    "continued-work": text(
        "Hver region har nå en ressursgruppe med lege, fysioterapeut og psykolog. Gruppene tar imot spørsmål fra egen"
        " region og holder kurs med materiell fra oss. Tre av fire regioner har satt av midler til arbeidet.",
        "Det digitale møtet ledes fra neste år på omgang av regionene.",
    ),
    "continuation": chosen(
        "yes",
        "Tjenesten har levetid på ti år og avsluttes våren 2027. Vi ber om to år til for å fullføre overføringen."
        " Helse Nord mangler fortsatt en nevrofysiologisk enhet som kan gjøre termotest, og ressursgruppen i Helse"
        " Midt-Norge er bare ett år gammel.",
        "Blir arbeidet avsluttet nå, er det fare for at utredningen igjen blir ulik fra region til region.",
    ),
    "related-services": text(
        "Ingen andre nasjonale tjenester arbeider med det samme. Noen pasienter følges også av behandlingstjenester for"
        " ryggmargsskade."
    ),
    "responsibility": chosen("na"),
    "other-matters": text(
        "Tjenesten har et særlig ansvar for tolking og samisk språk i smerteutredning. Arbeidet har liten bemanning og"
        " er sårbart ved sykdom."
    ),
}

GROUP: Form = {
    "mandate": chosen("yes", "Mandatet ble revidert for to år siden og passer godt."),
    "composition": chosen(
        "yes",
        "Alle fire regioner og to brukerorganisasjoner er med. Vi ønsker oss også en fastlege.",
    ),
    "user-participation": chosen(
        "yes",
        "Brukerne er med på å lage pasientinformasjonen, og de legger fram egne saker på hvert møte.",
    ),
    "meetings": text("To faste møter i året, og 1–2 digitale møter ved behov"),
    "regional-needs": chosen(
        "no",
        "Helse Vest og Helse Sør-Øst har god dekning. I Helse Nord er avstandene store, og bare ett sykehus kan gjøre"
        " hele utredningen. I Helse Midt-Norge er ressursgruppen ny.",
    ),
    "regional-measures": text(
        "Regionene har opprettet ressursgrupper, og materiellet til kursene er fritt tilgjengelig. Veilederen er tatt"
        " inn i rutinene ved 15 av 19 klinikker. Gruppen mener regionene må få et tydelig oppdrag om å holde tilbudet"
        " ved like."
    ),
    "need": chosen(
        "yes",
        "I inntil to år. Overføringen til regionene er godt i gang, men den er ikke fullført i nord. Etter det bør"
        " nettkurset og veilederen få en fast eier.",
    ),
    "additional": text(
        "Brukerrepresentantene minner om at mange pasienter har ventet lenge før de ble henvist. Opplæring av fastleger"
        " bør derfor gå først."
    ),
}
