"""The columns of every frame, with dtype, unit and meaning. Lists inside a cell are joined by ``|``."""

from solver.report.frames.layout import Column, Dtype, Layout

#: Tiers that a sweep's frame has columns for; a scenario can make others, which the goals' frame holds.
SWEEP_TIERS = (1, 2, 3, 4, 5, 6)
#: In front of the columns that say where in a sweep a row is.
AXIS_PREFIX = "at_"


def _texts(*pairs: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, "string", meaning) for name, meaning in pairs)


PLAN = Layout("plan", "planned exercise", (
    *_texts(("plan", "name of the plan"), ("request_hash", "hash of the request that the plan answers"),
            ("outcome", "optimal, feasible, infeasible or unknown"), ("day", "mon .. sun")),
    Column("order", "Int64", "position in the session, from 1"),
    *_texts(("exercise", "id in the catalogue"), ("name", "name of the exercise")),
    Column("sets", "Int64", "number of sets", "sets"),
    Column("amount", "Int64", "amount of one set, per side, in the unit of the next column"),
    *_texts(("unit", "reps, seconds, metres or contacts")),
    Column("per_side", "boolean", "whether every set is done left and right"),
    Column("rpe", "Int64", "rating of perceived exertion", "1-10"),
    Column("rest_seconds", "Int64", "rest after a set", "s"),
    *_texts(("prescription", "the dose in gym notation"),
            ("pair", "exercises of a session with the same letter alternate set by set"),
            ("place", "where; missing is the usual place"), ("start", "when, relative to the day's runs"),
            ("modality", "bodyweight, free_weights, bands or mixed")),
    Column("session_minutes", "Int64", "length of the whole session, rounded up", "min"),
    Column("session_seconds", "Int64", "length of the whole session", "s"),
    Column("session_fatigue", "Float64", "lower-body fatigue of the whole session", "points"),
    *_texts(("primary_muscles", "muscles that move the load"), ("secondary_muscles", "muscles that help"),
            ("serves", "ids of the goals and rules it counts toward")),
))  # fmt: skip

DOSE = Layout("dose", "muscle group", (
    *_texts(("group", "muscle group")),
    Column("sets", "Float64", "weekly sets, secondary work counted half", "sets/week"),
    Column("floor", "Float64", "least that the week should hold", "sets/week"),
    Column("target", "Float64", "what the week should hold", "sets/week"),
    Column("cap", "Float64", "most that the week may hold", "sets/week"),
    Column("missing", "Float64", "sets missing from the target", "sets/week"),
    *_texts(("band", "below floor, below target, in band or above cap")),
))  # fmt: skip

COVERAGE = Layout("coverage", "thing to be trained", (
    *_texts(("what", "movement or core function")),
    Column("reached", "Int64", "sessions that train it", "sessions/week"),
    Column("wanted", "Int64", "sessions that should", "sessions/week"),
))  # fmt: skip

BALANCE = Layout("balance", "pair of sides", (
    *_texts(("what", "id of the goal"), ("first", "one side"), ("second", "the other side")),
    Column("first_sets", "Float64", "weekly sets of the first side", "sets/week"),
    Column("second_sets", "Float64", "weekly sets of the second side", "sets/week"),
    *_texts(("band", "where the ratio, or the first side's share, should lie")),
    Column("outside", "Int64", "half-sets outside the band, 0 inside", "half-sets"),
    Column("open", "boolean", "false when the athlete has no exercise for one side"),
))  # fmt: skip

TIERS = Layout("tiers", "tier of goals", (
    Column("tier", "Int64", "1 comes first"),
    *_texts(("name", "what the tier is about")),
    Column("value", "Int64", "weighted sum of its goals, 0 when all are met", "points"),
    Column("bound", "Int64", "proved: no plan has less", "points"),
    Column("gap", "Int64", "value less bound, 0 when it is proved", "points"),
    Column("proved", "boolean", "whether nothing better exists"),
))  # fmt: skip

GOALS = Layout("goals", "goal", (
    Column("tier", "Int64", "1 comes first"),
    *_texts(("tier_name", "what the tier is about"), ("goal", "id of the goal")),
    Column("value", "Int64", "how far it is missed, 0 when it is met", "units of the goal"),
    Column("weight", "Int64", "how much one unit counts in its tier"),
    Column("points", "Int64", "value times weight", "points"),
))  # fmt: skip

DIFFERENCES = Layout("differences", "figure that differs", (
    *_texts(("kind", "outcome, session, exercise, tier, goal, dose"),
            ("subject", "day, day/exercise, tier, goal or muscle group"), ("before", "in the first plan"),
            ("after", "in the second plan")),
    Column("change", "Float64", "after less before, where both are numbers; missing counts as 0"),
    *_texts(("unit", "of before, after and change")),
))  # fmt: skip

SWEEP = Layout("sweep", "cell of the sweep", (
    *_texts(("cell", "id of the cell, made of its coordinates"),
            ("status", "optimal, feasible, infeasible, unknown, invalid (no scenario), failed (it broke)"),
            ("reason", "why there is no proved plan")),
    Column("sessions", "Int64", "strength sessions", "sessions/week"),
    *_texts(("days", "days with a session")),
    Column("minutes", "Int64", "strength in the week, sessions rounded up", "min/week"),
    Column("sets", "Int64", "sets in the week", "sets/week"),
    Column("dose_missing", "Float64", "sets missing from the targets, all muscle groups", "sets/week"),
    Column("coverage_missing", "Int64", "exposures missing, all movements and core functions", "exposures"),
    Column("free_days", "Int64", "days with nothing at all", "days/week"),
    *(Column(f"tier_{tier}", "Int64", f"value of tier {tier}", "points") for tier in SWEEP_TIERS),
    *(Column(f"bound_{tier}", "Int64", f"proved bound of tier {tier}", "points") for tier in SWEEP_TIERS),
    *_texts(("request_hash", "hash of the request")),
    Column("reproducible", "boolean", "false when the clock or an interruption decided"),
    Column("deterministic_time", "Float64", "the solver's deterministic time", "s"),
    Column("cpu_seconds", "Float64", "processor time of the solve", "s"),
    Column("wall_seconds", "Float64", "time of the solve by the clock", "s"),
), AXIS_PREFIX)  # fmt: skip

ROOM = Layout("room", "cell of the sweep", (
    *_texts(("cell", "id of the cell, made of its coordinates")),
    Column("open_days", "Int64", "days that no single rule closes", "days/week"),
    Column("leg_days", "Int64", "open days on which legs need not stay light", "days/week"),
    *_texts(("days", "the open days"), ("legs", "the days for legs"),
            ("closed", "day:rule+rule of the closed days")),
), AXIS_PREFIX)  # fmt: skip

_CELL = _texts(("cell", "id of the cell, made of its coordinates"))
SWEEP_GOALS = Layout("sweep_goals", "cell and goal", (*_CELL, *GOALS.columns), AXIS_PREFIX)
SWEEP_DOSE = Layout("sweep_dose", "cell and muscle group", (*_CELL, *DOSE.columns), AXIS_PREFIX)


def _figure(name: str, meaning: str, unit: str, dtype: Dtype = "Int64") -> Column:
    return Column(name, dtype, meaning, unit)


RUN_PLAN = Layout("run_plan", "run or other sport of a day", (
    *_texts(("plan", "id of the run plan")),
    _figure("week", "week of the plan, from 1", ""),
    *_texts(("day", "mon .. sun"),
            ("kind", "easy, recovery, quality, long, race or other"), ("sport", "other sport's name")),
    _figure("minutes", "length, from the distance when it was not said", "min"),
    _figure("distance_km", "distance", "km", "Float64"),
    Column("hard", "boolean", "other sport that counts like a quality run"),
))  # fmt: skip

FRONT = Layout("front", "point of the front", (
    _figure("cost", "least amount of the cost that reaches the gain", "of the cost"),
    _figure("shortfall", "what is still missing at that cost; proved", "of the gain"),
    Column("proved", "boolean", "whether nothing cheaper is as good and nothing as cheap is better"),
    Column("knee", "boolean", "whether the front bends most here"),
    *_texts(("cost_name", "what is spent"), ("cost_unit", "its unit"), ("gain_name", "what is bought"),
            ("gain_unit", "its unit"), ("settings", "path -> value at the point, as JSON")),
))  # fmt: skip

SENSITIVITY = Layout("sensitivity", "value of the parameter and tier", (
    *_texts(("path", "the parameter"), ("value", "its value")),
    Column("is_base", "boolean", "whether this is the scenario as it was"),
    *_texts(("status", "outcome of the search")),
    Column("tier", "Int64", "1 comes first"),
    *_texts(("name", "what the tier is about")),
    Column("points", "Int64", "value of the tier", "points"),
    Column("bound", "Int64", "proved bound of the tier", "points"),
    Column("change", "Int64", "points less those of the base", "points"),
))  # fmt: skip

#: Every layout by name.
LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (PLAN, DOSE, COVERAGE, BALANCE, TIERS, GOALS, DIFFERENCES, SWEEP, SWEEP_GOALS, SWEEP_DOSE,
                   ROOM, RUN_PLAN, FRONT, SENSITIVITY)
}  # fmt: skip
