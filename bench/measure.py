"""Time what two sides do, one after the other in one run, so that a busy machine is busy for both."""

from collections.abc import Callable
from statistics import median

import time


def alternately(sides: dict[str, Callable[[int], object]], times: int) -> dict[str, float]:
    """Median milliseconds of processor time of each side, called in turn ``times`` times after two rounds to warm up."""
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(times + 2):
        for name, act in sides.items():
            started = time.process_time()
            act(turn)
            spent[name].append((time.process_time() - started) * 1000)
    return {name: median(values[2:]) for name, values in spent.items()}


def row(what: str, ours: float, theirs: float, unit: str, target: str) -> None:
    """Print one line: what was measured, both sides, the ratio, the target."""
    print(f"{what:<58} {ours:9.1f} {theirs:9.1f} {unit:<5} {ours / theirs:6.2f}   {target}", flush=True)


def heading(title: str, ours: str, theirs: str) -> None:
    """Print a heading over rows."""
    print(f"\n{title:<58} {ours:>9} {theirs:>9} {'':<5} {'ratio':>6}   target", flush=True)
