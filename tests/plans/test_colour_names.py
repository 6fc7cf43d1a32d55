import pytest
from django.utils import translation

from plans.colour_names import colour_name

COLOURS = {
    "92D050": "green",
    "FFFF00": "yellow",
    "FF6666": "red",
    "FFC7CE": "pink",
    "C00000": "red",
    "FF0080": "pink",
    "FFC000": "orange",
    "7F4F1A": "brown",
    "00CCCC": "turquoise",
    "00B0F0": "blue",
    "0070C0": "blue",
    "7030A0": "purple",
    "D9D9D9": "grey",
    "000000": "black",
    "FFFFFF": "grey",
}


@pytest.mark.parametrize(("colour", "name"), COLOURS.items())
def test_a_colour_has_the_name_that_people_use(colour, name):
    with translation.override("en"):
        assert colour_name(colour) == name
