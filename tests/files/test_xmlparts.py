"""XML with a document type or entities ends before any parser, in whatever way it is written."""

import pytest

from files import limits, zips
from files.refused import Refused
from tests.files import bombs

LAUGHING = bombs.ENTITIES + bombs.WORD_XML.format("&l11;")
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + bombs.WORD_XML.format("&e;")
FETCHED = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + bombs.WORD_XML.format("")
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>' + bombs.WORD_XML.format("")
DECLARED = '<?xml version="1.0" encoding="{}"?>'


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        zips.check(data)
    return refused.value.code


@pytest.mark.parametrize("xml", [LAUGHING, OUTSIDE, FETCHED, PARAMETER], ids=["laughs", "file", "type", "parameter"])
@pytest.mark.parametrize(
    "before",
    ["", '<?xml version="1.0"?>\n', " \n", "<!-- " + "x" * limits.PIECE + " -->", "<!-- " + "x" * 990 + " -->"],
    ids=["bare", "declared", "blank", "far", "near the border"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_type_or_an_entity_is_refused_in_every_encoding(xml, before, encoding):
    assert refusal(bombs.word_of((before + xml).encode(encoding))) == "unsafe"


@pytest.mark.parametrize("offset", range(-12, 3))
def test_a_type_that_lies_over_the_border_of_two_pieces_is_refused(offset):
    before = "<!--" + "x" * (limits.PIECE + offset - 7) + "-->"
    assert refusal(bombs.word_of(before + FETCHED)) == "unsafe"


@pytest.mark.parametrize("encoding", ["utf-7", "UTF-7", "cp037", "iso-2022-jp", "iso-8859-1", "utf-32"])
def test_xml_that_says_it_is_in_another_encoding_is_refused(encoding):
    xml = DECLARED.format(encoding) + "+ADw-+ACE-DOCTYPE x SYSTEM +ACI-x+ACI-+AD4-" + bombs.WORD_XML.format("")
    assert refusal(bombs.word_of(xml)) == "unsafe"


@pytest.mark.parametrize(
    "declaration",
    [
        """<?xml version="1.0" encoding='utf-7'?>""",
        """<?xml version="1.0" encoding = "utf-7" standalone="yes"?>""",
        """<?xml version="encoding='utf-8'" encoding="utf-7"?>""",
        f"""<?xml version="1.0" {" " * 2000} encoding="utf-7"?>""",
    ],
)
def test_an_encoding_cannot_be_hidden_in_the_declaration(declaration):
    assert refusal(bombs.word_of(declaration + bombs.WORD_XML.format(""))) == "unsafe"


@pytest.mark.parametrize("encoding", ["cp037", "cp500"])
def test_a_file_in_an_encoding_of_large_machines_is_refused(encoding):
    xml = DECLARED.format(encoding) + LAUGHING
    assert refusal(bombs.word_of(xml.encode(encoding))) == "unsafe"
    assert refusal(bombs.with_parts(bombs.plain_word(), **{"word/other.bin": xml.encode(encoding)})) == "unsafe"


@pytest.mark.parametrize("name", ["word/_rels/document.xml.rels", "[Content_Types].xml", "customXml/item.bin", "x"])
def test_an_entity_is_refused_in_whatever_part(name):
    assert refusal(bombs.with_parts(bombs.plain_word(), **{name: LAUGHING.encode()})) == "unsafe"


def test_a_part_called_xml_that_is_none_is_refused():
    assert refusal(bombs.word_of(b"words")) == "unsafe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "us-ascii"])
def test_xml_in_an_allowed_encoding_passes(encoding):
    declared = DECLARED.format(encoding.removesuffix("-sig")) + bombs.WORD_XML.format("")
    zips.check(bombs.word_of(declared.encode(encoding)))


def test_words_about_types_and_entities_pass():
    zips.check(bombs.word_of(bombs.WORD_XML.format("<w:p>&lt;!DOCTYPE html&gt; &lt;!ENTITY</w:p>")))


def test_a_picture_may_name_its_type_but_declare_no_entity():
    picture = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>'
    zips.check(bombs.with_parts(bombs.plain_word(), **{"word/media/image1.svg": picture}))
    assert refusal(bombs.with_parts(bombs.plain_word(), **{"word/media/image1.svg": LAUGHING.encode()})) == "unsafe"


def test_what_is_no_xml_may_hold_any_bytes():
    zips.check(bombs.with_parts(bombs.plain_word(), **{"word/media/image1.png": b"\x89PNG<!DOCTYPE <!ENTITY"}))


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001])
def test_small_parts_pass(size):
    zips.check(bombs.with_parts(bombs.plain_word(), **{"word/media/a.txt": b"x" * size}))
