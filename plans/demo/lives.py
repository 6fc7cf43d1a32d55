"""What has become of the demo's plans: submitted, returned, mended, approved, published, withdrawn. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plans.demo.long_plan import PLAN
from plans.demo.plans import AIRWAY, PAIN, PROSTHESIS
from plans.demo.short_plans import HAND, HEART
from plans.successor import Renewal


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step of lifecycle.STEPS; `marks` are remarks by the measures of their rows."""

    verb: str
    reason: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A field of the row with that measure gets other words."""

    measure: str
    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A row at the end of the area with that title; `words` by their fields."""

    area: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The next plan is made from this one, `without` the rows with these measures."""

    renewal: Renewal
    without: tuple[str, ...] = ()


type Happening = Named | Submitted | Taken | Edited | Added | Renewed

PAIN_NEXT = "Kompetansespredningsplan for smerter etter nerveskade 2027–2032"

# By the plan's title, in order. The service's leader does it, or staff of its region.
LIVES: dict[str, tuple[Happening, ...]] = {
    PLAN.title: (
        Named(name="Før møtet i referansegruppen"),
        Submitted(message="Planen er gjennomgått med referansegruppen. Nytt i år er kursene for kommunene."),
        Taken(
            verb="return",
            reason="Planen er grundig og lett å lese. Noen tiltak må bli tydeligere før vi kan godkjenne den.\n\n"
            "Se radene som er merket.",
            marks={
                "Evaluere effekten av svelgtesten": "Hvem gjelder dette? Målgruppen mangler.",
                "Revidere de faglige anbefalingene for kartlegging": "Når skal anbefalingene være ferdige?",
                "Gi fastleger lettere tilgang til henvisningskriterier": "Hvordan måler dere om det virker?",
            },
        ),
        Edited(
            measure="Revidere de faglige anbefalingene for kartlegging",
            field="timeframe",
            text="Høring våren 2027, ferdig høsten 2027",
        ),
    ),
    AIRWAY.title: (
        Submitted(),
        Taken(verb="approve", reason="Godt arbeid. Vi ser fram til resultatene fra oppfølgingsstudien."),
        Taken(verb="publish"),
        Edited(measure="Dele behandlingsresultater", field="target_group", text="Sykehusene som henviser, og foreldre"),
        Submitted(message="Bare målgruppen for behandlingsresultatene er endret."),
        Taken(verb="approve"),
    ),
    PROSTHESIS.title: (
        Submitted(),
        Taken(verb="approve"),
        Taken(verb="publish"),
        Edited(measure="Møte med likeperson", field="status", text="ongoing"),
        Submitted(message="Avtalen om likepersonar er på plass, så tiltaket er i gang."),
        Taken(verb="approve"),
        Taken(verb="publish"),
    ),
    HEART.title: (Submitted(message="Vi vil gjerne ha svar før samlingen i høst."),),
    HAND.title: (
        Submitted(),
        Taken(verb="withdraw", reason="Vi glemte å ta med tallene for kjøling."),
    ),
    PAIN.title: (
        Submitted(),
        Taken(verb="approve"),
        Taken(verb="publish"),
        Renewed(
            renewal=Renewal(
                title=PAIN_NEXT,
                period_start=date(2027, 1, 1),
                period_end=date(2032, 12, 31),
                years=6,
                reset=True,
            ),
            without=("Råd per telefon og video",),
        ),
    ),
    PAIN_NEXT: (
        Edited(measure="Felles utredning i tre steg", field="target_group", text="Fastleger og fysioterapeuter"),
        Edited(measure="Felles utredning i tre steg", field="instruments", text="Digital veileder med sjekkliste"),
        Edited(measure="Kurs i smertemestring", field="instruments", text="Gruppekurs på video"),
        Edited(measure="Kurs i smertemestring", field="status", text="ongoing"),
        Edited(
            measure="Pasientinformasjon", field="instruments", text="Nettsider på bokmål, nynorsk og nordsamisk, filmer"
        ),
        Added(
            area="Utredning",
            words={
                "measure": "Smerteutredning med tolk",
                "target_group": "Alle som utreder",
                "instruments": "E-læring, med egen del om samisk språk og kultur",
                "timeframe": "Vår 2028",
                "status": "planned",
            },
        ),
        Added(area="Behandling", words={"measure": "Trygg nedtrapping av opioider", "target_group": "Fastleger"}),
    ),
}
