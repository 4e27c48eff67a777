"""What must hold after a run, as pure functions of what was recorded. Each returns a Verdict."""

import collections
import fnmatch

TOLERANCE = 0.05
HOLD_SPREADS = 1.0  # seconds from the announcement of a hold until everyone keeps it
WORKER_MB = 150


class Verdict:
    """One line of the report: what was checked, what was seen, and each violation in words."""

    def __init__(self, name, seen, violations):
        self.name, self.seen, self.violations = name, seen, violations


def ended(statuses):
    """Every job is complete."""
    still = [f"{job} is {one['state']}: {one['sum']}" for job, one in statuses.items() if one["state"] != "complete"]
    return Verdict("every job ended", f"{len(statuses) - len(still)} of {len(statuses)}", still)


def sums(statuses):
    """announced = products + duplicates + not products + failed + skipped + listings"""
    wrong = []
    for job, one in statuses.items():
        parts = ("products", "duplicates", "not_products", "failed", "skipped", "listings")
        total = sum(one[part] for part in parts)
        if total != one["announced"]:
            wrong.append(f"{job}: {one['announced']} announced, {total} settled: {one['sum']}")
    tasks = sum(one["announced"] for one in statuses.values())
    strays = sum(one["strays"] for one in statuses.values())
    return Verdict("the ledgers' sums", f"{tasks} tasks, {strays} strays", wrong)


def allowed(page, crash_hook):
    """The outcomes of a page; without the hook, one that was to crash is a good page."""
    if page["trouble"] != "crash" or crash_hook or page["allowed"] != ["failed:poison"]:
        return page["allowed"]
    return ["product:" if page["stage"] == "product" else "listing:*"]


def reachable(truth, roots, tasks):
    """The pages that the settled listings lead to, by URL, in the order of finding."""
    found, waiting = {}, collections.deque(roots)
    while waiting:
        url = waiting.popleft()
        if url in found:
            continue
        page = found[url] = truth[url]
        if page["stage"] == "category" and tasks.get(url, (None, ""))[0] == "listing":
            waiting.extend(page["base"] + path for path in page["products"])
            if page["next"] and page["base"] + page["next"] in truth:
                waiting.append(page["base"] + page["next"])
    return found


def outcomes(job, truth, roots, tasks, crash_hook):
    """Each page that can be found has an allowed outcome, and nothing else is in the ledger. Counts by trouble."""
    wrong, counts = [], collections.Counter()
    pages = reachable(truth, roots, tasks)
    for url, page in pages.items():
        outcome, reason = tasks.get(url, ("missing", ""))
        said, wanted = f"{outcome}:{reason}", allowed(page, crash_hook)
        counts[page["trouble"]] += 1
        fits = any(fnmatch.fnmatchcase(said, one) for one in wanted)
        if not fits and not (outcome == "missing" and page.get("optional")):
            wrong.append(f"{job}: {page['trouble']} at {url} is {said}, not {' or '.join(wanted)}")
    wrong += [f"{job}: {url} is in the ledger, but no page led there" for url in tasks if url not in pages]
    return wrong, counts


def products(job, truth, roots, tasks, rows, crash_hook):
    """The rows are the good pages' facts: none missing, none twice, none wrong, none else."""
    wrong = []
    times = collections.Counter(row["url"] for row in rows)
    wrong += [f"{job}: {url} is there {count} times" for url, count in times.items() if count > 1]
    good = {url: page for url, page in reachable(truth, roots, tasks).items() if page["stage"] == "product"
            and "product:" in allowed(page, crash_hook)}
    for url, page in good.items():
        closed = len(allowed(page, crash_hook)) > 1 and tasks.get(url, ("",))[0] in ("skipped", "failed")
        if url not in times and not closed:
            wrong.append(f"{job}: {url} is missing ({page['trouble']})")
    for row in rows:
        page = good.get(row["url"])
        if page is None:
            wrong.append(f"{job}: {row['url']} is no product")
            continue
        for fact in ("name", "price", "currency"):
            if row[fact] != page[fact]:
                wrong.append(f"{job}: {fact} of {row['url']} is {row[fact]!r}, not {page[fact]!r}")
    return wrong, len(rows)


def most_at_once(requests):
    """An end at the very time of a start is no overlap. What its client left ends within the tolerance."""
    events = []
    for one in requests:
        left = TOLERANCE * 1e6 if one["status"] == 499 else 0
        events += [(one["start"], 1), (max(one["start"], one["end"] - left), -1)]
    running = most = 0
    for _, change in sorted(events):
        running += change
        most = max(most, running)
    return most


def most_beyond_rate(requests, rate):
    """The most by which the starts in any window exceed rate * its length (plus the tolerance): at most C is allowed.

    The window of starts i to j has j - i + 1 starts in s[j] - s[i] seconds, so what counts is the largest
    (j + 1 - rate s[j]) - (i - rate s[i]): one pass with the smallest second term so far.
    """
    starts = sorted(one["start"] / 1e6 for one in requests)
    smallest, most = float("inf"), 0.0
    for number, start in enumerate(starts):
        past = start - starts[0]
        smallest = min(smallest, number - rate * past)
        most = max(most, number + 1 - rate * past - smallest)
    return most - rate * TOLERANCE


def by_host(requests):
    hosts = collections.defaultdict(list)
    for one in requests:
        hosts[one["host"]].append(one)
    return hosts


def _over(host, requests, concurrency, rate, what):
    wrong = []
    most = most_at_once(requests)
    if most > concurrency:
        wrong.append(f"{host}: {most} requests at once of {concurrency}{what}")
    if rate > 0:
        beyond = most_beyond_rate(requests, rate)
        if beyond > concurrency + 1e-6:
            wrong.append(f"{host}: a window holds {beyond:.1f} starts more than {rate} a second allow; "
                         f"{concurrency} may be{what}")
    return wrong


def budgets(requests, budget_of, crawl_delays):
    """Per host: at most C at once, and at most R * T + C starts in every window of T seconds."""
    wrong, most = [], collections.Counter()
    for host, own in sorted(by_host(requests).items()):
        concurrency, rate = budget_of[host]
        most[concurrency] = max(most[concurrency], most_at_once(own))
        wrong += _over(host, own, concurrency, rate, "")
        if host in crawl_delays:
            pages = [one for one in own if one["path"] != "/robots.txt"]
            wrong += _over(host, pages, min(2, concurrency), 1 / crawl_delays[host], " by its Crawl-delay")
    seen = ", ".join(f"{most[c]} of {c}" for c in sorted(most))
    return Verdict("budgets of the hosts", f"{len(requests)} requests; at once {seen}", wrong)


def holds(requests, excuses):
    """No request starts while its host is on hold, from a second after the announcement on."""
    wrong, told, excused = [], 0, 0
    for host, own in sorted(by_host(requests).items()):
        starts = sorted((one["start"] / 1e6, one["path"]) for one in own)
        for hold in (one for one in own if one.get("hold_until")):
            told += 1
            at, until = hold["end"] / 1e6, hold["hold_until"] / 1e6
            early = [(start, path) for start, path in starts if at + HOLD_SPREADS < start < until - TOLERANCE]
            if early and any(one.begin <= at <= one.end for one in excuses):
                excused += 1
            elif early:
                wrong.append(f"{host}: {early[0][1]} was asked for {early[0][0] - at:.2f} s into a hold of "
                             f"{until - at:.2f} s, and {len(early) - 1} more")
    return Verdict("holds of hosts", f"{told} holds, {excused} lost in a fault with who heard it", wrong)


def memory(highest_kb_by_name, limits_mb):
    """`limits_mb` by role: the name without its number."""
    wrong = []
    worst = collections.Counter()
    for name, highest in highest_kb_by_name.items():
        role = name.rstrip("0123456789").replace("newcomer", "worker")
        worst[role] = max(worst[role], highest // 1024)
        if role in limits_mb and highest / 1024 >= limits_mb[role]:
            wrong.append(f"{name} had {highest / 1024:.0f} MB, {limits_mb[role]} are allowed")
    return Verdict("highest memory", ", ".join(f"{role} {worst[role]} MB" for role in sorted(worst)), wrong)


def exits(ends, grace, crash_hook):
    """SIGTERM ends with 0 within the grace time; by itself nothing ends; but a page may crash its reader at any time."""
    wrong, count = [], collections.Counter()
    for one in ends:
        count[one.how] += 1
        crashed = one.code == -6 and crash_hook
        if one.how == "term" and not crashed and (one.code != 0 or one.seconds > grace + 2):
            wrong.append(f"{one.member} ended {one.seconds:.1f} s after SIGTERM with {one.code}")
        if one.how == "itself" and not crashed:
            wrong.append(f"{one.member} ended by itself with {one.code}")
    seen = f"{count['term']} by SIGTERM, {count['kill']} by kill -9, {count['itself']} by themselves"
    return Verdict("ends of processes", seen, wrong)


def dead(dead_messages, left, crash_ids):
    """Each dead message is about a page that crashes its reader; nothing is left in a queue."""
    wrong = [f"a dead message that no page explains: {headers[:200]} {body[:100]}" for headers, body in dead_messages
             if not any(one in headers or one in body for one in crash_ids)]
    wrong += [f"{count} messages left in {queue}" for queue, count in left.items()]
    return Verdict("dead messages", f"{len(dead_messages)}", wrong)
