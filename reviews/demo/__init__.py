"""What `manage.py demo` loads of the reviews, on top of the services and people of plans/demo."""
