#!/usr/bin/env python3
"""What a job sends in confidence, a header and a cookie, reaches the shop and nothing else: no log, output or answer."""

import http.server
import threading

import crew

HEADER, COOKIE, PASSWORD = "s3cret-header-8c1f", "s3cret-cookie-42aa", "s3cret-proxy-77d0"
DEBUG = ("--log-level", "debug", "--log-format", "json")
PRODUCT = """<html><head><title>{name}</title><script type="application/ld+json">
{{"@context":"https://schema.org","@type":"Product","name":"{name}",
"offers":{{"@type":"Offer","price":"{price}.50","priceCurrency":"EUR"}}}}</script></head><body><h1>{name}</h1></body></html>"""


class Listener(http.server.BaseHTTPRequestHandler):
    """A small shop that keeps the headers of every request; product 3 fails, so that something is complained about."""

    seen = []

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers.items())))
        number = self.path.rpartition("/")[2]
        if self.path == "/c":
            cards = (f'<li class="product"><a href="/product/{i}">Lamp {i}</a> <span>{i}.50 €</span></li>'
                     for i in range(1, 9))
            self.answer(200, f"<html><title>Lamps</title><ul>{''.join(cards)}</ul></html>")
        elif number == "3":
            self.answer(404, "gone")
        else:
            self.answer(200, PRODUCT.format(name=f"Lamp {number}", price=number))

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server:
    def __enter__(self):
        Listener.seen = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def cookie_file(one):
    line = "\t".join(["127.0.0.1", "FALSE", "/", "FALSE", "0", "session", COOKIE])
    return one.write("cookies.txt", f"# Netscape HTTP Cookie File\n{line}\n")


def secret_flags(one):
    return ("--header", f"Authorization: {HEADER}", "--cookie-file", cookie_file(one))


def expect_sent():
    paths = {path for path, _ in Listener.seen}
    assert {"/c", "/product/1", "/product/3", "/product/8"} <= paths, f"not all pages were visited: {paths}"
    for path, headers in Listener.seen:
        if path == "/robots.txt":
            continue
        crew.equal(f"Authorization at {path}", HEADER, headers.get("Authorization"))
        assert COOKIE in headers.get("Cookie", ""), f"no cookie at {path}: {headers}"


def expect_silent(what, text):
    for secret in (HEADER, COOKIE, PASSWORD):
        assert secret not in text, f"{what} shows {secret}: ...{text[max(0, text.index(secret) - 300):][:400]}"


def test_scrape(one):
    with Server() as base:
        done = one.scrape(*DEBUG, *secret_flags(one), "--format", "jsonl", f"{base}/c")
    crew.equal(f"exit code ({done.err[-500:]})", 4, done.code)
    crew.equal("products", 7, len(done.rows))
    expect_sent()
    expect_silent("standard output", done.out)
    expect_silent("standard error", done.err)


def test_refused_secrets_are_not_repeated(one):
    for flags in (["--header", f"no colon {HEADER}"], ["--proxy", f"gopher://me:{PASSWORD}@127.0.0.1:1/"],
                  ["--header", f"Authorization: {HEADER}\nX: y"]):
        done = one.scrape(*flags, "http://shop.invalid/c")
        crew.equal(f"exit code of {flags[0]} ({done.err})", 2, done.code)
        expect_silent(f"the complaint about {flags[0]}", done.out + done.err)
    proxy = f"http://me:{PASSWORD}@127.0.0.1:{crew.free_port()}"
    done = one.scrape(*DEBUG, "--proxy", proxy, "http://127.0.0.1:1/c")
    crew.equal(f"exit code behind a dead proxy ({done.err})", 3, done.code)
    expect_silent("what is said of a dead proxy", done.out + done.err)


def test_cluster(one):
    cluster = crew.Cluster(one, producers=1, workers=1, log=DEBUG)
    with Server() as base:
        done = cluster.submit(*secret_flags(one), "--format", "jsonl", f"{base}/c")
    crew.equal(f"exit code ({done.err[-500:]})", 4, done.code)
    expect_sent()
    job = crew.job_of(done.err)
    answers = {path: cluster.get(path) for path in ("/api/jobs", f"/api/jobs/{job}", f"/api/jobs/{job}/products")}
    for what in ("status", "results", "watch"):
        said = cluster.ask(what, job)
        answers[what] = said.out + said.err
    summary = cluster.output / job / "summary.json"
    crew.wait_until(summary.exists, 10, "the job's files")
    for path in summary.parent.iterdir():
        answers[path.name] = crew.text_of(path)
    for process in one.processes:
        process.stop()
        answers[f"the log of {process.name}"] = process.log()
    assert len(answers) >= 10 and all(answers.values()), f"nothing to look at: {answers}"
    for what, text in {**answers, "submit": done.out + done.err}.items():
        expect_silent(what, text)


crew.main(globals())
