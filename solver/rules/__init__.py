"""The hard rules, in one list: the specification on one screen."""

from typing import Any

from solver.rules.accessory_share import AccessoryShare
from solver.rules.avoid import Avoid
from solver.rules.base import Rule
from solver.rules.bodyweight_first import BodyweightFirst
from solver.rules.equipment import Equipment
from solver.rules.eve_of_hard_day import EveOfHardDay
from solver.rules.ladder import Ladder
from solver.rules.leg_recovery import LegRecovery
from solver.rules.long_run_day import LongRunDay
from solver.rules.low_back import LowBack
from solver.rules.movement_variety import MovementVariety
from solver.rules.novelty import Novelty
from solver.rules.one_form import OneForm
from solver.rules.one_modality import OneModality
from solver.rules.pain import Pain
from solver.rules.pins import Pins
from solver.rules.power_dose import PowerDose
from solver.rules.prescription import Prescription
from solver.rules.race_day import RaceDay
from solver.rules.run_first import RunFirst
from solver.rules.session_shape import SessionShape
from solver.rules.sessions import Sessions
from solver.rules.simple_week import SimpleWeek
from solver.rules.time_budget import TimeBudget
from solver.rules.unlike import Unlike
from solver.rules.vest_day import VestDay
from solver.rules.weekly_cap import WeeklyCap
from solver.rules.young_athlete import YoungAthlete

#: Every hard rule. What closes whole days comes first, so that later rules bound what is left.
RULES: tuple[Rule[Any], ...] = (
    # which days
    Sessions(),
    LongRunDay(),
    VestDay(),
    RaceDay(),
    # which exercises
    Pain(),
    YoungAthlete(),
    PowerDose(),
    Avoid(),
    Equipment(),
    BodyweightFirst(),
    Ladder(),
    RunFirst(),
    Novelty(),
    # what a session is
    TimeBudget(),
    SessionShape(),
    OneForm(),
    MovementVariety(),
    OneModality(),
    LowBack(),
    Prescription(),
    # how legs recover
    EveOfHardDay(),
    LegRecovery(),
    # what a week is
    WeeklyCap(),
    AccessoryShare(),
    SimpleWeek(),
    Pins(),
    Unlike(),
)
