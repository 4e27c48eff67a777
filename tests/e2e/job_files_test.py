#!/usr/bin/env python3
"""What a cluster leaves of a job: the aggregator's files, its API, and `producer results` say the same."""

import json

import crew

FILES = ["products.csv", "products.json", "products.jsonl", "summary.json"]


def test_files_api_and_results_agree(one):
    shop = one.generated_shop("--products", "120", "--categories", "4")
    cluster = crew.Cluster(one, producers=1, workers=1)
    done = cluster.submit("--format", "jsonl", *shop.urls)
    crew.equal(f"exit code ({done.err[-300:]})", 0, done.code)
    crew.same_rows("submit", shop.wanted, done.rows)
    job = crew.job_of(done.err)
    folder = cluster.output / job
    crew.wait_until(lambda: (folder / "summary.json").exists(), 10, "the job's files")
    crew.equal("files", FILES, sorted(path.name for path in folder.iterdir()))
    for form in ("json", "jsonl", "csv"):
        text = crew.text_of(folder / f"products.{form}")
        crew.equal(f"the API's {form}", text, cluster.get(f"/api/jobs/{job}/products?format={form}"))
        crew.equal(f"results as {form}", text, cluster.ask("results", job, "--format", form).out)
    crew.equal("products.jsonl", done.out, crew.text_of(folder / "products.jsonl"))
    crew.equal("products.json", done.rows, json.loads(crew.text_of(folder / "products.json")))
    table = cluster.ask("results", job).out.splitlines()
    crew.equal("lines of the table", len(shop.wanted) + 1, len(table))
    summary = crew.text_of(folder / "summary.json")
    assert json.loads(summary)["state"] == "complete" and "= 120 products + 0 duplicates" in summary, summary
    crew.one_line("list", one.run("producer", "list", "--aggregator-url", cluster.api).out, job, "complete", "120")


crew.main(globals())
