"""The words for time that plans use, in Bokmål, Nynorsk and English: data for timeframe.py. All casefolded."""

# name -> number of the month
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb febr",
            "mars march mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}

# word -> precision, first month, last month. Winter runs over the turn of the year: timeframe.py says how it is taken.
SEASONS = {
    word: season
    for words, season in (
        ("vår våren spring", ("season", 3, 5)),
        ("sommer sommeren sommar sommaren sumar sumaren summer", ("season", 6, 8)),
        ("høst høsten haust hausten autumn fall", ("season", 9, 11)),
        ("vinter vinteren winter", ("season", 12, 2)),
        ("vårsemester vårsemesteret vårhalvår vårhalvåret", ("half_year", 1, 6)),
        ("høstsemester høstsemesteret høsthalvår høsthalvåret", ("half_year", 7, 12)),
        ("haustsemester haustsemesteret hausthalvår hausthalvåret", ("half_year", 7, 12)),
    )
    for word in words.split()
}

# part of a year -> precision, months in it
PARTS = {
    word: part
    for words, part in (
        ("halvår halvåret halvdel halvdelen half", ("half_year", 6)),
        ("kvartal kvartalet quarter", ("month", 3)),
        ("tertial tertialet", ("month", 4)),
    )
    for word in words.split()
}

# 0 is the last one
ORDINALS = {
    word: number
    for words, number in (
        ("første fyrste first", 1),
        ("andre annet anna second", 2),
        ("tredje third", 3),
        ("fjerde fourth", 4),
        ("siste last", 0),
    )
    for word in words.split()
}

# word -> how it makes one take what stands beside it
ROLES = {
    word: role
    for words, role in (
        (
            "kontinuerlig kontinuerleg kontinuerlige kontinuerlege løpende løpande fortløpende fortløpande jevnlig"
            " jamleg jamnleg vedvarende vedvarande varig fast årlig årleg månedlig månadleg kvartalsvis halvårlig"
            " halvårleg hver hvert kvar kvart annethvert annakvart continuous continuously annual annually yearly"
            " every permanent permanently",
            "continuous",
        ),
        ("pågående pågåande pågår igang underveis undervegs ongoing", "ongoing"),
        ("neste next", "next"),
        ("oppstart oppstarta start starter startar startet starta begynner byrjar starts started", "start"),
        ("fra frå fom siden sidan from since", "from"),
        ("innen innan inntil senest seinast frist until by within", "until"),
        ("til tom to", "to"),
        ("før before", "before"),
        ("etter after", "after"),
        ("og and samt", "and"),
        ("dd nå no now today", "now"),
        (
            "ca cirka omtrent omkring kanskje kanskje trolig truleg muligens muligvis kanskje eventuelt evt ev usikker"
            " usikkert uavklart uviss uvisst foreløpig førebels tentativt utsatt utsett forskjøvet ikke ikkje maybe"
            " probably perhaps approximately tentative tbd tba",
            "doubt",
        ),
        ("avslag avslått avlyst avvist utgår utgått refused cancelled rejected", "refused"),
        ("uke uka uken uker veke veka veker week weeks", "week"),
    )
    for word in words.split()
}

_FILLERS = (
    "i av på for den det de året år year of in the at on løpet utgangen starten heile hele whole"
    " ferdig fullført fullføres perioden period periode med with"
)
FILLERS = frozenset(_FILLERS.split())
