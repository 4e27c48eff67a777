"""The report of a run: a table of the checks, then the violations."""

MOST_SHOWN = 15


def show(verdicts, rounds):
    width = max(len(one.name) for one in verdicts)
    print()
    print(f"{'check':{width}}  verdict  seen")
    for one in verdicts:
        verdict = "ok" if not one.violations else f"{len(one.violations)} bad"
        print(f"{one.name:{width}}  {verdict:7}  {one.seen}")
    for one in verdicts:
        for violation in one.violations[:MOST_SHOWN]:
            print(f"VIOLATION ({one.name}) {violation}")
        if len(one.violations) > MOST_SHOWN:
            print(f"VIOLATION ({one.name}) ... and {len(one.violations) - MOST_SHOWN} more")
    bad = sum(len(one.violations) for one in verdicts)
    print(f"{rounds} rounds, {bad} violations", flush=True)
    return bad
