"""The ten runners of the evidence, each with the file in ``scenarios/`` that says the same."""

from pathlib import Path

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RUNNERS = {
    "P01_novice_3run": "novice_three_runs",
    "P02_marathon6_vest": "marathon_vest_hard_days",
    "P03_masters_58": "masters_fifty_eight",
    "P04_new_to_lifting_gym": "new_to_lifting_full_gym",
    "P05_home_bands": "home_bands_three_sessions",
    "P06_knee_pfp": "sore_knee",
    "P07_time_crunched_20": "time_crunched_twenty_minutes",
    "P08_triathlete": "triathlete_long_ride",
    "P09_ultra_b2b": "ultra_back_to_back",
    "P10_buddies_half_taper": "half_marathon_taper",
}
