"""The demo's people. All of them are invented: no such person exists."""

from dataclasses import dataclass, field
from datetime import date

from plans.demo.services import HMN, HN, HSO, HV


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`roles`: code of the service → role. `staff`: code of a region, or "national"."""

    name: str
    email: str
    language: str = "nb"
    roles: dict[str, str] = field(default_factory=dict)
    staff: str = ""
    is_administrator: bool = False
    from_date: date | None = None
    to_date: date | None = None


PEOPLE = (
    Person(name="Marte Solvang", email="marte.solvang@fjordheim.example", roles={"NKT-HMN-51": "leader"}),
    Person(
        name="Jonas Eikrem",
        email="jonas.eikrem@fjordheim.example",
        roles={"NKT-HMN-51": "editor", "KN-HMN-56": "reader"},
    ),
    Person(name="Ingrid Halle", email="ingrid.halle@fjordheim.example", roles={"NKT-HMN-51": "reader"}),
    Person(
        name="Sunniva Brekke",
        email="sunniva.brekke@helse.example",
        roles={"NKT-HMN-51": "assessor", "NBT-HSØ-52": "assessor", "NKN-HV-54": "assessor"},
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
    ),
    Person(name="Hallvard Myrvold", email="hallvard.myrvold@ostmarka.example", roles={"NBT-HSØ-52": "leader"}),
    Person(name="Silje Vikanes", email="silje.vikanes@vestkysten.example", roles={"FBT-HV-53": "leader"}),
    Person(
        name="Torstein Fjære", email="torstein.fjaere@hogebrua.example", language="nn", roles={"NKN-HV-54": "leader"}
    ),
    Person(
        name="Gudveig Espeland", email="gudveig.espeland@hogebrua.example", language="nn", roles={"NKN-HV-54": "editor"}
    ),
    Person(name="Áilu Fjelldal", email="ailu.fjelldal@nordlys.example", roles={"NS-HN-55": "leader"}),
    Person(name="Kristin Øverås", email="kristin.overas@fjordheim.example", roles={"KN-HMN-56": "leader"}),
    Person(
        name="Per Anders Lundby",
        email="per.anders.lundby@diakonhaugen.example",
        roles={"NKT-HSØ-57": "leader", "NBT-HSØ-52": "editor"},
    ),
    Person(name="Yasmin Haugland", email="yasmin.haugland@tindefjell.example", roles={"NKT-HN-58": "leader"}),
    Person(name="Tor Arne Bakkejord", email="tor.arne.bakkejord@helse.example", staff=HN),
    Person(name="Gunhild Sletten", email="gunhild.sletten@helse.example", staff=HMN),
    Person(name="Magne Hovden", email="magne.hovden@helse.example", language="nn", staff=HV),
    Person(name="Camilla Strandmyr", email="camilla.strandmyr@helse.example", staff=HSO),
    Person(name="Eirik Landsverk", email="eirik.landsverk@direktorat.example", staff="national"),
    Person(name="Hanne Kvamme", email="hanne.kvamme@direktorat.example", is_administrator=True),
)

# Invited as editor of the first service, and not yet there.
INVITED = Person(name="Linn Rostad", email="linn.rostad@fjordheim.example", roles={"NKT-HMN-51": "editor"})
