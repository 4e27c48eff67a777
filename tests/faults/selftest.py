#!/usr/bin/env python3
"""The fault test's checks, fed with results that are right and then doctored: each must see what was done to them."""

import copy
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))

import checks  # noqa: E402
from faults import Excuse, excuses_for_crashes  # noqa: E402
from members import End  # noqa: E402

US = 1_000_000
BASE = "http://127.0.0.2:1"
PLAIN = {"stage": "product", "trouble": "none", "allowed": ["product:"], "base": BASE, "currency": "USD"}
TRUTH = {
    f"{BASE}/c/1": {"stage": "category", "trouble": "none", "allowed": ["listing:*"], "base": BASE,
                    "products": ["/p/a", "/p/b", "/p/gone", "/p/crash"], "next": None, "optional": False},
    f"{BASE}/p/a": {**PLAIN, "name": "A", "price": "1.00"},
    f"{BASE}/p/b": {**PLAIN, "name": "B", "price": "2.00"},
    f"{BASE}/p/gone": {**PLAIN, "name": "G", "price": "3.00", "trouble": "404", "allowed": ["failed:http_404"]},
    f"{BASE}/p/crash": {**PLAIN, "name": "C", "price": "4.00", "trouble": "crash", "allowed": ["failed:poison"]},
}
ROOTS = [f"{BASE}/c/1"]
TASKS = {f"{BASE}/c/1": ("listing", "products"), f"{BASE}/p/a": ("product", ""), f"{BASE}/p/b": ("product", ""),
         f"{BASE}/p/gone": ("failed", "http_404"), f"{BASE}/p/crash": ("failed", "poison")}
ROWS = [{"url": f"{BASE}/p/a", "name": "A", "price": "1.00", "currency": "USD"},
        {"url": f"{BASE}/p/b", "name": "B", "price": "2.00", "currency": "USD"}]
STATUS = {"state": "complete", "announced": 5, "products": 2, "duplicates": 0, "not_products": 0, "failed": 2,
          "skipped": 0, "listings": 1, "strays": 0, "sum": ""}


def request(start, end, **more):
    return {"host": "h", "path": "/p/a", "start": int(start * US), "end": int(end * US), "status": 200, **more}


POLITE = [request(number * 0.25, number * 0.25 + 0.4) for number in range(40)]
BUDGET = {"h": (2, 4)}
FAILED = []


def expect(what, violations, wanted):
    """`wanted` violations, and the doctored thing named in the first."""
    if len(violations) != wanted:
        FAILED.append(what)
        print(f"FAILED {what}: {len(violations)} violations instead of {wanted}: {violations[:3]}")


def see(what, violations):
    expect(what, violations, 1)


def see_pages():
    def outcomes(tasks, hook=True, truth=None):
        return checks.outcomes("j", truth or TRUTH, ROOTS, tasks, hook)[0]

    def products(rows, tasks=None):
        return checks.products("j", TRUTH, ROOTS, tasks or TASKS, rows, True)[0]

    expect("good outcomes", outcomes(TASKS), 0)
    expect("good products", products(ROWS), 0)
    see("one missing product", products(ROWS[:1]))
    see("one product twice", products([*ROWS, ROWS[0]]))
    see("one wrong price", products([{**ROWS[0], "price": "1.01"}, ROWS[1]]))
    see("one wrong name", products([{**ROWS[0], "name": "B"}, ROWS[1]]))
    see("a product from nowhere", products([*ROWS, {**ROWS[0], "url": f"{BASE}/p/x"}]))
    see("a product of a page that is gone", products([*ROWS, {**ROWS[0], "url": f"{BASE}/p/gone"}]))
    see("a lost task", outcomes({url: said for url, said in TASKS.items() if url != f"{BASE}/p/a"}))
    see("a task that is not settled", outcomes({**TASKS, f"{BASE}/p/a": (None, "")}))
    see("a task that is no page's", outcomes({**TASKS, f"{BASE}/p/x": ("product", "")}))
    see("a wrong reason", outcomes({**TASKS, f"{BASE}/p/gone": ("failed", "timeout")}))
    see("a wrong outcome", outcomes({**TASKS, f"{BASE}/p/b": ("failed", "http_500")}))
    see("a crash that is a product", outcomes({**TASKS, f"{BASE}/p/crash": ("product", "")}))
    expect("a crash that is a product, without the hook",
           outcomes({**TASKS, f"{BASE}/p/crash": ("product", "")}, hook=False), 0)
    see("a root that was lost", outcomes({}))


def see_ledger():
    expect("a good sum", checks.sums({"j": STATUS}).violations, 0)
    see("a wrong sum", checks.sums({"j": {**STATUS, "failed": 1}}).violations)
    expect("a job that ended", checks.ended({"j": STATUS}).violations, 0)
    see("a job that is open", checks.ended({"j": {**STATUS, "state": "open"}}).violations)


def see_requests():
    def over(requests, delays=None):
        return checks.budgets(requests, BUDGET, delays or {}).violations

    def broken(requests, excuses=()):
        return checks.holds(requests, excuses).violations

    expect("a polite log", over(POLITE), 0)
    see("one request too many at once", over([*POLITE, request(0.3, 0.35)]))
    burst = copy.deepcopy(POLITE) + [request(5 + number / 50, 5.001 + number / 50) for number in range(3)]
    see("three requests too many in a window", [one for one in over(burst) if "window" in one])
    expect("a client that left as the next began", over([request(0, 1, status=499), request(0, 1),
                                                         request(0.97, 1.5)]), 0)
    see("a client that left too late", over([request(0, 1, status=499), request(0, 1), request(0.9, 1.5)]))
    see("a Crawl-delay of 4 seconds", over(POLITE, {"h": 4}))
    hold = request(1, 1.1, hold_until=int(4.1 * US))
    expect("a hold that was kept", broken([hold, request(1.9, 2.0), request(4.2, 4.3)]), 0)
    see("one request during a hold", broken([hold, request(3, 3.1)]))
    expect("a hold that died with who heard it", broken([hold, request(3, 3.1)], [Excuse(1.3, 1.4)]), 0)
    crash, end = End("w", "itself", -6, 0, at=1.1), End("w", "itself", 3, 0, at=1.1)
    expect("a hold that a crash took", broken([hold, request(3, 3.1)], excuses_for_crashes([end, crash])), 0)
    see("a hold that only another end could have taken", broken([hold, request(3, 3.1)], excuses_for_crashes([end])))
    see("a hold long before a crash", broken([hold, request(3, 3.1)], excuses_for_crashes([End("w", "itself", -6, 0, at=2)])))
    see("a hold that died with nobody", broken([hold, request(3, 3.1)], [Excuse(9, 10)]))


def see_processes():
    expect("small workers", checks.memory({"worker0": 149 << 10, "aggregator": 900 << 10}, {"worker": 150}).violations, 0)
    see("a large worker", checks.memory({"worker0": 151 << 10}, {"worker": 150}).violations)
    see("a large newcomer", checks.memory({"newcomer": 151 << 10}, {"worker": 150}).violations)
    good = [End("w", "term", 0, 5), End("w", "kill", -9, 0), End("w", "itself", -6, 0)]
    expect("good ends", checks.exits(good, 6, True).violations, 0)
    expect("a crash after SIGTERM", checks.exits([End("w", "term", -6, 1)], 6, True).violations, 0)
    see("a crash after SIGTERM, without the hook", checks.exits([End("w", "term", -6, 1)], 6, False).violations)
    see("SIGTERM that ends with 1", checks.exits([End("w", "term", 1, 5)], 6, True).violations)
    see("SIGTERM that takes too long", checks.exits([End("w", "term", 0, 9)], 6, True).violations)
    see("an abort without the hook", checks.exits([End("w", "itself", -6, 0)], 6, False).violations)
    see("an end by itself", checks.exits([End("w", "itself", 3, 0)], 6, True).violations)
    expect("a dead message that a crash explains", checks.dead([("{}", f"{BASE}/p/crash")], {}, {f"{BASE}/p/crash"}).violations, 0)
    see("a dead message that nothing explains", checks.dead([("{}", f"{BASE}/p/a")], {}, {f"{BASE}/p/crash"}).violations)
    see("a message left over", checks.dead([], {"results": 2}, set()).violations)


def main():
    for see_all in (see_pages, see_ledger, see_requests, see_processes):
        see_all()
    print("the checks see what is wrong" if not FAILED else f"{len(FAILED)} failed")
    sys.exit(1 if FAILED else 0)


main()
