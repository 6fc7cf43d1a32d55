"""The words of a Word paragraph: fields, links, notes, symbols and boxes as people see them; changes as accepted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from plans.imported import LeftOut
from plans.readers.grid import cleaned
from plans.readers.links import with_address
from plans.readers.wordparts import VAL, Relation, is_on, qn
from plans.readers.wordsymbols import symbol

BOXES = {True: "☒", False: "☐"}
_MOST_LEFT_OUT = 500
_RESULT_LENGTH = 2000  # characters of a field's instruction


@dataclass(slots=True)
class Field:
    """A field whose end has not come; `begin` is where its result begins among the texts, once that has begun."""

    instruction: str = ""
    begin: int | None = None
    data: Element | None = None  # of a form's field


@dataclass(slots=True)
class Words:
    """Turns the elements of one part of a document into text, and keeps what it leaves out."""

    relations: Mapping[str, Relation]
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (footnote or endnote, id) → text
    left_out: list[LeftOut] = field(default_factory=list)
    text_of_box: Callable[[Element], str] = lambda element: ""
    _texts: list[str] = field(default_factory=list)
    _fields: list[Field] = field(default_factory=list)

    def of(self, paragraph: Element) -> str:
        """The words of a paragraph, not yet cleaned."""
        outer = self._texts, self._fields
        self._texts, self._fields = [], []
        self._walk(paragraph)
        text = "".join(self._texts)
        self._texts, self._fields = outer
        return text

    def leave_out(self, code: str, text: str) -> None:
        text = cleaned(text)
        if len(self.left_out) < _MOST_LEFT_OUT and (text or code == "picture"):
            self.left_out.append(LeftOut(code=code, text=text))

    def _walk(self, parent: Element) -> None:
        for element in parent:
            handler = _HANDLERS.get(element.tag, Words._walk)
            if handler is not None:
                handler(self, element)

    def _say(self, text: str) -> None:
        if not self._fields or self._fields[-1].begin is not None:
            self._texts.append(text)

    def _text(self, element: Element) -> None:
        self._say(element.text or "")

    def _run(self, run: Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None and is_on(properties.find(_VANISH)):
            self.leave_out("hidden", "".join(text.text or "" for text in run.findall(_TEXT)))
        else:
            self._walk(run)

    def _break(self, element: Element) -> None:
        self._say(_BREAKS[element.tag])

    def _symbol(self, element: Element) -> None:
        self._say(symbol(element.get(qn("w:font"), ""), element.get(qn("w:char"), "")))

    def _note(self, element: Element) -> None:
        text = self.notes.get((element.tag, element.get(qn("w:id"), "")), "")
        if text:
            self._say(f" ({text})")

    def _link(self, element: Element) -> None:
        relation = self.relations.get(element.get(qn("r:id"), ""))
        address = relation.target if relation is not None and relation.is_external else ""
        self._say(with_address(self.of(element), address))

    def _simple_field(self, element: Element) -> None:
        self._say(_result(Field(instruction=element.get(qn("w:instr"), "")), self.of(element)))

    def _field_character(self, element: Element) -> None:
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append(Field(data=element.find(qn("w:ffData"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].begin = len(self._texts)
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            begin = done.begin if done.begin is not None else len(self._texts)
            result = _result(done, "".join(self._texts[begin:]))
            del self._texts[begin:]
            self._say(result)

    def _instruction(self, element: Element) -> None:
        if self._fields and len(self._fields[-1].instruction) < _RESULT_LENGTH:
            self._fields[-1].instruction += element.text or ""

    def _control(self, control: Element) -> None:
        """What a content control holds; nothing where only its invitation to fill it in is shown."""
        if is_placeholder(control):
            return
        content = control.find(qn("w:sdtContent"))
        text = self.of(content) if content is not None else ""
        box = control.find(f"{qn('w:sdtPr')}/{qn('w14:checkbox')}/{qn('w14:checked')}")
        if box is not None and not text.strip():
            text = BOXES[box.get(qn("w14:val"), "0") in ("1", "true")]
        self._say(text)

    def _choice(self, element: Element) -> None:
        """The same thing twice, for newer programs and for older ones: it counts once."""
        chosen = element.find(qn("mc:Choice"))
        chosen = chosen if chosen is not None else element.find(qn("mc:Fallback"))
        if chosen is not None:
            self._walk(chosen)

    def _drawing(self, element: Element) -> None:
        """Pictures and text boxes stand beside the text: they are left out."""
        boxes = [box for box in element.iter(_BOX) if not _is_inside_fallback(box, element)]
        for box in boxes:
            self.leave_out("text_box", self.text_of_box(box))
        if not boxes:
            names = (found.get("descr") or found.get("title") or "" for found in element.iter("{*}docPr"))
            self.leave_out("picture", next(names, ""))


def is_placeholder(control: Element) -> bool:
    return is_on(control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"))


def _is_inside_fallback(element: Element, top: Element) -> bool:
    """Is it within the part for older programs of something in `top`, or in another text box?"""
    for parent in element.iterancestors():
        if parent is top:
            return False
        if parent.tag in (qn("mc:Fallback"), _BOX):
            return True
    return False


def _result(found: Field, result: str) -> str:
    """What a field shows: a link with its address, a box or a choice of a form, or what Word last worked out."""
    name, _, rest = found.instruction.strip().partition(" ")
    if name.upper() == "HYPERLINK":
        rest = rest.strip()
        address = rest.split('"')[1] if rest.count('"') > 1 and not rest.startswith("\\") else ""
        return with_address(result, address)
    if found.data is None or result.strip():
        return result
    box = found.data.find(qn("w:checkBox"))
    if box is not None:
        checked, default = box.find(qn("w:checked")), box.find(qn("w:default"))
        return BOXES[is_on(checked if checked is not None else default)]
    return _chosen(found.data.find(qn("w:ddList")))


def _chosen(choices: Element | None) -> str:
    """What was chosen of a form's list; the first stands there when nobody has."""
    if choices is None:
        return ""
    result = choices.find(qn("w:result"))
    number = result.get(VAL, "0") if result is not None else "0"
    entries = [entry.get(VAL, "") for entry in choices.findall(qn("w:listEntry"))]
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


_RUN_PROPERTIES, _VANISH, _TEXT, _BOX = qn("w:rPr"), qn("w:vanish"), qn("w:t"), qn("w:txbxContent")
_BREAKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "\u2011",
}
_HIDDEN = ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:txbxContent", "w:sdtPr", "w:softHyphen", "w:delText", "w:rt")
# None: nothing of it is read. What is not here is looked into.
_HANDLERS: dict[str, Callable[[Words, Element], None] | None] = {
    **dict.fromkeys(map(qn, _HIDDEN)),
    **dict.fromkeys(_BREAKS, Words._break),
    _TEXT: Words._text,
    qn("m:t"): Words._text,
    qn("w:r"): Words._run,
    qn("w:sym"): Words._symbol,
    qn("w:footnoteReference"): Words._note,
    qn("w:endnoteReference"): Words._note,
    qn("w:hyperlink"): Words._link,
    qn("w:fldSimple"): Words._simple_field,
    qn("w:fldChar"): Words._field_character,
    qn("w:instrText"): Words._instruction,
    qn("w:sdt"): Words._control,
    qn("mc:AlternateContent"): Words._choice,
    qn("w:drawing"): Words._drawing,
    qn("w:pict"): Words._drawing,
    qn("w:object"): Words._drawing,
}
