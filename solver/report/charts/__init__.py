"""Charts of plans, sweeps, fronts and run plans, as altair charts.

altair is loaded when a chart is made; `save_chart` writes SVG, PNG and HTML that needs no network.
"""

from solver.report.charts.doses import balance_chart, dose_chart
from solver.report.charts.load import load_chart
from solver.report.charts.look import draw_offline, save_chart
from solver.report.charts.sweeps import front_chart, heat_chart
from solver.report.charts.week import week_chart

__all__ = [
    "balance_chart",
    "dose_chart",
    "draw_offline",
    "front_chart",
    "heat_chart",
    "load_chart",
    "save_chart",
    "week_chart",
]
