# Thin on purpose: what a target does stands in a script, in the `plan` command or in a tool's
# own configuration. The text after ## is what `make help` prints.

SHELL := bash
.DEFAULT_GOAL := help
# The targets share .venv and _site; setting them up twice at once would break both.
.NOTPARALLEL:
.PHONY: help site serve edit check compare addresses test test-all test-engine bench shots lint spell format lock audit \
	sbom note links properdocs clean setup-site setup-tools setup-test browser

# MkDocs 1.6.1 is pinned knowingly; Material's banner about 2.0 would drown our own messages.
# What a user has set for other shells and other Pythons (tools/common.sh does the same).
unexport BASH_ENV ENV CDPATH GLOBIGNORE SHELLOPTS BASHOPTS PYTHONHOME PYTHONPATH PYTHONUSERBASE \
	PYTHONSTARTUP PYTHONOPTIMIZE PYTHONWARNINGS PYTHONINSPECT PYTHONSAFEPATH PYTHONPLATLIBDIR PYTHONDEVMODE

export NO_MKDOCS_2_WARNING := 1

# One worker per core; what a module of tests has built, stays with one of them as far as it may.
# `make test PYTEST_ARGS="-k frist"` runs a few tests.
PYTEST_ARGS ?= -n auto --dist worksteal

help: ## Vis denne listen
	@echo 'Bruk: make <mål>'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: setup-site ## Sjekk og bygg alle perioder i _site/
	@PUBLISHED=$${PUBLISHED:-$${GITHUB_TOKEN:+$$(.venv/bin/python tools/published.py)}} .venv/bin/plan publish

serve: site ## Bygg, og vis nettstedet på http://127.0.0.1:8000/
	@.venv/bin/plan serve

edit: setup-site ## Forhåndsvis mens du skriver (PLAN=2019-2022 make edit)
	@PLAN="$${PLAN:-}" .venv/bin/plan edit

check: setup-site ## Sjekk data og tekst på et par sekunder (FORMAT=github gir merknader)
	@.venv/bin/plan check $(if $(FORMAT),--format $(FORMAT))

compare: setup-site ## Vis hva leserne vil se er endret (make compare BASE=main)
	@tools/summary.sh

addresses: setup-site ## Se at alt som var publisert eller frosset, står ved lag (make addresses BASE=main)
	@.venv/bin/plan addresses --since "$${BASE:-HEAD}" $(if $(FORMAT),--format $(FORMAT))

test: setup-test browser lint spell ## Kjør testene, uten dem som tar lang tid
	.venv/bin/pytest -m 'not slow' $(PYTEST_ARGS)

test-all: setup-test browser lint spell ## Kjør alle tester, også dem som tar lang tid (hver side, hver arbeidsflyt)
	.venv/bin/pytest $(PYTEST_ARGS)

test-engine: setup-test ## Kjør bare testene av motoren, uten nettleser
	.venv/bin/pytest -m 'not slow and not browser' $(PYTEST_ARGS) tests/engine

bench: setup-site ## Mål farten ved siden av andre (SIZE=M måler én størrelse, SIZE=SML også 5000 tiltak)
	@SIZE="$(SIZE)" PYTHONPATH=. .venv/bin/python bench/run.py

shots: site browser ## Ta bilder av hver slags side, i .cache/shots/ (smal og bred, lys og mørk, papir)
	@.venv/bin/python tools/shots.py

ISSUES = .github/ISSUE_TEMPLATE
FORMS = $(filter-out %/config.yml,$(wildcard $(ISSUES)/*.yml))

lint: setup-test ## Sjekk kode, typer og arbeidsflyter
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-config $(ISSUES)/config.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms $(FORMS)
	.venv/bin/zizmor --quiet --offline --pedantic .github

spell: setup-test ## Sjekk stavingen i alle tekster leserne ser, bokmål og nynorsk
	@tools/spelling.sh
	@.venv/bin/python tools/spelling.py $(if $(FORMAT),--format $(FORMAT))

format: setup-test ## Rett opp kodestilen
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Universal: one lock for every platform and every Python from 3.11, one version of each package.
# What is locked stays, unless it no longer fits; UPGRADE=1 takes the newest of everything.
LOCK = .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --prerelease disallow --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	$(if $(UPGRADE),--upgrade)

lock: setup-test ## Lås pakkene på nytt (UPGRADE=1 henter nyeste)
	$(LOCK) --output-file requirements/site.txt requirements/site.in
	$(LOCK) --output-file requirements/tools.txt requirements/tools.in
	$(LOCK) --output-file requirements/test.txt requirements/test.in
	$(LOCK) --output-file requirements/properdocs.txt requirements/properdocs.in

# Strict: a package that cannot be asked about is a failure, never a clean answer.
audit: setup-tools ## Spør om noen av de låste pakkene har kjente sikkerhetshull (trenger nettet)
	.venv/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	  -r requirements/test.txt -r requirements/properdocs.txt

# What follows a publication: it stands beside the site, not in it.
BESIDE = dist

sbom: setup-tools ## Skriv en liste over pakkene nettstedet er bygd med (CycloneDX)
	@mkdir -p $(BESIDE)
	@.venv/bin/python tools/sbom.py requirements/site.txt >$(BESIDE)/sbom.json

note: setup-site ## Skriv hva som er nytt siden forrige publisering (BASE=innsending make note)
	@mkdir -p $(BESIDE)
	@tools/note.sh $(BESIDE)/note.md

links: setup-site ## Spør om adressene hos andre fortsatt svarer (trenger nettet)
	@.venv/bin/python tools/external_links.py

properdocs: site ## Bygg det samme med ProperDocs, reservemotoren, og sammenlign
	@tools/setup.sh properdocs
	@tools/properdocs.sh

clean: ## Slett alt som kan lages på nytt, også .venv
	rm -rf .venv .venv-properdocs .venv*.lock _site ._site* .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup-site:
	@tools/setup.sh site

setup-tools:
	@tools/setup.sh tools

setup-test:
	@tools/setup.sh test

browser: setup-test
	@tools/browser.sh >/dev/null
