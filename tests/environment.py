"""Loaded by pytest before Django's settings are read: what the settings demand, and a place of its own for each run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
os.environ["DEBUG"] = "false"
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="kompetanseplan-")
    (Path(os.environ["VAR_DIR"]) / "static").mkdir()
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
