"""Loaded by pytest before Django's settings are read: what the settings demand of a production machine."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-the-tests")
os.environ.setdefault("DEBUG", "false")
