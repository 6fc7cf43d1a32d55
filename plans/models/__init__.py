from plans.models.comments import Comment, CommentQuerySet
from plans.models.imports import PlanImport
from plans.models.plan import RANK_STEP, Area, Batched, LiveManager, Part, Plan, PlanQuerySet, PlanRow, Section, Words
from plans.models.statements import Statement, StatementRequest
from plans.models.versions import MarkedRow, PlanVersion, PlanVersionQuerySet, VersionStep

__all__ = [
    "RANK_STEP",
    "Area",
    "Batched",
    "Comment",
    "CommentQuerySet",
    "LiveManager",
    "MarkedRow",
    "Part",
    "Plan",
    "PlanImport",
    "PlanQuerySet",
    "PlanRow",
    "PlanVersion",
    "PlanVersionQuerySet",
    "Section",
    "Statement",
    "StatementRequest",
    "VersionStep",
    "Words",
]
