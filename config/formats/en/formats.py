from config.formats.norwegian import *  # noqa: F403 all of it, for Django to find
