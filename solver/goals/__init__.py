"""The goals, in one list, tier by tier."""

from typing import Any

from solver.goals.balance import AnteriorPosterior, CoreContractions, KneeHip, PushPull
from solver.goals.base import Goal
from solver.goals.calf_in_leg_sessions import CalfInLegSessions
from solver.goals.consecutive_days import ConsecutiveDays
from solver.goals.consolidation import Consolidation
from solver.goals.continuity import Continuity
from solver.goals.core_variety import CoreVariety
from solver.goals.dose_excess import DoseExcess
from solver.goals.dose_target import DoseTarget
from solver.goals.eccentric_before_long import EccentricBeforeLong
from solver.goals.exposures import Exposures
from solver.goals.extra_sessions import ExtraSessions
from solver.goals.few_exercises import FewExercises
from solver.goals.free_day import FreeDay
from solver.goals.highest_form import HighestForm
from solver.goals.leg_sessions import LegSessions
from solver.goals.leg_spacing import LegSpacing
from solver.goals.legs_after_long import LegsAfterLong
from solver.goals.legs_near_vest import LegsNearVest
from solver.goals.loaded_forms import LoadedForms
from solver.goals.muscle_floor import MuscleFloor
from solver.goals.pattern_exposures import PatternExposures
from solver.goals.power_near_run import PowerNearRun
from solver.goals.preferences import Preferences
from solver.goals.sessions_target import SessionsTarget
from solver.goals.shared_exercises import SharedExercises
from solver.goals.single_leg_share import SingleLegShare
from solver.goals.source_text import SourceText

#: Every goal, in the order of its default tier.
GOALS: tuple[Goal[Any], ...] = (
    # 1 sessions
    SessionsTarget(),
    # 2 patterns
    PatternExposures(),
    LegSessions(),
    # 3 placement
    ConsecutiveDays(),
    LegsAfterLong(),
    LegsNearVest(),
    Consolidation(),
    PowerNearRun(),
    EccentricBeforeLong(),
    FreeDay(),
    ExtraSessions(),
    LegSpacing(),
    # 4 coverage and balance
    Exposures(),
    CalfInLegSessions(),
    MuscleFloor(),
    AnteriorPosterior(),
    PushPull(),
    KneeHip(),
    SingleLegShare(),
    CoreContractions(),
    # 5 dose
    DoseTarget(),
    DoseExcess(),
    # 6 familiarity
    Continuity(),
    FewExercises(),
    HighestForm(),
    LoadedForms(),
    Preferences(),
    SharedExercises(),
    CoreVariety(),
    SourceText(),
)
