"""What the demo's leaders attach, by service: the plan as it was last frozen, publications, a link, a short text."""

from uuid import uuid4

from accounts.models import User
from reviews.actions import attachments as actions
from reviews.models import Response

LINKS = {
    "NKT-HN-58": (2, "Årsrapport 2025, med tall fra alle klinikkene", "https://nksn.example/arsrapport-2025"),
    "NKN-HV-54": (2, "Årsrapport 2025", "https://nap.example/arsrapport-2025"),
}
TEXTS = {
    "NKT-HN-58": (
        3,
        "Hvor kompetansen fortsatt mangler",
        "15 av 19 klinikker har tatt veilederen inn i rutinene. De fire siste ligger i Helse Nord og Helse Midt-Norge,"
        " og får opplæring etter denne planen:\n\n- våren: kurs for to klinikker i Helse Midt-Norge\n- høsten:"
        " hospitering for to klinikker i Helse Nord\n- året etter: tjenesten måler på nytt hvor mange som følger"
        " veilederen",
    ),
}


def attach(response: Response, by: User) -> None:
    service = response.service
    plan = service.plans.filter(archived_at=None).order_by("-is_current", "-pk").first()
    version = plan.versions.first() if plan else None
    if version:
        actions.add_version(response=response, slot=actions.PLAN_SLOT, by=by, key=uuid4(), version=version)
    elif plan:
        actions.add_plan(response=response, slot=actions.PLAN_SLOT, by=by, key=uuid4(), plan=plan, name="Vedlegg")
    if published := list(service.publications.all()):
        name = f"{len(published)} publikasjoner" if len(published) > 1 else "1 publikasjon"
        actions.add_publications(response=response, slot=2, by=by, key=uuid4(), name=name, publications=published)
    if link := LINKS.get(service.code):
        slot, name, url = link
        actions.add_link(response=response, slot=slot, by=by, key=uuid4(), name=name, url=url)
    if text := TEXTS.get(service.code):
        slot, name, words = text
        actions.add_text(response=response, slot=slot, by=by, key=uuid4(), name=name, text=words)
