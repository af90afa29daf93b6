"""The workflows: what they may do, and that their steps run, without the forge."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from building import ROOT, run
from forge import FORGE_URL, PREVIEW, SITE_URL, WORKFLOWS, Forge, Job, answering, git, workflow

NAMES = sorted(path.name for path in WORKFLOWS.iterdir())
ISSUES = ROOT / ".github" / "ISSUE_TEMPLATE"
BIN = ROOT / ".venv" / "bin"
CHANGE = ("data/2005-2008/consultations.yml", "deadline: 2004-11-15", "deadline: 2004-11-17")

SPELL = "make spell FORMAT=github"
RUNS = "workflows/publish.yml/runs"

LEFT_OUT = {
    "make audit": "asks a database on the network",
    "make links": "asks other hosts; test_external_links.py asks hosts of its own",
    "make lint": "`make test` does it first",
    "make properdocs": "installs the second engine from the network, and builds the site twice",
    SPELL: "`make test` does it first",
    "make test": "would run this test in itself",
    "make test-all": "would run this test in itself",
}
"""Commands that are not run here, and why. Whether they exist is asked of make."""

BUILT_ELSEWHERE = {("check.yml", "preview")}
"""Jobs that build the site with the command that publish.yml builds it with; it is run there."""


def _jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in NAMES:
        for key, job in workflow(name)["jobs"].items():
            yield name, key, job


def _steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, key, job in _jobs():
        for step in job["steps"]:
            yield name, key, step


COMMANDS = [(name, job, step["run"]) for name, job, step in _steps() if "run" in step]


# ---------------------------------------------------------------- what they may do


@pytest.mark.parametrize("name", NAMES)
def test_nothing_may_be_done_that_a_job_does_not_ask_for(name: str) -> None:
    found = workflow(name)
    assert found["permissions"] in ({}, "{}")
    assert found["concurrency"]["cancel-in-progress"] == str(name != "publish.yml").lower()
    for job in found["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= 120


def test_only_the_job_that_runs_no_code_of_ours_may_write() -> None:
    for name, key, job in _jobs():
        writes = {scope for scope, how in job["permissions"].items() if how == "write"}
        if (name, key) == ("publish.yml", "publish"):
            assert writes == {"pages", "id-token"}
            assert [step for step in job["steps"] if "run" in step] == []
            assert not any("checkout" in step["uses"] for step in job["steps"])
        else:
            assert writes == set()


def test_the_site_is_handed_over_once_when_all_else_is_done() -> None:
    """What is run again has kept what it handed over, and Pages refuses two of one name."""
    build, publish = (workflow("publish.yml")["jobs"][name] for name in ("build", "publish"))
    uses = [step.get("uses", "").partition("@")[0] for step in build["steps"]]
    assert uses.index("actions/upload-pages-artifact") == len(uses) - 1
    name = build["steps"][-1]["with"]["name"]
    assert name == build["outputs"]["artifact"] == "github-pages-${{ github.run_attempt }}"
    (deploy,) = publish["steps"]
    assert deploy["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"


def test_every_test_is_run_each_night_and_before_a_publication() -> None:
    publish = workflow("publish.yml")["jobs"]
    assert publish["publish"]["needs"] == ["build", "test"]
    for job in (publish["test"], workflow("nightly.yml")["jobs"]["test"]):
        assert job["steps"][-1]["run"] == "make test-all"


def test_a_branch_that_is_tried_takes_no_place_in_the_line_of_main() -> None:
    assert workflow("publish.yml")["concurrency"]["group"] == "pages-${{ github.ref }}"


def test_a_pull_request_starts_nothing_but_the_check() -> None:
    started = {name: workflow(name)["on"] for name in NAMES}
    assert set(started.pop("check.yml")) == {"pull_request"}
    assert set(started.pop("publish.yml")) == {"push", "workflow_dispatch"}
    for name in ("links.yml", "nightly.yml"):
        assert set(started.pop(name)) == {"schedule", "workflow_dispatch"}
    assert started == {}
    assert "secrets." not in "".join((WORKFLOWS / name).read_text("utf-8") for name in NAMES)


def test_every_action_is_pinned_to_a_commit_and_says_which_version_it_is() -> None:
    for name in NAMES:
        lines = re.findall(r"uses: (.+)", (WORKFLOWS / name).read_text("utf-8"))
        assert lines
        for line in lines:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    found = {step["uses"] for _, _, step in _steps() if "uses" in step}
    assert len({pin.partition("@")[0] for pin in found}) == len(found), "one action, two versions"


def test_no_checkout_leaves_its_key_behind() -> None:
    found = [s for _, _, s in _steps() if s.get("uses", "").startswith("actions/checkout@")]
    assert len(found) >= 8
    assert all(step["with"]["persist-credentials"] == "false" for step in found)


def test_every_step_is_a_make_target_that_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    for _, _, command in COMMANDS:
        found = re.fullmatch(r"make ([a-z-]+)( [A-Z]+=[a-z]+)*", command)
        assert found, command
        assert found[1] in targets
        assert run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT).returncode == 0, command


def test_mistakes_in_spelling_are_told_though_something_else_is_wrong() -> None:
    (step,) = [s for _, _, s in _steps() if s.get("run") == SPELL]
    assert step["if"] == "${{ !cancelled() }}"


# ---------------------------------------------------------------- what auditors say of them


def _audited(folder: Path) -> list[dict[str, Any]]:
    command = [str(BIN / "zizmor"), "--quiet", "--offline", "--pedantic", "--no-exit-codes"]
    done = run([*command, "--min-severity=medium", "--format=json", str(folder)])
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_auditor_finds_nothing() -> None:
    assert _audited(ROOT / ".github") == []


@pytest.mark.parametrize(
    ("old", "new", "ident"),
    [
        (r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
        (r"(checkout)@[0-9a-f]{40}", r"\1@v4", "unpinned-uses"),
        (r"pull_request:", "pull_request_target:", "dangerous-triggers"),
        (r"make compare", "make compare BASE=${{ github.head_ref }}", "template-injection"),
    ],
)
def test_the_auditor_would_find_it(tmp_path: Path, old: str, new: str, ident: str) -> None:
    path = tmp_path / ".github" / "workflows" / "check.yml"
    path.parent.mkdir(parents=True)
    text = re.sub(old, new, (WORKFLOWS / "check.yml").read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    assert ident in {found["ident"] for found in _audited(tmp_path)}


def _valid(schema: str, *paths: Path) -> bool:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}"]
    return run([*command, *map(str, paths)]).returncode == 0


FORMS = sorted(path for path in ISSUES.iterdir() if path.name != "config.yml")


SCHEMAS = {
    "github-workflows": ([WORKFLOWS / name for name in NAMES], "runs-on:", "run-on:"),
    "dependabot": ([ROOT / ".github" / "dependabot.yml"], "interval: weekly", "interval: x"),
    "github-issue-forms": (FORMS, "type: input", "type: inputs"),
    "github-issue-config": ([ISSUES / "config.yml"], "false", "kanskje"),
}
"""Schema → the files that follow it, and what would break the first of them."""


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_of_the_forge_follow_their_schemas(tmp_path: Path, schema: str) -> None:
    paths, old, new = SCHEMAS[schema]
    assert _valid(schema, *paths)
    wrong = tmp_path / paths[0].name
    wrong.write_text(paths[0].read_text("utf-8").replace(old, new), "utf-8")
    assert not _valid(schema, wrong)


# ---------------------------------------------------------------- their steps, run in order


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    return Forge(tmp_path_factory.mktemp("forge"), *CHANGE)


def test_nothing_is_left_out_without_a_reason() -> None:
    run_here = {("check.yml", "validate"), ("check.yml", "changes"), ("publish.yml", "build")}
    rest = {command for *job, command in COMMANDS if tuple(job) not in run_here | BUILT_ELSEWHERE}
    assert rest | {SPELL} == set(LEFT_OUT)
    built = {tuple(job) for *job, command in COMMANDS if command == "make site"}
    assert built == BUILT_ELSEWHERE | {("publish.yml", "build")}


def _nothing_was_installed(job: Job) -> None:
    """The lent packages were taken as they are, and the clone is as it was checked out."""
    assert not [done.stderr for done in job.ran if "Installerer" in done.stderr]
    assert git(job.clone, "status", "--porcelain") == ""


@pytest.mark.slow
def test_data_and_prose_are_checked_with_annotations(forge: Forge) -> None:
    job = Job(forge, "check.yml", "validate", {SPELL}).run()
    assert [done.stdout for done in job.ran] == [""]
    _nothing_was_installed(job)
    path = job.clone / CHANGE[0]
    path.write_text(path.read_text("utf-8").replace(CHANGE[2], "deadline: snart"), "utf-8")
    line = path.read_text("utf-8").split("deadline: snart")[0].count("\n") + 1
    done = job.step("make check FORMAT=github", {})
    assert done.returncode != 0
    assert f"::error file={CHANGE[0]},line={line}," in done.stdout


@pytest.mark.slow
def test_the_summary_tells_what_readers_will_see_change(forge: Forge) -> None:
    job = Job(forge, "check.yml", "changes").run()
    first, *lines = job.summary.splitlines()
    counted = r"\*\*\d+ post(er)?( og \d+ sider?)? endret\*\*"
    assert re.match(rf"{counted} fra main til forslaget\.", first)
    page = f"{PREVIEW}/2005-2008/horinger/horing-plan/"
    moved = "fristen er flyttet fra 15. november 2004 til 17. november 2004."
    assert [line for line in lines if page in line and line.endswith(moved)]
    _nothing_was_installed(job)


@pytest.mark.slow
def test_a_base_that_is_not_there_is_told_in_the_summary(forge: Forge) -> None:
    job = Job(forge, "check.yml", "changes", clone=forge.checkout("cut"))
    done = job.step("make compare", {"BASE": "0" * 40})
    assert done.returncode != 0
    assert job.summary.startswith("**Sammenligningen er ikke gjort.**\n\n    plan compare: Fant ")
    assert "Historikken er kuttet her; hent resten med «git fetch --unshallow»." in job.summary
    assert "Traceback" not in job.summary + done.stderr
    assert job.step("make compare", {}).returncode != 0
    assert "Mangler BASE" in job.ran[-1].stderr


@pytest.mark.slow
def test_a_side_with_problems_is_told_and_does_not_fail_the_comparison(forge: Forge) -> None:
    job = Job(forge, "check.yml", "changes", clone=forge.checkout("broken", "0"))
    path = job.clone / CHANGE[0]
    text = path.read_text("utf-8")
    path.write_text(text.replace(CHANGE[2], "deadline: '``` <b>@alle</b>'"), "utf-8")
    done = job.step("make compare", {"BASE": forge.base, "NAMES": "main forslaget"})
    assert done.returncode == 0, done.stderr
    assert "::warning::" in done.stdout
    first, blank, *problems = job.summary.splitlines()
    assert (first, blank) == ("**Sammenligningen er ikke gjort.**", "")
    assert f"    forslaget:{CHANGE[0]}:" in job.summary
    assert all(line.startswith("    ") for line in problems)


@pytest.mark.slow
def test_the_site_is_built_once_with_its_note_and_its_bill(forge: Forge) -> None:
    asked: list[str] = []
    with answering([{"head_sha": forge.base}], asked) as api:
        job = Job(forge, "publish.yml", "build", api=api).run()
    _nothing_was_installed(job)
    site = job.clone / "_site"
    assert {"index.html", "404.html", "versions.json"} <= {path.name for path in site.iterdir()}
    note = (job.clone / "dist" / "note.md").read_text("utf-8")
    assert f"endret** fra {forge.base[:10]} til {forge.head[:10]}." in note
    assert note in job.summary
    asked_twice = [f"/repos/helse/plan/actions/{RUNS}"] * 2  # for the history, and for the note
    assert [urlsplit(path).path for path in asked] == asked_twice
    edition = json.loads((site / "manifest.json").read_text("utf-8"))["edition"]
    assert (edition["commit"], edition["changed"]) == (forge.head, False)
    told = (edition["history"], edition["site_url"], edition["forge"])
    assert told == ("whole", f"{SITE_URL}/", FORGE_URL)
    _bill_lists_every_package(job.clone)
    _every_page_can_be_reported(site)


def _bill_lists_every_package(clone: Path) -> None:
    """The bill of materials follows CycloneDX, and holds the lock, hashes included."""
    bill = json.loads((clone / "dist" / "sbom.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    lock = (clone / "requirements" / "site.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))
    assert {(part["name"], part["version"]) for part in bill["components"]} == locked
    files = [part["externalReferences"][0]["hashes"] for part in bill["components"]]
    assert {found["content"] for hashes in files for found in hashes} == set(
        re.findall(r"--hash=sha256:(\w+)", lock)
    )
    asked = {found["ref"]: set(found.get("dependsOn", ())) for found in bill["dependencies"]}
    ours = (clone / "requirements" / "site.in").read_text("utf-8").lower()
    names = {re.split("[/@]", ref)[1] for ref in asked["utviklingsplan"]}
    assert names == set(re.findall(r"^([\w-]+)[=>]", ours, re.MULTILINE))
    assert set().union(*asked.values()) == set(asked) - {"utviklingsplan"}


def _every_page_can_be_reported(site: Path) -> None:
    """Each page links to a new report, with its own address and title filled in."""
    form = yaml.safe_load((ISSUES / "feil.yml").read_text("utf-8"))
    fields = {part["id"] for part in form["body"] if "id" in part}
    pages = list(site.glob("20*/**/index.html"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text("utf-8")
        links = re.findall(r'<a href="([^"]+)">Meld fra om feil</a>', text)
        assert len(links) == 1, page
        address, query = unescape(links[0]).split("?")
        assert address == f"{FORGE_URL}/issues/new"
        given = {key: value for key, (value,) in parse_qs(query).items()}
        assert set(given) - {"template", "title"} <= fields
        assert given["template"] == "feil.yml"
        assert given["side"] == f"{SITE_URL}/{page.parent.relative_to(site).as_posix()}/"
        title = re.search(r"<title>(.+?)</title>", text)
        assert title
        said = given["title"].removeprefix("Feil: ")
        front = page.parent.parent == site
        assert front or unescape(title[1]).startswith(f"{said} – "), page


@pytest.mark.slow
def test_a_forge_that_does_not_answer_stops_no_publication(forge: Forge) -> None:
    job = Job(forge, "publish.yml", "build", api="http://127.0.0.1:9", clone=forge.checkout("mute"))
    assert job.step("make note", {}).returncode == 0
    assert "Vet ikke hva som ble publisert sist" in job.ran[-1].stderr
    assert job.summary.startswith("Ingen tidligere publisering er kjent")
    shutil.rmtree(job.clone / "dist")
    assert job.step("make note", {"BASE": "0" * 40}).returncode == 0
    assert "Fant ikke revisjonen" in (job.clone / "dist" / "note.md").read_text("utf-8")
