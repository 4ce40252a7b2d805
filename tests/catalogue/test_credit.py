"""What one set credits to muscle groups, in half-sets."""

import pytest

from solver.catalogue.reader import shipped
from solver.domain.exercise import MUSCLE_GROUPS


@pytest.mark.parametrize(
    ("form", "credit"),
    [
        ("squat_bw", {"quads": 2, "glutes": 2, "adductors": 1}),
        ("rdl_db", {"hamstrings": 2, "glutes": 2}),  # erectors and forearms are no group
        ("lunge_reverse_bw", {"quads": 2, "glutes": 2, "hamstrings": 1, "abductors": 1, "adductors": 1}),
        ("calf_raise_bi", {"calves": 2}),  # gastrocnemius first, soleus second: one credit, the better
        ("soleus_sl", {"calves": 2}),
        ("calf_hold_sl", {"calves": 2}),
        ("tib_raise", {}),
        ("hip_abd_side", {"abductors": 2, "glutes": 1}),
        ("pushup", {"press": 2, "trunk": 1}),
        ("ohp_fw", {"press": 2, "trunk": 1}),
        ("row_fw", {"back": 2}),
        ("pulldown_band", {"back": 2}),  # lats first, mid back second
        ("back_ext_incline", {"glutes": 2, "hamstrings": 1}),
        # core credits trunk, glutes, abductors and adductors only
        ("plank_straight", {"trunk": 2}),  # not the front delts
        ("bear_crawl", {"trunk": 2}),  # not quads and front delts
        ("body_saw_slider", {"trunk": 2}),  # not the lats
        ("bird_dog", {"trunk": 2, "glutes": 1}),
        ("bridge_march", {"trunk": 2, "glutes": 1}),  # not the hamstrings
        ("side_plank", {"trunk": 2, "abductors": 1, "adductors": 1}),
        ("copenhagen_short", {"trunk": 2, "adductors": 2, "abductors": 1}),
        ("farmer_carry", {"trunk": 1}),  # not the calves
        ("reverse_table_hold", {"glutes": 1}),
        # explosive work is no hard set
        ("kb_swing", {}),
        ("squat_jump", {}),
        ("pogo_hop", {}),
    ],
)
def test_half_sets(form: str, credit: dict[str, int]) -> None:
    """Two half-sets for a primary muscle, one for a secondary one, the best member counting."""
    assert shipped()[form].half_sets == credit


def test_only_pushes_credit_press() -> None:
    """No other pattern trains the press, whatever muscles it names."""
    patterns = {form.pattern for form in shipped().values() if "press" in form.half_sets}
    assert patterns == {"push_horizontal", "push_vertical"}


def test_every_group_can_be_trained() -> None:
    """Each group has a form without equipment that credits it in full."""
    bare = [form for form in shipped().values() if () in form.equipment_sets]
    trained = {group for form in bare for group, credit in form.half_sets.items() if credit == 2}
    assert trained == set(MUSCLE_GROUPS)
