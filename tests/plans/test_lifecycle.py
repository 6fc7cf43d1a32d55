"""The table of steps that people read is the one that the program follows."""

from django.conf import settings

from plans.lifecycle import STATES, STEPS

DECISION = settings.BASE_DIR / "docs/decisions/0011-versions-are-frozen-bytes.md"


def test_documented_steps_are_those_of_the_program():
    lines = DECISION.read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    documented = {verb: (start, end, who, reason) for verb, start, end, who, reason in cells[1:]}
    assert documented == {
        verb: (step.start, step.end, ", ".join(step.who), "yes" if step.needs_reason else "")
        for verb, step in STEPS.items()
    }


def test_steps_lead_between_states_that_there_are():
    assert {state for step in STEPS.values() for state in (step.start, step.end)} <= set(STATES)
