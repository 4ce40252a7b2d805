"""What each goal counts, as a runner would call it: one of it and several, and more or fewer of it."""

NOUNS: dict[str, tuple[str, str]] = {
    "sessions_target": ("session too few", "sessions too few"),
    "pattern_exposures": ("session short for a movement", "sessions short for a movement"),
    "leg_sessions": ("leg session too few", "leg sessions too few"),
    "consecutive_days": ("pair of sessions on days in a row", "pairs of sessions on days in a row"),
    "legs_after_long": (
        "leg session on the day after a long run",
        "leg sessions on the day after a long run",
    ),
    "legs_near_vest": (
        "leg session right before or after a vest day",
        "leg sessions right before or after a vest day",
    ),
    "consolidation": (
        "session on a day your policy would keep clear",
        "sessions on days your policy would keep clear",
    ),
    "power_near_run": ("session with jumps soon after a run", "sessions with jumps soon after a run"),
    "eccentric_before_long": (
        "session that leaves sore legs for the long run",
        "sessions that leave sore legs for the long run",
    ),
    "free_day": ("day fully off too few", "days fully off too few"),
    "extra_sessions": ("session above the number wanted", "sessions above the number wanted"),
    "leg_spacing": (
        "pair of leg sessions too close together",
        "pairs of leg sessions too close together",
    ),
    "exposures": ("session short for a kind of exercise", "sessions short for a kind of exercise"),
    "calf_in_leg_sessions": ("leg session without a calf exercise", "leg sessions without a calf exercise"),
    "muscle_floor": ("set below a muscle group's minimum", "sets below a muscle group's minimum"),
    "anterior_posterior": (
        "half-set out of balance, front against back of the body",
        "half-sets out of balance, front against back of the body",
    ),
    "push_pull": (
        "half-set out of balance, push against pull",
        "half-sets out of balance, push against pull",
    ),
    "knee_hip": (
        "half-set out of balance, knee- against hip-led leg work",
        "half-sets out of balance, knee- against hip-led leg work",
    ),
    "single_leg_share": (
        "half-set out of balance, one leg against two",
        "half-sets out of balance, one leg against two",
    ),
    "core_contractions": (
        "half-set out of balance, core holds against core motion",
        "half-sets out of balance, core holds against core motion",
    ),
    "dose_target": ("set below a muscle group's target", "sets below a muscle group's target"),
    "dose_excess": ("set beyond what a muscle group can use", "sets beyond what a muscle group can use"),
    "continuity": (
        "exercise that was not in last week's plan",
        "exercises that were not in last week's plan",
    ),
    "few_exercises": ("exercise to remember", "exercises to remember"),
    "highest_form": (
        "step below the hardest version you have earned",
        "steps below the hardest versions you have earned",
    ),
    "loaded_forms": (
        "exercise without load where a loaded one is open",
        "exercises without load where loaded ones are open",
    ),
    "preferences": ("favourite exercise left out", "favourite exercises left out"),
    "shared_exercises": (
        "exercise too few that all sessions share",
        "exercises too few that all sessions share",
    ),
    "core_variety": (
        "core exercise that does the same as another of its session",
        "core exercises that do the same as others of their session",
    ),
    "source_text": (
        "exercise from outside the basic programme",
        "exercises from outside the basic programme",
    ),
}

#: Goals that count what is missing: one of it and several, where ``1 more session too few`` would be hard to
#: read. One missing more is one there fewer: ``1 session fewer``.
THERE: dict[str, tuple[str, str]] = {
    "sessions_target": ("session {}", "sessions {}"),
    "leg_sessions": ("leg session {}", "leg sessions {}"),
    "free_day": ("day fully off {}", "days fully off {}"),
    "shared_exercises": ("exercise {} that all sessions share", "exercises {} that all sessions share"),
}
