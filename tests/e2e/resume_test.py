#!/usr/bin/env python3
"""Jobs that lose their process, their messages or their pages, and are gone on with: resume and retry."""

import http.server
import json
import re
import signal
import socket
import threading
import urllib.parse

import amqp
import crew

USAGE, NO_PRODUCT, PAGES_FAILED, PARTIAL = 2, 3, 4, 5


def slow_shop(one, products="300"):
    return one.generated_shop("--products", products, "--categories", "3", "--latency", "100")


def begin_scrape(one, shop, store, requests):
    scrape = one.start("scrape", "pricecrew", "scrape", *crew.FAST, "--store", store, "--format", "jsonl", *shop.urls)
    crew.wait_until(lambda: len(shop.requests()) >= requests, 30, f"{requests} requests")
    return scrape


def resume_scrape(one, shop, store, what):
    seen = len(shop.requests())
    done = one.scrape("--resume", "--store", store, "--format", "jsonl")
    crew.equal(f"exit code of {what} ({done.err[-500:]})", 0, done.code)
    crew.same_rows(what, shop.wanted, done.rows)
    more = len(shop.requests()) - seen
    assert more < len(shop.wanted), f"{what}: {more} requests is all over again"
    crew.one_line(f"{what}: its sum", done.err, "announced", "products")
    return done


def test_scrape_goes_on_after_kill(one):
    shop = slow_shop(one)
    store = one.folder / "store.db"
    begin_scrape(one, shop, store, 100).stop(signal.SIGKILL)
    whole = one.scrape("--format", "jsonl", *shop.urls)
    crew.equal("rows", whole.out, resume_scrape(one, shop, store, "scrape after kill -9").out)
    again = one.scrape("--resume", "--store", store)
    crew.equal("exit code where nothing is left to do", USAGE, again.code)
    crew.one_line("what is wrong", again.err, "no unfinished job", str(store))


def test_scrape_goes_on_after_several_kills(one):
    shop = slow_shop(one)
    store = one.folder / "store.db"
    begin_scrape(one, shop, store, 3).stop(signal.SIGKILL)
    for i in (1, 2, 3):
        seen = len(shop.requests())
        part = one.start(f"part{i}", "pricecrew", "scrape", *crew.FAST, "--resume", "--store", store)
        crew.wait_until(lambda seen=seen: len(shop.requests()) >= seen + 60, 30, "60 requests")
        part.stop(signal.SIGKILL)
    resume_scrape(one, shop, store, "scrape after four kills")


def test_scrape_goes_on_after_interrupt(one):
    shop = slow_shop(one)
    store = one.folder / "store.db"
    crew.equal("exit code of Ctrl-C", PARTIAL, begin_scrape(one, shop, store, 100).stop(signal.SIGINT).code)
    resume_scrape(one, shop, store, "scrape after Ctrl-C")


def test_scrape_has_nothing_to_go_on_with(one):
    cases = [(("--resume",), "--store"), (("--resume", "--store", one.folder / "none.db"), "no store"),
             (("--resume", "--store", one.folder / "none.db", "http://shop.test/c"), "URL")]
    for arguments, word in cases:
        done = one.scrape(*arguments)
        crew.equal(f"exit code of {arguments}", USAGE, done.code)
        crew.equal(f"lines of {arguments} ({done.err})", 1, len(done.err.splitlines()))
        assert word in done.err, done.err


def post(cluster, what, job, *flags):
    return cluster.crew.run("producer", what, job, "--aggregator-url", cluster.api, *flags)


def refused(what, done, *words):
    crew.equal(f"exit code of {what} ({done.err})", USAGE, done.code)
    crew.equal(f"lines of {what} ({done.err})", 1, len(done.err.splitlines()))
    crew.one_line(what, done.err, *words)


def new_stages(one, cluster, name):
    stage = ("--broker-url", cluster.broker, *cluster.budget, "--threads", "1")
    for program in (("producer", "serve"), ("worker",)):
        one.start(f"{name}-{program[0]}", *program, *stage).wait_for(r"slot \d+ of the")


def test_job_outlives_the_messages_of_its_broker(one):
    shop = slow_shop(one)
    cluster = crew.Cluster(one, producers=1, workers=1)
    submit = one.start("submit", "producer", "submit", "--wait", *cluster.flags(), "--format", "jsonl", *shop.urls)
    job = submit.wait_for(r"(?m)^job (\S+)$").group(1)
    crew.wait_until(lambda: cluster.settled(job) >= 40, 40, "40 settlements")
    for process in cluster.producers + cluster.workers:
        process.stop(signal.SIGKILL)
    amqp.empty(cluster.broker)
    new_stages(one, cluster, "new")
    done = post(cluster, "resume", job)
    crew.equal(f"exit code of resume ({done.err})", 0, done.code)
    crew.one_line("resume", done.out, job, "published again")
    ended = submit.wait(90)
    crew.equal(f"exit code of submit ({ended.err[-300:]})", 0, ended.code)
    crew.same_rows("the resumed job", shop.wanted, ended.rows)
    refused("resume of a job that has ended", post(cluster, "resume", job), job, "has ended")
    refused("retry of a job without failures", post(cluster, "retry", job), "no page", "failed")


def test_submit_that_died_before_it_published(one):
    shop = one.generated_shop("--products", "20", "--categories", "2")
    cluster = crew.Cluster(one, producers=0, workers=0)  # nobody takes the tasks, so that they can be lost
    opened = one.run("producer", "submit", *cluster.flags(), *shop.urls)
    job = opened.out.strip()
    crew.wait_until(lambda: "2 announced" in cluster.ask("status", job).out, 10, "the job at the aggregator")
    amqp.empty(cluster.broker)
    new_stages(one, cluster, "late")
    said = crew.wait_until(lambda: [line for line in cluster.ask("status", job).out.splitlines()
                                    if f"producer resume {job}" in line], 30, "advice in the status")
    assert "2 tasks" in said[0], said
    crew.equal("exit code of resume", 0, post(cluster, "resume", job).code)
    watch = cluster.ask("watch", job, "--format", "jsonl")
    crew.same_rows("the job", shop.wanted, watch.rows)


class StallingProxy:
    """Forwards to the broker until a program has sent `most` bytes; from then on nothing of what it sends."""

    def __init__(self, url, most):
        parts = urllib.parse.urlsplit(url)
        self.target, self.left = (parts.hostname, parts.port or 5672), most
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.stalled = threading.Event()
        self.url = url.replace(f":{self.target[1]}", f":{self.listener.getsockname()[1]}")
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, server = self.listener.accept()[0], socket.create_connection(self.target)
            threading.Thread(target=self.forward, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.forward, args=(server, client, False), daemon=True).start()

    def forward(self, source, to, counted):
        while data := source.recv(16_384):
            self.left -= len(data) if counted else 0
            if self.left < 0:
                self.stalled.set()
            if not (counted and self.stalled.is_set()):
                to.sendall(data)


def test_submit_that_is_interrupted_while_it_publishes(one):
    cluster = crew.Cluster(one, producers=0, workers=0)
    urls = [f"http://shop.invalid/a-product-with-a-long-name-{i:06}.html" for i in range(20_000)]
    text = "\n".join(urls)
    proxy = StallingProxy(cluster.broker, len(text) * 3 // 2)  # the ledger's messages hold each once, the tasks again
    submit = one.start("submit", "producer", "submit", "--broker-url", proxy.url, "--urls-file",
                       one.write("urls", text))
    assert proxy.stalled.wait(60), "the submit did not come so far"
    listed = crew.wait_until(lambda: re.search(r"(?m)^(\S+) +open +20 ", one.run(
        "producer", "list", "--aggregator-url", cluster.api).out), 20, "the opened job")
    job = listed.group(1)
    done = submit.stop(signal.SIGINT)
    crew.equal(f"exit code ({done.err})", PARTIAL, done.code)
    crew.equal(f"lines ({done.err})", 1, len(done.err.splitlines()))
    crew.one_line("what is left to do", done.err, f"producer resume {job}", f"producer cancel {job}")
    crew.one_line("resume", post(cluster, "resume", job).out, "20 tasks published again")


class Moody(http.server.BaseHTTPRequestHandler):
    """A shop of one category and six products; those in `missing` are not there, and one asks for a token."""

    missing = set()
    seen = []

    def do_GET(self):
        name = self.path.strip("/")
        self.seen.append((name, self.headers.get("X-Token")))
        gone = name in self.missing or name == "p5" and self.headers.get("X-Token") != "right"
        self.send_response(404 if gone or name == "robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((listing() if name == "c" else product(name)).encode())

    def log_message(self, *_):
        pass


def listing():
    cards = "".join(f'<li class="card"><a href="/p{i}"><h3>Lamp {i}</h3></a><span>{i}.50 EUR</span></li>'
                    for i in range(6))
    return f"<html><title>Lamps</title><body><ul>{cards}</ul></body></html>"


def product(name):
    data = {"@context": "https://schema.org", "@type": "Product", "name": f"Lamp {name}",
            "offers": {"@type": "Offer", "price": "3.50", "priceCurrency": "EUR"}}
    return (f"<html><head><title>Lamp {name}</title><script type='application/ld+json'>{json.dumps(data)}</script>"
            f"</head><body><h1>Lamp {name}</h1></body></html>")


def names(done):
    return [row["name"] for row in done.rows]


def test_retry_visits_what_failed_again(one):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Moody)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Moody.missing, Moody.seen = {"p1", "p3"}, []
    try:
        retry_failures(one, crew.Cluster(one, producers=1, workers=1),
                       f"http://127.0.0.1:{server.server_port}/c")
    finally:
        server.shutdown()


def retry_failures(one, cluster, url):
    first = cluster.submit("--format", "jsonl", "--header", "X-Token: wrong", "--user-agent", "tester", url)
    crew.equal(f"exit code ({first.err})", PAGES_FAILED, first.code)
    job = crew.job_of(first.err)
    crew.equal("products at first", ["Lamp p0", "Lamp p2", "Lamp p4"], names(first))
    files = cluster.output / job
    crew.wait_until((files / "summary.json").exists, 10, "the files")
    refused("retry for a reason that is none", post(cluster, "retry", job, "--reason", "dns"), "dns")
    Moody.missing = {"p3"}
    seen = len(Moody.seen)
    done = post(cluster, "retry", job, "--reason", "http_404", "--header", "X-Token: right")
    crew.equal(f"exit code of retry ({done.err})", 0, done.code)
    crew.one_line("retry", done.out, job, "3 tasks published again")
    watch = cluster.ask("watch", job, "--format", "jsonl")
    crew.equal("products after the retry", ["Lamp p0", "Lamp p1", "Lamp p2", "Lamp p4", "Lamp p5"], names(watch))
    crew.equal("pages visited again", {("p1", "right"), ("p3", "right"), ("p5", "right")},
               {entry for entry in Moody.seen[seen:] if entry[0] != "robots.txt"})
    crew.equal("exit code of watch", PAGES_FAILED, watch.code)
    crew.wait_until(lambda: crew.text_of(files / "products.jsonl") == watch.out, 10, "files written anew")
    summary = json.loads(crew.text_of(files / "summary.json"))
    crew.equal("failed in the summary", 1, summary["failed"])
    store = (one.folder / "store.db").read_bytes() + (one.folder / "store.db-wal").read_bytes()
    assert b"tester" in store, "the user agent is kept for a further retry"
    reader = post(cluster, "status", job)
    assert "complete" in reader.out, reader.out


def test_dead_messages_are_listed_with_reasons(one):
    cluster = crew.Cluster(one, producers=1, workers=1)
    link = amqp.Connection(cluster.broker)
    link.publish("pricecrew.tasks", "product.64.07", b"no JSON")
    link.publish("pricecrew.results", "results", b'{"v":1,"type":"nonsense"}')
    crew.wait_until(lambda: len(json.loads(cluster.get("/api/dead"))["dead"]) == 2, 30, "two dead messages")
    link.close()
    said = one.run("producer", "dead", "--aggregator-url", cluster.api)
    crew.equal("exit code", 0, said.code)
    crew.one_line("the task", said.out, "product.64.07", " 7  ")
    crew.one_line("the result", said.out, "results", " 25  ")
    as_json = one.run("producer", "dead", "--format", "json", "--aggregator-url", cluster.api)
    letters = json.loads(as_json.out)["dead"]
    for letter in letters:
        assert " " in letter["reason"], f"no words: {letter}"
    assert letters[0]["time"] >= letters[1]["time"], "the newest first"


def test_questions_about_jobs_that_are_none(one):
    cluster = crew.Cluster(one, producers=0, workers=0)
    job = "20260101-000000-abcdefgh"
    for what in ("status", "results", "watch", "resume", "retry"):
        refused(f"{what} of an unknown job", post(cluster, what, job), "knows no job", job)
        refused(f"{what} of what is no id", post(cluster, what, "../../readyz"), "not the id of a job")


crew.main(globals())
