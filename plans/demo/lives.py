"""What has become of the demo's plans: submitted, returned, mended, approved, published, withdrawn. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.demo.long_plan import PLAN
from plans.demo.plans import AIRWAY, PROSTHESIS
from plans.demo.short_plans import HAND, HEART, PAIN_BEFORE


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


type Happening = Named | Submitted | Taken | Edited

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
    PAIN_BEFORE.title: (Submitted(), Taken(verb="approve"), Taken(verb="publish")),
}
