"""How facts are said: in plain words, with nothing in them that could steer a terminal."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.plan import PlannedExercise, PlannedSession
from solver.domain.week import Activity, Day, OtherSport, Run, Vest
from solver.domain.wording import muscle_words

SAFETY = "Not medical advice, no promise against injury. If pain stays, see a clinician."
NOTHING = "–"
#: What goes without saying on a page for people.
_UNREMARKABLE = frozenset({"", "usual place", "any time"})

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_RUN_WORDS = {
    "easy": "Easy run",
    "recovery": "Recovery run",
    "quality": "Quality run",
    "long": "Long run",
    "race": "Race",
}
_UNIT_WORDS = {"reps": "", "seconds": "s", "metres": "m", "contacts": " contacts"}


def clean(text: str) -> str:
    """Return ``text`` on one line, without terminal sequences, control, direction or unseen signs."""
    return " ".join(_CONTROL.sub(" ", _ANSI.sub("", text)).split())


def plain(identifier: str) -> str:
    """Return an id as words: ``free_weights`` becomes ``free weights``, ``anti_rotation`` anti-rotation."""
    return clean(identifier.replace("anti_", "anti-").replace("_", " "))


def sentence(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def listing(items: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def number(value: float) -> str:
    """Return ``8`` for 8.0 and ``6.5`` for 6.5."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(amount: int, noun: str) -> str:
    """Return ``1 session`` or ``2 sessions``."""
    return f"{amount} {noun}{'' if amount == 1 else 's'}"


def muscle(name: str) -> str:
    """Return a muscle or muscle group as people call it."""
    return clean(muscle_words(name))


def muscles(names: Iterable[str] | None) -> str:
    """Return the muscles of a list, each once."""
    return ", ".join(dict.fromkeys(muscle(name) for name in names or ()))


def day_word(day: str) -> str:
    """Return ``Wednesday`` for ``wed``; anything else as it is."""
    return DAY_WORDS.get(day, clean(day))


def subject(text: str) -> str:
    """Return the subject of a finding: ``wed/squat_goblet`` becomes ``Wednesday, squat_goblet``."""
    return ", ".join(day_word(part) for part in text.split("/"))


def duration(seconds: int) -> str:
    """Return a rest: ``90 s``, ``3 min``."""
    return f"{seconds // 60} min" if seconds >= 120 and seconds % 60 == 0 else f"{seconds} s"


def activities(day: Day) -> list[str]:
    """Return the day's runs and other sport, one line each, runs first."""
    return [_run(run) for run in day.all_runs] + [_sport(sport) for sport in day.all_other]


def _run(run: Run) -> str:
    word = _RUN_WORDS[run.kind]
    if run.kind == "race":
        word += f" ({run.race_priority})"
    distance = [f"{number(run.distance_km)} km"] if run.distance_km else []
    return ", ".join([" ".join([word, *distance, *_minutes(run)]), *_vest(run)])


def _sport(sport: OtherSport) -> str:
    hard = ["hard"] if sport.hard else []
    return ", ".join([" ".join([sentence(clean(sport.sport)), *_minutes(sport)]), *hard, *_vest(sport)])


def _minutes(activity: Activity) -> list[str]:
    return [] if activity.minutes is None else [f"{activity.minutes} min"]


def _vest(activity: Activity) -> list[str]:
    if isinstance(activity.vest, Vest):
        return [f"vest {activity.vest.minutes} min"]
    return ["weight vest"] if activity.vest else []


def exercise_name(exercise: PlannedExercise) -> str:
    """Return the exercise's name, or its id when it has none."""
    return clean(exercise.name or exercise.exercise)


def dose(exercise: PlannedExercise) -> str:
    """Return the dose in gym notation: as the plan says it, else from its parts."""
    if exercise.prescription:
        return clean(exercise.prescription)
    if exercise.amount is None:
        return count(exercise.sets, "set")
    side = "/side" if exercise.per_side else ""
    effort = f" @ RPE {exercise.rpe}" if exercise.rpe else ""
    return f"{exercise.sets}x{exercise.amount}{_UNIT_WORDS[exercise.unit or 'reps']}{side}{effort}"


def rest(exercise: PlannedExercise) -> str:
    """Return the rest after a set, empty when the plan does not say."""
    return "" if exercise.rest_seconds is None else duration(exercise.rest_seconds)


def marks(session: PlannedSession) -> list[str]:
    """Return for every exercise its place in its pair, ``A1`` or ``A2``; empty when it is done alone."""
    seen: dict[str, int] = {}
    found = []
    for exercise in session.exercises:
        letter = clean(exercise.pair or "").upper()
        if letter:
            seen[letter] = seen.get(letter, 0) + 1
        found.append(f"{letter}{seen[letter]}" if letter else "")
    return found


def brackets(session: PlannedSession) -> list[str]:
    """Return for every exercise the piece of a bracket that ties neighbours of a pair together."""
    letters = [clean(exercise.pair or "").upper() for exercise in session.exercises]
    pieces = []
    for before, own, after in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
        up, down = own and own == before, own and own == after
        pieces.append("│" if up and down else "┐" if down else "┘" if up else " ")
    return pieces


def paired_note(session: PlannedSession) -> str:
    """Say which exercises alternate; empty when none do."""
    found = [mark for mark in marks(session) if mark]
    pairs = [f"{one}/{two}" for one, two in pairwise(sorted(found)) if one[:-1] == two[:-1]]
    return f"{listing(pairs)} alternate set by set." if pairs else ""


def where_and_when(session: PlannedSession) -> list[str]:
    """Return place and start of a session, less what goes without saying."""
    return [words for words in (place_of(session), clean(session.start or "")) if words not in _UNREMARKABLE]


def place_of(session: PlannedSession) -> str:
    """Return the place of a session, empty for the usual one."""
    place = plain(session.place or "")
    return "" if place in _UNREMARKABLE else place


def purposes(exercise: PlannedExercise) -> str:
    """Return what an exercise counts toward, muscles left out: ``knee, unilateral, preferences``."""
    goals = (goal.partition("/") for goal in exercise.serves or () if not goal.startswith("dose_"))
    return ", ".join(dict.fromkeys(plain(part or goal) for goal, _, part in goals))


def session_facts(session: PlannedSession) -> list[str]:
    """Return what is known of a session beside its exercises: length, place, start, kind, legs."""
    facts = []
    if session.minutes is not None:
        facts.append(f"{session.minutes} min")
    facts += where_and_when(session)
    if session.modality:
        facts.append(plain(session.modality) if session.modality != "mixed" else "weights and bands")
    if session.fatigue is not None:
        facts.append(f"leg fatigue {number(session.fatigue)}")
    return facts


def in_day_order(sessions: Iterable[PlannedSession]) -> list[PlannedSession]:
    """Return sessions from Monday to Sunday."""
    return sorted(sessions, key=lambda session: DAYS.index(session.day))
