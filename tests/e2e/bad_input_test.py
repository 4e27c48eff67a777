#!/usr/bin/env python3
"""Bad input: its exit code, and one line on stderr that names what was tried. No page is fetched for nothing."""

import http.server
import threading

import crew

USAGE, NO_PRODUCT, NOT_REACHABLE, NOT_WRITABLE = 2, 3, 6, 7
GOOD = "http://shop.invalid/c"

# Arguments, environment, and words of the one line.
USAGE_ERRORS = [
    (["http://[::1/c"], {}, ["http://[::1/c"]),
    (["no-url"], {}, ["no-url"]),
    (["ftp://shop.invalid/c"], {}, ["ftp://shop.invalid/c", "http"]),
    ([GOOD, "ftp://shop.invalid/d"], {}, ["ftp://shop.invalid/d"]),
    (["--product-url", "http://"], {}, ["http://"]),
    (["http://shop.invalid:70000/c"], {}, ["http://shop.invalid:70000/c"]),
    ([], {}, ["URL"]),
    (["--no-such-flag", GOOD], {}, ["--no-such-flag"]),
    ([GOOD], {"PRICECREW_NO_SUCH_SETTING": "1"}, ["PRICECREW_NO_SUCH_SETTING"]),
    (["--max-pages", "none", GOOD], {}, ["--max-pages", "none"]),
    (["--rate", "-1", GOOD], {}, ["--rate"]),
    (["--format", "xml", GOOD], {}, ["--format", "xml"]),
    (["--header", "no colon", GOOD], {}, ["--header"]),
    (["--urls-file", "/nowhere/urls"], {}, ["/nowhere/urls"]),
    (["--proxy", "gopher://127.0.0.1:1/", GOOD], {}, ["--proxy"]),
    (["--cookie-file", "/nowhere/cookies", GOOD], {}, ["/nowhere/cookies"]),
    ([GOOD], {"PRICECREW_HOST_RATE": "quick"}, ["HOST_RATE|--host-rate", "quick"]),
    ([GOOD], {"PRICECREW_HOST_CONCURRENCY": "1"}, ["HOST_CONCURRENCY|--host-concurrency"]),
]


def expect_usage_error(done, what, words):
    crew.equal(f"exit code of {what} ({done.err})", USAGE, done.code)
    lines = done.err.splitlines()
    assert len(lines) == 1, f"{what}: {len(lines)} lines instead of one:\n{done.err}"
    for word in words:
        assert any(one in lines[0] for one in word.split("|")), f"{what}: {word} is not in {lines[0]!r}"
    crew.equal(f"standard output of {what}", "", done.out)


def test_usage_of_scrape_and_submit(one):
    for arguments, env, words in USAGE_ERRORS:
        for program in (["pricecrew", "scrape"], ["producer", "submit", "--broker-timeout", "0"]):
            done = one.run(*program, *arguments, env=env, seconds=20)
            expect_usage_error(done, f"{' '.join(program[:2])} {arguments} {env}", words)


def test_usage_of_the_other_programs(one):
    commands = [["worker"], ["aggregator"], ["producer", "serve"], ["producer", "list"], ["pricecrew", "extract"]]
    for program in commands:
        expect_usage_error(one.run(*program, "--no-such-flag"), str(program), ["--no-such-flag"])
    for program in commands[:4]:
        done = one.run(*program, env={"PRICECREW_NO_SUCH_SETTING": "1"}, seconds=20)
        expect_usage_error(done, f"{program} with an unknown setting", ["PRICECREW_NO_SUCH_SETTING"])
    expect_usage_error(one.run("worker", "--threads", "many"), "worker --threads many", ["--threads", "many"])
    expect_usage_error(one.run("worker", "--broker-url", "http://127.0.0.1/"), "worker's broker", ["amqp://"])


def expect_no_product(done, *words):
    crew.equal(f"exit code ({done.err})", NO_PRODUCT, done.code)
    crew.one_line("what was tried", done.err, *words)
    crew.one_line("the verdict", done.err, "no product found")
    assert len(done.err.splitlines()) <= 4, f"noise:\n{done.err}"


def test_host_that_does_not_resolve(one):
    expect_no_product(one.scrape("--format", "jsonl", GOOD), "shop.invalid", "resolve")


def test_category_page_404(one):
    shop = one.generated_shop("--products", "4", "--categories", "2")
    url = shop.base + "/c/not-there"
    expect_no_product(one.scrape("--format", "jsonl", url), url, "404")
    done = one.scrape("--format", "jsonl", url, *shop.urls)
    crew.equal("exit code with other categories", 4, done.code)
    crew.same_rows("the other categories", shop.wanted, done.rows)
    crew.one_line("what failed", done.err, url, "404")


class Plain(http.server.BaseHTTPRequestHandler):
    """A site without any product."""

    def do_GET(self):
        links = "".join(f'<li><a href="/about/{i}">About us, part {i}</a></li>' for i in range(12))
        body = f"<html><title>About</title><ul>{links}</ul><p>Words.</p></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_job_without_any_product(one):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        done = one.scrape("--format", "jsonl", f"http://127.0.0.1:{server.server_port}/about")
    finally:
        server.shutdown()
    crew.equal(f"exit code ({done.err})", NO_PRODUCT, done.code)
    crew.one_line("the verdict", done.err, "no product found", "links were looked at")


def test_private_address_needs_a_grant(one):
    shop = one.generated_shop("--products", "4", "--categories", "1")
    url = shop.urls[0]
    done = one.run("pricecrew", "scrape", "--format", "jsonl", url)
    expect_no_product(done, url, "private address")
    done = one.run("pricecrew", "scrape", "--format", "jsonl", "--allow-private", "localhost", url)
    expect_no_product(done, url, "private address")
    crew.equal("requests", [], shop.requests())
    granted = one.run("pricecrew", "scrape", "--format", "jsonl", "--allow-private", "127.0.0.1",
                      "--host-rate", "0", url)
    crew.equal("exit code with the grant", 0, granted.code)


def test_output_is_tried_before_any_page(one):
    shop = one.generated_shop("--products", "4", "--categories", "1")
    path = one.folder / "missing" / "products"
    done = one.scrape("--output", path, *shop.urls)
    crew.equal(f"exit code ({done.err})", NOT_WRITABLE, done.code)
    crew.equal("lines", 1, len(done.err.splitlines()))
    crew.one_line("what was tried", done.err, "cannot write", str(path))
    crew.equal("requests", [], shop.requests())
    submit = one.run("producer", "submit", "--wait", "--output", path, "--broker-url", "amqp://127.0.0.1:1/", GOOD)
    crew.equal(f"exit code of submit ({submit.err})", NOT_WRITABLE, submit.code)
    crew.one_line("submit: what was tried", submit.err, "cannot write", str(path))


def test_aggregator_not_reachable(one):
    nowhere = f"http://127.0.0.1:{crew.free_port()}"
    job = "20260101-000000-abcdefgh"
    for arguments in (["list"], ["status", job], ["results", job], ["watch", job]):
        done = one.run("producer", *arguments, "--aggregator-url", nowhere, seconds=20)
        crew.equal(f"exit code of {arguments} ({done.err})", NOT_REACHABLE, done.code)
        crew.equal(f"lines of {arguments}", 1, len(done.err.splitlines()))
        crew.one_line(str(arguments), done.err, "aggregator", nowhere, "not reachable")


def test_broker_not_reachable(one):
    port = crew.free_port()
    where = ("--broker-url", f"amqp://someone:hidden@127.0.0.1:{port}/", "--broker-timeout", "1")
    store = ("--store", one.folder / "db", "--output-dir", one.folder / "out", "--listen", "127.0.0.1:0")
    for arguments in (["worker"], ["producer", "serve"], ["aggregator", *store], ["producer", "submit", GOOD],
                      ["producer", "cancel", "20260101-000000-abcdefgh"]):
        done = one.run(*arguments, *where, seconds=30)
        crew.equal(f"exit code of {arguments} ({done.err})", NOT_REACHABLE, done.code)
        complaints = [line for line in done.err.splitlines() if " warning: " not in line and " info: " not in line]
        crew.one_line(str(arguments), "\n".join(complaints), "connecting to", f"127.0.0.1:{port}")
        assert "hidden" not in done.err + done.out, f"{arguments}: the broker's password is shown"


crew.main(globals())
