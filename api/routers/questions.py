"""Explanations of plans. Each is a job; asked again, the same question finds its answer."""

import asyncio
import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy.exc import IntegrityError

import solver
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
from api.edge.problem import Fault, conflict, invalid, not_found
from api.edge.strict_route import StrictRoute
from api.jobs.intake import KeyReused, TooManyPending, canonical
from api.jobs.states import FINAL, State
from api.routers.common import (
    Described,
    PlanId,
    QuestionId,
    Tenant,
    TheService,
    envelope,
    found,
    refused,
    waited,
)
from api.routers.examples import WISHES
from api.routers.preferences import Prefer, Preference
from api.service import Bounds, Service
from api.store import jobs
from api.store.new_jobs import NewJob
from solver import Wish

router = APIRouter(tags=["explanations"], route_class=StrictRoute)

_Envelope = ExplanationsEnvelope | ReasonsEnvelope | WhyNotEnvelope | WorthEnvelope | AlternativesEnvelope

#: Seconds a question is waited for when the client says nothing.
PATIENCE = 10.0


def _described(model: Any, *, body: bool = False) -> Described:
    return {
        **waited(model, 200, "The answer"),
        **waited(model, 202, "Not finished yet: look again at `Location`"),
        **responses(404, 409, body=body),
    }


@router.get(
    "/v1/plans/{plan_id}/conflict",
    operation_id="get_conflict",
    response_model=ExplanationsEnvelope,
    responses=_described(ExplanationsEnvelope),
)
async def get_conflict(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Response:
    """Say why there is no plan: the minimal clash and the repairs, cheapest first."""
    return await _ask(service, tenant, plan_id, "conflict", {}, prefer)


@router.get(
    "/v1/plans/{plan_id}/why-not-more",
    operation_id="get_why_not_more",
    response_model=ExplanationsEnvelope,
    responses=_described(ExplanationsEnvelope),
)
async def get_why_not_more(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Response:
    """Say what stands in the way of each goal that is not reached."""
    return await _ask(service, tenant, plan_id, "why_not_more", {}, prefer)


@router.get(
    "/v1/plans/{plan_id}/reasons",
    operation_id="get_reasons",
    response_model=ReasonsEnvelope,
    responses=_described(ReasonsEnvelope),
)
async def get_reasons(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Response:
    """Say what each exercise is there for: what would be missing without it."""
    return await _ask(service, tenant, plan_id, "reasons", {}, prefer)


@router.post(
    "/v1/plans/{plan_id}/why-not",
    operation_id="ask_why_not",
    response_model=WhyNotEnvelope,
    responses=_described(WhyNotEnvelope, body=True),
)
async def ask_why_not(
    plan_id: PlanId, wish: Annotated[Wish, WISHES], service: TheService, tenant: Tenant, prefer: Prefer
) -> Response:
    """Force a wish: what it would cost, tier by tier, or the clash that forbids it."""
    parameters = wish.model_dump(mode="json", exclude_none=True)
    return await _ask(service, tenant, plan_id, "why_not", parameters, prefer)


@router.get(
    "/v1/plans/{plan_id}/worth",
    operation_id="get_worth",
    response_model=WorthEnvelope,
    responses=_described(WorthEnvelope),
)
async def get_worth(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Response:
    """Say what one more thing would buy: ten minutes on Tuesday, a kettlebell, a free day."""
    return await _ask(service, tenant, plan_id, "worth", {}, prefer)


@router.get(
    "/v1/plans/{plan_id}/alternatives",
    operation_id="get_alternatives",
    response_model=AlternativesEnvelope,
    responses=_described(AlternativesEnvelope),
)
async def get_alternatives(
    plan_id: PlanId,
    service: TheService,
    tenant: Tenant,
    prefer: Prefer,
    parameters: Annotated[AlternativesParameters, Query()],
) -> Response:
    """Return really different plans within a stated loss."""
    return await _ask(service, tenant, plan_id, "alternatives", parameters.model_dump(), prefer)


@router.get(
    "/v1/questions/{question_id}",
    operation_id="get_question",
    response_model=_Envelope,
    responses={**waited(_Envelope, 200, "As it is"), **responses(404)},
)
async def get_question(
    question_id: QuestionId, service: TheService, tenant: Tenant, prefer: Prefer
) -> Response:
    """Return an explanation that was asked for, finished or not."""
    row = await service.ended(tenant, question_id, prefer.seconds or 0.0)
    return _answer(found(_question(row), "question"), prefer, status=200)


@router.post(
    "/v1/questions/{question_id}/stop",
    operation_id="stop_question",
    status_code=202,
    response_model_exclude_none=True,
    responses=responses(404),
)
def stop_question(question_id: QuestionId, service: TheService, tenant: Tenant) -> Metadata:
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
    prefer: Preference,
) -> Response:
    def take() -> str:
        plan = found(service.job(tenant, plan_id, kind="plan"))
        _check_askable(plan, kind)
        if kind == "why_not":
            _check_names(plan.scenario, parameters)
        return _taken(service, tenant, plan, kind, parameters)

    job_id = await asyncio.to_thread(take)
    seconds = PATIENCE if prefer.seconds is None else prefer.seconds
    return _answer(found(await service.ended(tenant, job_id, seconds), "question"), prefer)


def _answer(row: Any, prefer: Preference, status: int | None = None) -> Response:
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
