# Everyday commands; `just` lists them. `just` is in the development requirements (rust-just).
set windows-shell := ["cmd.exe", "/c"]

# What there is
default:
    @just --list

# Style and layers
lint:
    python -m ruff check .
    python -m ruff format --check .
    lint-imports

# Types
types:
    python -m pyright

# Tests of one stage or file: just test etl/extract
test where="":
    python -m pytest -q -m "not browser and not office" tests/{{where}}

# Whole reports cell by cell; GONGKAI_REWRITE_GOLDEN=1 before it writes the golden files: read the diff
golden:
    python -m pytest -q tests/test_reports.py

# Documentation that follows from the code
docs:
    python -m tests.documented
    python -m pytest -q tests/test_docs.py

# Pictures of every page into build/screenshots: just screenshots --page hotline
screenshots *options:
    python -m tests.browser.screenshots {{options}}

# Speed beside named baselines: just benchmarks --only exports
benchmarks *options:
    python -m tests.benchmarks {{options}}

# The bill of materials of a release
sbom:
    python -m cyclonedx_py requirements requirements-extras.lock --pyproject pyproject.toml --mc-type application --output-reproducible -o sbom.cdx.json

# Advisories on what is locked; fails also where a package could not be looked up
advisories:
    python -m pip_audit --strict --disable-pip --require-hashes -r requirements-dev.lock

# Attacks by the thousand; takes hours
attacks *options:
    python -m tests.attacks --nightly {{options}}

# Everything, as CI does
all:
    python run.py test
