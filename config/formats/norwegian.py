"""Dates and times as written in Norway: 09.03.2027, 14.32. English too, so that 03.04 is the same day for all."""

DATE_FORMAT = "d.m.Y"
SHORT_DATE_FORMAT = "d.m.Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = "d.m.Y H.i"
SHORT_DATETIME_FORMAT = "d.m.Y H.i"
MONTH_DAY_FORMAT = "j. F"
FIRST_DAY_OF_WEEK = 1

# The first one is also how a field shows its date. Months in words are read by services/dates.py.
DATE_INPUT_FORMATS = [
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d/%m-%Y",
    "%d/%m-%y",
    "%d/%m %Y",
    "%d-%m-%Y",
    "%d-%m-%y",
    "%d %m %Y",
    "%d. %m. %Y",
    "%d. %m %Y",
    "%Y-%m-%d",
    "%d%m%Y",
]
