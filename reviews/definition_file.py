"""A questionnaire's definition file, YAML or JSON by one parser: docs/questionnaires.md shows it by example."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import yaml

from reviews import definition as form
from reviews.answers import KINDS
from reviews.definition import DefinitionErrors, FormDefinition, Problem, QuestionDefinition, SectionDefinition, Words
from reviews.definition_nodes import decoded, nodes_of, whole

YEARS = range(2000, 2101)
MOST = {"sections": 30, "questions": 100, "options": 20}  # questions: also of the whole form
MOST_PROBLEMS = 100  # more are not read by anyone
LONGEST = {"title": 200, "intro": 4000, "text": 1000, "help": 1000, "follow_up": 500, "guide": 60, "options": 200}
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
LONGEST_KEY = 40
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_FORM = ("audience", "year", "title", "intro", "sections")
_SECTION = ("title", "questions")
_QUESTION = tuple(each.name for each in fields(QuestionDefinition))
_NEEDED = {
    _FORM: ("audience", "year", "title", "sections"),
    _QUESTION: ("key", "number", "kind", "text"),
}


def read(content: str | bytes) -> FormDefinition:
    """The form that the file defines. Raises DefinitionErrors with all problems at once."""
    reader = _Reader()
    found = reader.form(nodes_of(content if isinstance(content, str) else decoded(content)))
    problems = sorted(set(reader.problems))
    if len(problems) > MOST_PROBLEMS:
        left = str(len(problems) - MOST_PROBLEMS)
        problems = [*problems[:MOST_PROBLEMS], Problem(problems[MOST_PROBLEMS].line, "more", left)]
    if problems:
        raise DefinitionErrors(problems)
    return found


def to_text(definition: FormDefinition) -> str:
    """The definition as a YAML file that gives the same definition when it is read."""
    return str(yaml.dump(_plain(definition), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100))


@dataclass
class _Reader:
    """Goes on after each problem, with an empty value in its place."""

    problems: list[Problem] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    slots: set[int] = field(default_factory=set)
    number: int = 0  # of the question read last

    def form(self, node: yaml.Node) -> FormDefinition:
        given = self.fields(node, _FORM)
        return FormDefinition(
            audience=self.one_of(given.get("audience"), form.AUDIENCES, "bad_audience"),
            year=self.year(given.get("year")),
            title=self.words(given.get("title"), "title"),
            intro=self.words(given.get("intro"), "intro"),
            sections=tuple(self.section(each) for each in self.items(given.get("sections"), "sections")),
        )

    def section(self, node: yaml.Node) -> SectionDefinition:
        given = self.fields(node, _SECTION)
        questions = self.items(given.get("questions"), "questions")
        return SectionDefinition(
            title=self.words(given.get("title"), "title"), questions=tuple(self.question(each) for each in questions)
        )

    def question(self, node: yaml.Node) -> QuestionDefinition:
        given = self.fields(node, _QUESTION)
        kind = self.one_of(given.get("kind"), KINDS, "bad_kind")
        return QuestionDefinition(
            key=self.key(given.get("key")),
            number=self.next_number(given.get("number")),
            kind=kind,
            text=self.words(given.get("text"), "text"),
            help=self.words(given.get("help"), "help"),
            follow_up=self.follow_up(given, kind, node),
            follow_when=self.follow_when(given.get("follow_when"), kind),
            guide=self.one_text(given.get("guide"), "guide"),
            slot=self.slot(given.get("slot")),
            options=self.options(given, kind, node),
            related=self.slug(given.get("related")),
        )

    def key(self, node: yaml.Node | None) -> str:
        key = self.slug(node)
        if node and key and key in self.keys:
            self.say(node, "same_key", key)
        self.keys.add(key)
        return key

    def slug(self, node: yaml.Node | None) -> str:
        text = self.text(node)
        if node and text and (len(text) > LONGEST_KEY or not _KEY.fullmatch(text)):
            self.say(node, "bad_key", text)
            return ""
        return text

    def next_number(self, node: yaml.Node | None) -> int:
        number, expected = self.whole_number(node), self.number + 1
        if node and number is not None and number != expected:
            self.say(node, "not_in_order", str(expected))
        if node and expected == MOST["questions"] + 1:
            self.say(node, "too_many", str(MOST["questions"]))
        self.number = expected if number is None else number  # so that one hole is one problem
        return self.number

    def slot(self, node: yaml.Node | None) -> int:
        slot = self.whole_number(node) or 0
        if node and slot not in form.SLOTS:
            self.say(node, "bad_slot", str(slot))
        elif node and slot in self.slots:
            self.say(node, "same_slot", str(slot))
        if slot:
            self.slots.add(slot)
        return slot

    def year(self, node: yaml.Node | None) -> int:
        year = self.whole_number(node)
        if node and year is not None and year not in YEARS:
            self.say(node, "bad_year", str(year))
        return year or 0

    def follow_up(self, given: dict[str, yaml.Node], kind: str, question: yaml.Node) -> Words:
        words = self.words(given.get("follow_up"), "follow_up")
        if kind in form.FOLLOWED and "follow_up" not in given:
            self.say(question, "lacks", "follow_up")
        elif kind and kind not in form.FOLLOWED and words:
            self.say(given["follow_up"], "no_follow_up", kind)
        return words

    def follow_when(self, node: yaml.Node | None, kind: str) -> str:
        if not self.text(node):
            return form.FOLLOWED.get(kind, "")
        if node and kind and kind not in form.FOLLOWED:
            self.say(node, "no_follow_up", kind)
        return self.one_of(node, form.FOLLOW_WHEN, "bad_follow_when")

    def options(self, given: dict[str, yaml.Node], kind: str, question: yaml.Node) -> tuple[Words, ...]:
        node = given.get("options")
        if kind == "split" and node is None:
            self.say(question, "lacks", "options")
        elif kind and kind != "split" and node is not None:
            self.say(node, "no_options", kind)
            return ()
        return tuple(self.words(each, "options") for each in self.items(node, "options"))

    # What a node holds

    def fields(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """The values by name. What is unknown, doubled or lacking is a problem."""
        if not isinstance(node, yaml.MappingNode):
            self.say(node, "not_fields")
            return {}
        given: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = name_node.value if isinstance(name_node, yaml.ScalarNode) else ""
            if name not in known:
                self.say(name_node, "unknown_field", name[:60])
            elif name in given:
                self.say(name_node, "same_field", name)
            else:
                given[name] = value
        for name in _NEEDED.get(known, known):
            if name not in given:
                self.say(node, "lacks", name)
        return given

    def items(self, node: yaml.Node | None, name: str) -> Sequence[yaml.Node]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.say(node, "not_list", name)
            return ()
        if not node.value:
            self.say(node, "empty_list", name)
        if len(node.value) > MOST[name]:
            self.say(node.value[MOST[name]], "too_many", str(MOST[name]))
        items: list[yaml.Node] = node.value[: MOST[name]]
        return items

    def words(self, node: yaml.Node | None, name: str) -> Words:
        """In both languages, or in none where the field may be left out."""
        if node is None:
            return Words()
        given = self.fields(node, ("nb", "nn"))
        texts = {language: self.limited(value, name) for language, value in given.items()}
        for language, value in given.items():
            if not texts[language] and isinstance(value, yaml.ScalarNode):
                self.say(value, "empty_words", language)
        return Words(**texts)

    def limited(self, node: yaml.Node, name: str) -> str:
        text = self.text(node)
        if len(text) > LONGEST[name]:
            self.say(node, "too_long", str(LONGEST[name]))
        return text if name in ("intro", "text", "help") else " ".join(text.split())

    def one_text(self, node: yaml.Node | None, name: str) -> str:
        return self.limited(node, name) if node else ""

    def one_of(self, node: yaml.Node | None, known: tuple[str, ...], code: str) -> str:
        text = self.text(node)
        if node and text not in known:
            if isinstance(node, yaml.ScalarNode):
                self.say(node, code, text[:60])
            return ""
        return text

    def whole_number(self, node: yaml.Node | None) -> int | None:
        text = self.text(node)
        if node is None or not _NUMBER.fullmatch(text):
            if isinstance(node, yaml.ScalarNode):
                self.say(node, "not_number", text[:60])
            return None
        return int(text)

    def text(self, node: yaml.Node | None) -> str:
        """The letters as they stand in the file: yes stays yes. Null is no text."""
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.say(node, "not_text")
            return ""
        if node.tag == "tag:yaml.org,2002:null":
            return ""
        text = whole(node.value).replace("\r\n", "\n").strip()
        if _UNFIT.search(text):
            self.say(node, "bad_character")
            return ""
        return text

    def say(self, node: yaml.Node, code: str, detail: str = "") -> None:
        self.problems.append(Problem(node.start_mark.line + 1, code, detail))


class _Dumper(yaml.SafeDumper):
    """Writes out words that occur twice, since the reader refuses references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: Any) -> Any:
    """What is empty or follows from the kind is left out, as people leave it out."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    own = {each.name: getattr(value, each.name) for each in fields(value)}
    if form.FOLLOWED.get(own.get("kind", "")) == own.get("follow_when"):
        own.pop("follow_when", None)
    return {name: _plain(each) for name, each in own.items() if each}
