"""What `manage.py demo` loads, and how."""
