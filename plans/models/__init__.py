from plans.models.imports import PlanImport
from plans.models.plan import RANK_STEP, Area, Batched, LiveManager, Part, Plan, PlanQuerySet, PlanRow, Section, Words

__all__ = [
    "RANK_STEP",
    "Area",
    "Batched",
    "LiveManager",
    "Part",
    "Plan",
    "PlanImport",
    "PlanQuerySet",
    "PlanRow",
    "Section",
    "Words",
]
