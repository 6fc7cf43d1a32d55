"""The last hand on a PDF before it is written: one tag tree without repeats, and PDF/UA-1's mark beside PDF/A's."""

from collections import defaultdict

import pydyf
from weasyprint import Document
from weasyprint.pdf.stream import Stream

from printing.structure import Structure, expect, number
from printing.tables import join_tables

UA_MARK = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""
# PDF/A allows only properties it knows, or whose schema stands in the file itself.
UA_SCHEMA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def finish(document: Document, pdf: pydyf.PDF) -> None:
    structure = Structure(pdf)
    join_tables(document, structure)
    make_artifacts(structure)
    name_files_once(pdf)
    mark_as_accessible(pdf)


def name_files_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint names an attachment in AF for its place among the names and again for itself."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def make_artifacts(structure: Structure) -> None:
    """What is not in the tag tree (repeated head rows, page margins) is no content: say so in the page's stream."""
    live = structure.reachable()
    streams = _streams_by_page(structure.pdf)
    entries = structure.at(structure.root["ParentTree"])["Nums"]
    parents = dict(zip(entries[::2], entries[1::2], strict=True))
    pages = structure.pdf.pages["Kids"][::3]
    for index, reference in enumerate(pages):
        page = structure.pdf.objects[reference]
        dead = {mcid for mcid, element in enumerate(parents[index]) if number(element) not in live}
        _forget(parents[index], dead)
        _rewrite(streams, structure.at(page["Contents"]), dead)
    for index in range(len(pages), len(parents)):
        expect(number(parents[index]) in live, "a link in what is repeated")
    for item in structure.pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.number not in live:
            item.clear()  # freeing it would put pydyf's table of compressed objects out of step


def _streams_by_page(pdf: pydyf.PDF) -> dict[int, list[Stream]]:
    """All streams that share one page's numbers of marked content, by the identity of what they share."""
    streams = defaultdict(list)
    for item in pdf.objects:
        if isinstance(item, Stream) and item._tags is not None:
            streams[id(item._tags)].append(item)
    return streams


def _forget(parents: pydyf.Array, dead: set[int]) -> None:
    for mcid in dead:
        parents[mcid] = b"null"  # the index is the content's number, so nothing may move up
    while parents and parents[-1] == b"null":
        parents.pop()


def _rewrite(streams: dict[int, list[Stream]], page: Stream, dead: set[int]) -> None:
    for stream in streams[id(page._tags)]:
        for index, token in enumerate(stream.stream):
            if type(token) is pydyf.Dictionary and "MCID" in token:
                expect(stream is page, "marked content outside its page's own stream")  # opacity does that
                if token["MCID"] in dead:
                    stream.stream[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def mark_as_accessible(pdf: pydyf.PDF) -> None:
    metadata = pdf.objects[number(pdf.catalog["Metadata"])]
    (packet,) = metadata.stream
    expect(packet.count(b"</rdf:RDF>") == 1, "metadata in several pieces")
    metadata.stream = [packet.replace(b"</rdf:RDF>", UA_MARK + UA_SCHEMA + b"</rdf:RDF>")]
    metadata.compress = False
