"""Which row of a plan a row of a file is: by content, since people's files know no ids."""
