"""What a file says about its service: facts for which a plan has no place, and whether it is the right service."""

from collections.abc import Iterator

from plans.document import ServiceFacts
from plans.imported import Doubt, LeftOut
from services.models import Membership, Service
from services.permissions import current


def doubts(facts: ServiceFacts, service: Service) -> Iterator[Doubt]:
    """Is it the plan of another service?"""
    names = _folded(service.code, service.name_nb, service.name_nn, service.name_en, service.abbreviation)
    said = _folded(facts.code, facts.name, facts.abbreviation)
    if said and not said & names:
        yield Doubt(code="other_service", detail=facts.name or facts.abbreviation or facts.code)


def left_out(facts: ServiceFacts, service: Service) -> Iterator[LeftOut]:
    """What the service itself does not say."""
    own = {
        facts.code: (service.code,),
        facts.name: (service.name_nb, service.name_nn, service.name_en),
        facts.abbreviation: (service.abbreviation,),
        facts.trust: (service.trust.name,),
        facts.region: (service.trust.region.name,),
        facts.leader: (", ".join(_leaders(service)), *_leaders(service)) if facts.leader else (),
    }
    for words, ours in own.items():
        if _folded(words) - _folded(*ours):
            yield LeftOut(code="service", text=words)


def _leaders(service: Service) -> list[str]:
    leaders = Membership.objects.filter(current(), service=service, role=Membership.Role.LEADER, user__is_active=True)
    return list(leaders.order_by("id").values_list("user__name", flat=True))


def _folded(*texts: str) -> set[str]:
    return {" ".join(text.casefold().split()) for text in texts if text.strip()}
