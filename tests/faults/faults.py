"""What goes wrong, round by round: a sequence that the seed alone decides, and how each fault is carried out."""

import signal
import time

# Weights: what costs a whole broker is rarer than what costs a process.
KINDS = {"kill worker": 24, "kill producer": 10, "kill aggregator": 7, "term worker": 14, "term producer": 7,
         "term aggregator": 5, "cut worker": 10, "cut producer": 5, "cut aggregator": 4, "stall worker": 4,
         "newcomer": 6, "restart broker": 1, "kill broker": 2, "partition worker": 1}
COUNTS = {"worker": 4, "producer": 2, "aggregator": 1}
STALL = 2
KILLED_WITHIN = 0.2
CRASH = -signal.SIGABRT
PARTITION = 22  # longer than the lease of 15 s and than the broker's patience with a silent client
NEWCOMER = "newcomer"
# How long before a fault a hold may have been announced that only the victim heard of, and not told yet.
UNTOLD = 0.5


def sequence(dice):
    """Endless: (kind, name of the victim or none)."""
    while True:
        kind = dice.choices(list(KINDS), list(KINDS.values()))[0]
        role = kind.split()[1] if " " in kind else kind
        number = dice.randrange(COUNTS.get(role, 1))
        yield kind, {"broker": None, "aggregator": "aggregator", NEWCOMER: NEWCOMER}.get(role, f"{role}{number}")


class Excuse:
    """A time, in seconds since 1970, in which an announced hold may have been lost with the one that heard it."""

    def __init__(self, begin, end):
        self.begin, self.end = begin - UNTOLD, end


def carry_out(kind, victim, crew_members, broker):
    """Returns when the fault is over and its victim was started again."""
    {"kill": kill, "term": term, "cut": cut, "stall": stall, "partition": partition, "newcomer": newcomer,
     "restart": restart}[kind.split()[0]](victim, crew_members, broker)


def excuse_for(kind, victim, began, back):
    """Where a hold may be lost in a fault, the Excuse: a process that was killed tells nothing any more, one that is
    cut off tells it when it is back, and without a broker nobody does. Who was asked to end tells what it heard."""
    what = kind.split()[0]
    if what in ("term", "newcomer"):
        return []
    return [Excuse(began, began + KILLED_WITHIN if what == "kill" and victim else back)]


def excuses_for_crashes(ends):
    """A page that crashes its reader takes with it what that had heard and not told yet, as kill -9 does."""
    return [Excuse(one.at, one.at + KILLED_WITHIN) for one in ends if one.code == CRASH]


def kill(victim, crew_members, broker):
    if victim is None:
        broker.kill()
        broker.resume()
    else:
        crew_members.members[victim].stop("kill")
        crew_members.members[victim].start()


def term(victim, crew_members, _):
    crew_members.members[victim].stop("term")
    crew_members.members[victim].start()


def cut(victim, crew_members, _):
    crew_members.members[victim].proxy.cut()


def stall(victim, crew_members, _, seconds=STALL):
    proxy = crew_members.members[victim].proxy
    proxy.stall()
    time.sleep(seconds)
    proxy.resume()


def partition(victim, crew_members, broker):
    stall(victim, crew_members, broker, PARTITION)


def newcomer(_, crew_members, __):
    if NEWCOMER in crew_members.members:
        crew_members.leave(NEWCOMER)
    else:
        crew_members.join(NEWCOMER)


def restart(_, __, broker):
    broker.halt()
    broker.resume()
