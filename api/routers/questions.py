"""Explanations of plans. Each is a job; asked again, the same question finds its answer."""

import asyncio
import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.contract.plans import Metadata, metadata_of
from api.contract.questions import (
    AlternativesEnvelope,
    AlternativesParameters,
    ExplanationsEnvelope,
    QuestionKind,
    ReasonsEnvelope,
    WhyNotEnvelope,
    WorthEnvelope,
)
from api.edge.openapi import responses
from api.edge.problem import conflict
from api.edge.strict_route import StrictRoute
from api.jobs.intake import KeyReused, TooManyPending, canonical
from api.jobs.states import FINAL, State
from api.routers.common import PlanId, Tenant, TheService, Wait, envelope, found, refused
from api.service import Bounds, Service
from api.store import jobs
from api.store.jobs import NewJob
from solver import Wish

router = APIRouter(tags=["explanations"], route_class=StrictRoute)

#: Seconds a question is waited for when the client says nothing.
PATIENCE = 10.0
_ERRORS = responses(404, 409, body=True)


@router.get(
    "/v1/plans/{plan_id}/conflict",
    operation_id="get_conflict",
    response_model=ExplanationsEnvelope,
    responses={202: {"model": ExplanationsEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def get_conflict(plan_id: PlanId, service: TheService, tenant: Tenant, wait: Wait) -> Response:
    """Say why there is no plan: the minimal clash and the repairs, cheapest first."""
    return await _ask(service, tenant, plan_id, "conflict", {}, wait)


@router.get(
    "/v1/plans/{plan_id}/why-not-more",
    operation_id="get_why_not_more",
    response_model=ExplanationsEnvelope,
    responses={202: {"model": ExplanationsEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def get_why_not_more(plan_id: PlanId, service: TheService, tenant: Tenant, wait: Wait) -> Response:
    """Say what stands in the way of each goal that is not reached."""
    return await _ask(service, tenant, plan_id, "why_not_more", {}, wait)


@router.get(
    "/v1/plans/{plan_id}/reasons",
    operation_id="get_reasons",
    response_model=ReasonsEnvelope,
    responses={202: {"model": ReasonsEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def get_reasons(plan_id: PlanId, service: TheService, tenant: Tenant, wait: Wait) -> Response:
    """Say what each exercise is there for: what would be missing without it."""
    return await _ask(service, tenant, plan_id, "reasons", {}, wait)


@router.post(
    "/v1/plans/{plan_id}/why-not",
    operation_id="ask_why_not",
    response_model=WhyNotEnvelope,
    responses={202: {"model": WhyNotEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def ask_why_not(
    plan_id: PlanId, wish: Wish, service: TheService, tenant: Tenant, wait: Wait
) -> Response:
    """Force a wish: what it would cost, tier by tier, or the clash that forbids it."""
    parameters = wish.model_dump(mode="json", exclude_none=True)
    return await _ask(service, tenant, plan_id, "why_not", parameters, wait)


@router.get(
    "/v1/plans/{plan_id}/worth",
    operation_id="get_worth",
    response_model=WorthEnvelope,
    responses={202: {"model": WorthEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def get_worth(plan_id: PlanId, service: TheService, tenant: Tenant, wait: Wait) -> Response:
    """Say what one more thing would buy: ten minutes on Tuesday, a kettlebell, a free day."""
    return await _ask(service, tenant, plan_id, "worth", {}, wait)


@router.get(
    "/v1/plans/{plan_id}/alternatives",
    operation_id="get_alternatives",
    response_model=AlternativesEnvelope,
    responses={202: {"model": AlternativesEnvelope, "description": "Not finished yet"}, **_ERRORS},
)
async def get_alternatives(
    plan_id: PlanId,
    service: TheService,
    tenant: Tenant,
    wait: Wait,
    parameters: Annotated[AlternativesParameters, Query()],
) -> Response:
    """Return really different plans within a stated loss."""
    return await _ask(service, tenant, plan_id, "alternatives", parameters.model_dump(), wait)


@router.get(
    "/v1/questions/{question_id}",
    operation_id="get_question",
    response_model=ExplanationsEnvelope
    | ReasonsEnvelope
    | WhyNotEnvelope
    | WorthEnvelope
    | AlternativesEnvelope,
    responses={**_ERRORS},
)
async def get_question(
    question_id: Annotated[str, Path(max_length=64)], service: TheService, tenant: Tenant, wait: Wait
) -> Response:
    """Return an explanation that was asked for, finished or not."""
    row = await service.ended(tenant, question_id, wait or 0.0)
    return _answer(found(_question(row), "question"), status=200)


@router.post(
    "/v1/questions/{question_id}/stop",
    operation_id="stop_question",
    status_code=202,
    response_model_exclude_none=True,
    responses=responses(404),
)
def stop_question(
    question_id: Annotated[str, Path(max_length=64)], service: TheService, tenant: Tenant
) -> Metadata:
    """Stop an explanation and keep what is known; as often as you like."""
    found(_question(service.job(tenant, question_id)), "question")
    return metadata_of(found(service.stop(tenant, question_id), "question"))


def _question(row: Any) -> Any:
    return None if row is None or row.kind == "plan" else row


async def _ask(
    service: Service,
    tenant: str,
    plan_id: str,
    kind: QuestionKind,
    parameters: dict[str, Any],
    wait: float | None,
) -> Response:
    def take() -> str:
        plan = found(service.job(tenant, plan_id, kind="plan"))
        _check_askable(plan, kind)
        return _taken(service, tenant, plan, kind, parameters)

    job_id = await asyncio.to_thread(take)
    row = found(await service.ended(tenant, job_id, PATIENCE if wait is None else wait), "question")
    return _answer(row)


def _answer(row: Any, status: int | None = None) -> Response:
    return envelope(row, "answer", location=f"/v1/questions/{row.id}", status=status)


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


def _without_timing(answer: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(answer)
    plan.pop("timing", None)
    return plan
