from django.conf import settings

from plans.wording import STATUS_SYMBOLS
from printing.symbols import SHAPES, font


def test_the_kept_font_is_what_the_shapes_give():
    assert settings.PRINTING_ASSETS["symbols"].read_bytes() == font()


def test_every_status_has_its_symbol():
    assert set(SHAPES) == set(STATUS_SYMBOLS.values())
