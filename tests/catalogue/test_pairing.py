"""Which exercises alternate, held against every possible matching."""

import random
from collections.abc import Iterator, Sequence

import pytest

from solver.catalogue.dose import Dose
from solver.catalogue.pairing import Candidate, best_pairs, may_pair
from solver.catalogue.reader import shipped
from solver.domain.exercise import Exercise
from tests.support.weeks import case_for

Pairs = tuple[tuple[int, int], ...]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("squat_goblet", "leg"),
        ("hip_abd_side", "leg"),
        ("lateral_lunge_bw", "leg"),
        ("pushup", "push"),
        ("row_fw", "pull"),
        ("calf_raise_bi", "calf"),
        ("tib_raise", "calf"),
        ("plank_forearm", "core"),
        ("hip_flexion_march_bw", "core"),
        ("back_ext_floor", "core"),
        ("bird_dog", "core"),
        ("farmer_carry", "pull"),  # the grip
        ("squat_back_bb", None),  # heavy
        ("kb_swing", None),  # explosive
        ("sled_drag_fwd", None),  # glutes and calves
        ("copenhagen_short", None),  # adductors and obliques
        ("back_ext_incline", None),  # erectors and glutes
    ],
)
def test_pair_classes(form: str, kind: str | None) -> None:
    """A form has the class of all its primary muscles, none when they are of two or it is done alone."""
    assert shipped()[form].pair_class == kind


def test_classes_never_share_a_primary_muscle() -> None:
    """Any two classes may alternate without looking at muscles: the model counts on it."""
    kinds: dict[str, set[str]] = {}
    for form in shipped().values():
        if form.pair_class is not None:
            kinds.setdefault(form.pair_class, set()).update(form.primary_muscles)
    assert sum(len(muscles) for muscles in kinds.values()) == len(set.union(*kinds.values()))


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        (("squat_goblet", 3), ("pushup", 3), True),
        (("squat_goblet", 3), ("pushup", 2), True),
        (("squat_goblet", 4), ("pushup", 3), False),
        (("squat_goblet", 3), ("rdl_db", 3), False),
        (("squat_back_bb", 2), ("pushup", 2), False),
        (("pogo_hop", 2), ("pushup", 2), False),
    ],
)
def test_may_pair(first: tuple[str, int], second: tuple[str, int], allowed: bool) -> None:
    """Two classes, neither heavy nor explosive, three sets at most; in either order."""
    a, b = (shipped()[form] for form, _ in (first, second))
    assert may_pair(a, first[1], b, second[1]) is allowed
    assert may_pair(b, second[1], a, first[1]) is allowed


def every_matching(left: Sequence[int]) -> Iterator[Pairs]:
    """Yield every set of disjoint pairs."""
    if not left:
        yield ()
        return
    first, *rest = left
    yield from every_matching(rest)
    for at, second in enumerate(rest):
        for others in every_matching([*rest[:at], *rest[at + 1 :]]):
            yield ((first, second), *others)


def is_legal(a: Exercise, a_sets: int, b: Exercise, b_sets: int) -> bool:
    """Say it from the rule's own words, without the code under test."""
    alone = {a.rest_class, b.rest_class} & {"heavy", "power"} or max(a_sets, b_sets) > 3
    return not alone and None not in (a.pair_class, b.pair_class) and a.pair_class != b.pair_class


def worth(session: Sequence[Candidate], pairs: Pairs) -> tuple[int, int, int]:
    """Return seconds saved, less what the order of preference takes: unlike sets, distance."""
    saved = sum(
        session[at][2] * (session[at][1].set_seconds - session[at][1].paired_seconds)
        for pair in pairs
        for at in pair
    )
    unlike = sum(abs(session[a][2] - session[b][2]) for a, b in pairs)
    return saved, -unlike, -sum(b - a for a, b in pairs)


def random_session(seed: int) -> list[Candidate]:
    picker = random.Random(seed)
    doses = case_for(athlete={"level": "advanced", "ladder": {"squat": 4}}).doses
    forms = picker.sample(sorted(shipped()), picker.randint(2, 8))
    found: list[tuple[Exercise, Dose]] = [(shipped()[form], dose) for form in forms if (dose := doses[form])]
    return [(form, dose, picker.randint(2, max(2, dose.max_sets))) for form, dose in found]


@pytest.mark.parametrize("seed", range(60))
def test_best_pairs_are_the_best_of_all(seed: int) -> None:
    """Of all matchings the one that saves most is taken, then equal sets, then neighbours."""
    session = random_session(seed)
    legal = (
        pairs
        for pairs in every_matching(range(len(session)))
        if all(is_legal(session[a][0], session[a][2], session[b][0], session[b][2]) for a, b in pairs)
    )
    assert worth(session, best_pairs(session)) == max(worth(session, pairs) for pairs in legal)


def test_no_pairs_among_one_kind() -> None:
    """Three leg exercises have no pair, nor has a session of one."""
    doses = case_for().doses
    legs = [(shipped()[form], doses[form], 2) for form in ("squat_goblet", "rdl_db", "leg_press")]
    assert best_pairs([(form, dose, sets) for form, dose, sets in legs if dose]) == ()
    assert best_pairs([]) == ()
