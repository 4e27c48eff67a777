"""The report of a run: a table of the checks, then the violations, those of one shape on one line."""

import re

MOST_SHOWN = 40
VARIES = re.compile(r"^\d{8}-\d{6}-\w+|http://\S+|\d+(\.\d+)+|\b\d+ more")


def shape_of(violation):
    """What violations that say the same of different jobs and pages have in common."""
    return VARIES.sub("#", violation)


def lines_of(violations):
    """One line for each shape, the most frequent first: how often, and an example."""
    shapes = {}
    for violation in violations:
        shapes.setdefault(shape_of(violation), []).append(violation)
    for alike in sorted(shapes.values(), key=len, reverse=True):
        yield f"{alike[0]}" + (f" (and {len(alike) - 1} alike)" if len(alike) > 1 else "")


def show(verdicts, rounds):
    """Prints it; how many violations there are."""
    width = max(len(one.name) for one in verdicts)
    print()
    print(f"{'check':{width}}  verdict  seen")
    for one in verdicts:
        verdict = "ok" if not one.violations else f"{len(one.violations)} bad"
        print(f"{one.name:{width}}  {verdict:7}  {one.seen}")
    for one in verdicts:
        lines = list(lines_of(one.violations))
        for line in lines[:MOST_SHOWN]:
            print(f"VIOLATION ({one.name}) {line}")
        if len(lines) > MOST_SHOWN:
            print(f"VIOLATION ({one.name}) ... and {len(lines) - MOST_SHOWN} other lines")
    bad = sum(len(one.violations) for one in verdicts)
    print(f"{rounds} rounds, {bad} violations", flush=True)
    return bad
