"""How large things may be. Sizes are in bytes, times in seconds."""

MB = 1_000_000

FILE = 25 * MB  # one that is uploaded
AT_ONCE = 2 * MB  # unpacked: one up to this is read while its person waits for the page
PACKED_IN_PDF = 6  # pages and drawings take about so many times the bytes that a PDF of them has
NAME = 150  # characters of a file's name

# Kinds that are zip archives: Word and Excel
PARTS = 2000
UNPACKED = 100 * MB  # of all parts together
PIECE = 64 * 1024  # so much is unpacked at a time

# The process in which a file is read
MEMORY = 1024**3
PROCESSOR_SECONDS = 20
SECONDS = 30
ANSWER = 60 * MB
WAIT = 30  # for a free place

# The virus scanner
SCAN_CONNECT_SECONDS = 3
SCAN_SECONDS = 15  # for the whole of a file
SCAN_ANSWER = 2000

ORPHAN_SECONDS = 24 * 60 * 60  # so long a file may lie on the disk without a row before it is swept away
