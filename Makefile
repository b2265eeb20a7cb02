# opengov.disclosure: everything a developer runs. Needs git, make and Python 3.11 or newer with venv; the rest is
# installed into .venv, or (for tests only) from Debian when root or sudo is at hand.
#
#   make run           a demo site at http://localhost:8080/Plone (PORT=8081 for another port); Ctrl-C stops it
#   make clean-demo    forget the demo site
#   make test          all tests       make lint   all checks       make bench   measurements
#   make guide         take the pictures of the user guide anew
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run stop clean-demo test test-core lint format rest-examples guide pins i18n bench bench-data buildout clean

PORT ?= 8080
# how many documents make bench-data fills a site with
N ?= 20000
# the first Python that can make a virtual environment
PYTHON3 ?= $(shell for candidate in python3.11 python3 python3.12 python3.13; do \
	$$candidate -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$candidate && break; done)
PYTHON := .venv/bin/python
# uv installs the same as pip in a tenth of the time; a package index of one's own is named to it by UV_DEFAULT_INDEX
INSTALL = .venv/bin/uv pip install -q --python $(PYTHON) \
	-c constraints.txt --build-constraints constraints.txt

# Two pytest processes at a time share the machine; the longest parts come first. A folder not named here is one of the
# others. Layers with a database of their own (the peopled site, the archives' town) and servers need a process of their own.
DOORS := $(wildcard tests/http tests/browser tests/scale)
OTHERS := $(filter-out $(DOORS) tests/core tests/joint tests/judges tests/signoff tests/transfer tests/__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))
PARTS := test-others test-peopled test-joint test-stories test-doors test-signoff test-transfer test-judges test-served
.PHONY: $(PARTS)
PYTEST = $(PYTHON) -m pytest -q -p no:cacheprovider
# page templates are compiled once for all parts
$(PARTS) guide: export CHAMELEON_CACHE = $(shell mkdir -p var/templates)$(CURDIR)/var/templates

help:
	@sed -n '2,8s/^# \{0,1\}//p' Makefile

.venv/tools: constraints.txt
	@test -n "$(PYTHON3)" \
		|| { echo "Python 3.11 or newer with venv is needed: apt-get install python3 python3-venv" >&2; exit 1; }
	@echo "Setting up .venv"
	@test -x $(PYTHON) || $(PYTHON3) -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check -c constraints.txt pip setuptools uv
	@touch $@

.venv/demo: .venv/tools constraints.txt setup.py
	@echo "Installing Plone and the product"
	@$(INSTALL) -e '.[demo]'
	@touch $@

.venv/test: .venv/tools constraints.txt setup.py
	@echo "Installing what tests and checks need"
	@$(INSTALL) -e '.[demo,lint,test]'
	@touch $@ .venv/demo

# outside judges of packages and outside harvesters, apart: what they need does not go with Plone
.venv-judges/ready: .venv/tools tests/judges/requirements.txt constraints.txt
	@echo "Setting up the judges of packages and the harvesters"
	@test -x .venv-judges/bin/python || $(PYTHON) -m venv --without-pip .venv-judges
	@.venv/bin/uv pip install -q --python .venv-judges/bin/python --no-deps --build-constraints constraints.txt \
		-r tests/judges/requirements.txt
	@touch $@

# ---- the demo site

run: .venv/demo
	@$(PYTHON) scripts/demo.py run --port $(PORT)

stop:
	@test ! -x $(PYTHON) || $(PYTHON) scripts/demo.py stop

clean-demo: stop
	@rm -rf var/demo

# ---- tests and checks
#
# Random walks, kills and concurrent signing are short here; a nightly run goes further: OPENGOV_WALKS=5 make test
# (30 walks of 200 steps on Plone, five times as many of everything else).

test: .venv/test
	@scripts/system-packages
	@$(PYTHON) scripts/i18n.py compile
	@$(MAKE) --no-print-directory test-core
	@$(MAKE) --no-print-directory -k -j2 -O $(PARTS)

test-core: .venv/test
	@$(PYTHON) -m pytest -q --confcutdir=tests/core tests/core

test-others: .venv/test
	@$(PYTEST) -m "not peopled and not served" $(OTHERS)

test-peopled: .venv/test
	@$(PYTEST) -m peopled tests

test-joint: .venv/test
	@$(PYTEST) -m "not peopled and not served" tests/joint

test-doors: .venv/test
	@$(PYTEST) -m "not peopled and not inhabited" $(DOORS)

# the working day of every role, at browsers
test-stories: .venv/test
	@$(PYTEST) -m inhabited tests/browser

test-signoff: .venv/test
	@$(PYTEST) -m "not peopled" tests/signoff

test-transfer: .venv/test .venv-judges/ready
	@failed=0; for part in "not pulled and not served" "served and not pulled" pulled; do \
		$(PYTEST) -m "$$part" tests/transfer || failed=1; done; exit $$failed

test-judges: .venv/test .venv-judges/ready
	@$(PYTEST) tests/judges

test-served: .venv/test
	@$(PYTEST) -m "served and not peopled" tests/joint $(OTHERS)

lint: .venv/test
	@$(PYTHON) scripts/pins.py check
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@$(PYTHON) scripts/workflow.py check
	@.venv/bin/lint-imports
	@.venv/bin/mypy
	@git ls-files '*.zcml' '*.xml' '*.pt' | xargs .venv/bin/zpretty --check
	@$(PYTHON) scripts/i18n.py check

format: .venv/test
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format
	@git ls-files '*.zcml' '*.xml' '*.pt' | xargs .venv/bin/zpretty -i

# the pictures of the user guide, taken by the stories
guide: .venv/test
	@scripts/system-packages
	@$(PYTHON) scripts/i18n.py compile
	@MAKE_GUIDE=1 $(PYTEST) -m inhabited tests/browser
	@$(PYTHON) -m pytest -q tests/core/test_guide.py --confcutdir=tests/core

rest-examples: .venv/test
	@RECORD_EXAMPLES=1 $(PYTHON) -m pytest -q -p no:cacheprovider tests/http/test_documentation*.py

pins: .venv/tools
	@$(PYTHON) scripts/pins.py update

i18n: .venv/test
	@$(PYTHON) scripts/i18n.py merge

bench: .venv/test
	@$(PYTHON) -m bench

# in the background, at low priority: 20,000 documents take some minutes, N=100000 an hour and more
bench-data: .venv/test
	@mkdir -p var/bench
	@nohup nice $(SHELL) -c '$(PYTHON) -m bench.fill --documents 1000 && $(PYTHON) -m bench.fill --documents $(N)' \
		> var/bench/fill.log 2>&1 & echo "Filling var/bench/$(N) in the background: see var/bench/fill.log"

# ---- the same through zc.buildout: bin/instance and bin/pytest

buildout:
	@mkdir -p parts var
	@test -x parts/venv/bin/python || $(PYTHON3) -m venv parts/venv
	@parts/venv/bin/pip install -q --disable-pip-version-check -c constraints.txt pip setuptools wheel zc.buildout
	@test -s var/instance-password || (umask 077 && \
		parts/venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(12))' > var/instance-password)
	@parts/venv/bin/buildout -N instance:user=admin:$$(cat var/instance-password)
	@echo "bin/instance fg serves http://localhost:8080, login admin, password $$(cat var/instance-password)"

clean:
	@rm -rf .venv .venv-judges build dist parts bin develop-eggs eggs .installed.cfg
