"""Works out a question with the solver's face; runs in a child, the only place that loads OR-Tools."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import solver
from api.solving.progress import Snapshots
from api.solving.question import Answer, Kind, Question, Stop, Tell

if TYPE_CHECKING:
    from solver import Limits, Plan, Scenario


def prepare() -> None:
    """Load the solver, so that the first question does not wait for it."""
    for name in ("solve", "explain", "reasons", "why_not", "worth", "alternatives", "parse_scenario"):
        getattr(solver, name)


def perform(question: Question, tell: Tell, stop: Stop) -> Answer:
    """Answer a question.

    Raises
    ------
    solver.ScenarioError
        When the question's scenario is not one; the service has checked it before.
    """
    scenario = solver.parse_scenario(question.scenario, format="json")
    return _PERFORMERS[question.kind](question, scenario, tell, stop)


def _limits(question: Question) -> "Limits":
    return solver.Limits(
        deterministic_seconds=question.deterministic_seconds, wall_seconds=question.wall_seconds
    )


def _plan(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    snapshots = Snapshots(tell)
    plan = solver.solve(scenario, limits=_limits(question), on_progress=snapshots.step, cancel=stop)
    snapshots.flush()
    return Answer(plan.model_dump_json(exclude_none=True), str(plan.outcome))


def _options(question: Question, tell: Tell, stop: Stop) -> dict[str, Any]:
    def step(doing: str) -> None:
        tell({"event": "step", "doing": doing})

    return {"total": _limits(question), "on_step": step, "cancel": stop}


def _known(question: Question) -> "Plan":
    if question.plan is None:
        raise ValueError(f"{question.kind} is about a plan")
    return solver.Plan.model_validate_json(question.plan)


def _explanations(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    found = solver.explain(scenario, plan=_known(question), **_options(question, tell, stop))
    body = [one.model_dump(mode="json", exclude_none=True) for one in found]
    finished = all(one.finished for one in found)
    return _answer({"finished": finished, "explanations": body}, finished)


def _reasons(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    found = solver.reasons(_known(question), scenario)
    return _answer({"reasons": [one.model_dump(mode="json", exclude_none=True) for one in found]}, True)


def _why_not(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    wish = solver.Wish.model_validate(question.parameters)
    found = solver.why_not(scenario, wish, plan=_known(question), **_options(question, tell, stop))
    return Answer(found.model_dump_json(exclude_none=True), _finished(found.finished))


def _worth(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    found = solver.worth(scenario, plan=_known(question), **_options(question, tell, stop))
    return Answer(found.model_dump_json(exclude_none=True), _finished(found.finished))


def _alternatives(question: Question, scenario: "Scenario", tell: Tell, stop: Stop) -> Answer:
    found = solver.alternatives(
        scenario, plan=_known(question), **question.parameters, **_options(question, tell, stop)
    )
    return Answer(found.model_dump_json(exclude_none=True), _finished(found.finished))


def _finished(finished: bool) -> str:
    return "finished" if finished else "unfinished"


def _answer(body: Mapping[str, Any], finished: bool) -> Answer:
    return Answer(json.dumps(body, ensure_ascii=False, separators=(",", ":")), _finished(finished))


_Performer = Callable[[Question, "Scenario", Tell, Stop], Answer]
_PERFORMERS: dict[Kind, _Performer] = {
    "plan": _plan,
    "conflict": _explanations,
    "why_not_more": _explanations,
    "reasons": _reasons,
    "why_not": _why_not,
    "worth": _worth,
    "alternatives": _alternatives,
}
