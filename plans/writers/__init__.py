"""A PlanDocument as the files people know. Pure: our own words come with the call."""
