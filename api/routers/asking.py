"""Asking about a plan, the same way for every explanation: from the request to its job and answer."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Response
from sqlalchemy.exc import IntegrityError

import solver
from api.contract.questions import QuestionKind
from api.edge.problem import Fault, conflict, invalid, not_found
from api.jobs.intake import KeyReused, TooManyPending, canonical
from api.jobs.states import FINAL, State
from api.routers.common import PlanId, Tenant, TheService, envelope, found, refused
from api.routers.preferences import Prefer, Preference
from api.service import Bounds, Service
from api.store import jobs
from api.store.new_jobs import NewJob

#: Seconds a question is waited for when the client says nothing.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks about a plan."""

    service: Service
    tenant: str
    plan_id: str
    prefer: Preference

    async def ask(self, kind: QuestionKind, parameters: Mapping[str, Any] | None = None) -> Response:
        """Return the answer when it is there in time, else where it will be.

        Parameters
        ----------
        kind : of explanation
        parameters : what else is said of it, as JSON

        Raises
        ------
        ApiError
            404 without such a plan, 409 when there is nothing to ask about it, 422 for a wish that names an
            exercise that there is not, 429 and 503 when too many jobs wait.
        """
        job_id = await asyncio.to_thread(self._job, kind, dict(parameters or {}))
        seconds = PATIENCE if self.prefer.seconds is None else self.prefer.seconds
        row = await self.service.ended(self.tenant, job_id, seconds)
        return answer_of(found(row, "question"), self.prefer)

    def _job(self, kind: QuestionKind, parameters: dict[str, Any]) -> str:
        plan = found(self.service.job(self.tenant, self.plan_id, kind="plan"))
        _check_askable(plan, kind)
        if kind == "why_not":
            _check_names(plan.scenario, parameters)
        return _taken(self.service, self.tenant, plan, kind, parameters)


async def asking(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Asking:
    """Return who asks, about which plan."""
    return Asking(service, tenant, plan_id, prefer)


AboutPlan = Annotated[Asking, Depends(asking)]


def answer_of(row: sa.Row[Any], prefer: Preference, status: int | None = None) -> Response:
    """Return a question's job and its answer; ``status`` as in `envelope`."""
    return envelope(row, "answer", prefer, location=f"/v1/questions/{row.id}", status=status)


def _check_askable(plan: Any, kind: QuestionKind) -> None:
    if plan.state not in FINAL:
        raise conflict("The plan is not finished: ask when its status is completed.", "not_finished")
    if plan.state != State.COMPLETED or plan.answer is None:
        raise conflict(f"There is no plan to ask about: the job was {plan.state}.", "no_plan")
    if kind == "conflict" and plan.outcome != "infeasible":
        detail = "Nothing clashes: the week has a plan. Ask why-not-more about goals it does not reach."
        raise conflict(detail, "no_conflict")
    if kind in ("why_not_more", "reasons") and plan.outcome not in ("optimal", "feasible"):
        raise conflict("The week has no plan: ask for its conflict.", "no_plan")


def _check_names(scenario: str, wish: dict[str, Any]) -> None:
    """Refuse a wish for an exercise that there is not, before a solver is asked.

    Raises
    ------
    ApiError
        422
    """
    own = json.loads(scenario).get("exercises", ())
    known = {*(one["id"] for one in own), *(one.id for one in solver.exercises())}
    faults = [
        Fault(
            pointer=f"/{field}",
            code="unknown_name",
            message="there is no such exercise in the catalogue, nor among the scenario's own",
            hint="GET /v1/exercises lists the catalogue",
        )
        for field in ("exercise", "instead_of")
        if field in wish and wish[field] not in known
    ]
    if faults:
        raise invalid(faults)


def _taken(service: Service, tenant: str, plan: Any, kind: QuestionKind, parameters: dict[str, Any]) -> str:
    """Return the job of a question: the one that is there, or a new one."""
    factor = service.settings.explanation_factor
    bounds = Bounds(plan.deterministic_seconds * factor, plan.wall_seconds * factor)
    document = canonical([plan.fingerprint, _without_timing(plan.answer)])
    fingerprint = service.fingerprint(kind, document, parameters, bounds)
    with service.engine.connect() as connection:
        known = jobs.same_question(connection, tenant, plan.id, fingerprint)
    if known is not None:
        return known
    new = NewJob(
        tenant=tenant,
        kind=kind,
        scenario=plan.scenario,
        parameters=parameters,
        fingerprint=fingerprint,
        deterministic_seconds=bounds.deterministic_seconds,
        wall_seconds=bounds.wall_seconds,
        plan_id=plan.id,
    )
    try:
        return str(service.take(new, somebody_waits=True).row.id)
    except (KeyReused, TooManyPending) as error:
        raise refused(error) from None
    except IntegrityError:
        # The plan was deleted a moment ago.
        raise not_found("plan") from None


def _without_timing(answer: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(answer)
    plan.pop("timing", None)
    return plan
