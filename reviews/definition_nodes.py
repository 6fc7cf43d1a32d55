"""YAML or JSON as nodes that know their lines. No value is made, no reference followed, no tag heeded."""

import re
from typing import Any

import yaml

from reviews.definition import DefinitionErrors, Problem

LARGEST = 200_000  # characters: thirty times a real form; so many small values take two seconds
DEEPEST = 12
_TAB = "'\\t'"


class _Refused(Exception):
    def __init__(self, line: int, code: str) -> None:
        super().__init__(code)
        self.problem = Problem(line, code)


class _Loader(yaml.SafeLoader):
    """Refuses what a form has no use for and what could make a small file large or deep."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _Refused(line, "reference")
        if getattr(event, "tag", None) is not None:
            raise _Refused(line, "tag")
        if self.depth == DEEPEST:
            raise _Refused(line, "too_deep")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def decoded(content: bytes) -> str:
    """The file's bytes as text. Raises DefinitionErrors."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DefinitionErrors([Problem(line, "not_utf8")]) from error


def nodes_of(text: str) -> yaml.Node:
    """The file's outermost node. Raises DefinitionErrors with the one problem that stopped the reading."""
    if len(text) > LARGEST:
        raise DefinitionErrors([Problem(1, "too_large")])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")  # JSON may be indented with tabs, and has none inside its words
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _Refused as error:
        raise DefinitionErrors([error.problem]) from error
    except yaml.YAMLError as error:
        raise DefinitionErrors([_problem(error, text)]) from error
    except RecursionError as error:
        raise DefinitionErrors([Problem(1, "too_deep")]) from error
    if node is None:
        raise DefinitionErrors([Problem(1, "empty")])
    return node


def _problem(error: yaml.YAMLError, text: str) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        return Problem(text.count("\n", 0, error.position) + 1, "bad_character")
    said, mark = str(getattr(error, "problem", "") or ""), getattr(error, "problem_mark", None)
    if mark is None or "end of stream" in said:  # what was never closed is told of where it was opened
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    if _TAB in said:
        return Problem(line, "tab")
    if "another document" in said:
        return Problem(line, "several")
    lines = text.split("\n")
    return Problem(line, "syntax", lines[line - 1].strip()[:80] if line <= len(lines) else "")


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def whole(text: str) -> str:
    """JSON writes a letter outside the first 65,536 as two escapes, which YAML leaves as two halves."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
