class ChangedMeanwhile(Exception):
    """Somebody else saved first. `stored` is the object as it now stands, None if it is gone; `mine` what was sent."""

    def __init__(self, stored: object = None, mine: object = None) -> None:
        super().__init__("changed meanwhile")
        self.stored, self.mine = stored, mine
