"""A YAML file checked into a typed model, with file, line and column in every fault.

PyYAML parses and pydantic checks; what is ours is the way from pydantic's path ("steps", "settle", "say") back to the
place in the file, the refusal of duplicate keys (PyYAML silently takes the last), and the stable codes:

    D001 cannot be read    D002 not YAML          D003 key twice      D004 unknown key
    D005 key is missing    D006 wrong kind of value                   D007 yes / no / on / off not in quotes
    D008 alias (a way to write a file that grows without bound)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.errors import AuthorError, Fault

M = TypeVar("M", bound=BaseModel)
Where = tuple[str | int, ...]
"""A place in a document: keys and list indices from the top down."""


NO_ALIASES = "write it out; aliases (*name) are not allowed"


class Checked(BaseModel):
    """What every model read from a file is: frozen, without unknown keys, without conversions between kinds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True)
class Document(Generic[M]):
    """A checked file: the model, and where each of its parts stands."""

    path: Path
    content: M
    root: Node

    def fault(self, where: Where, code: str, message: str) -> Fault:
        """A fault at a place in this document."""
        return _fault(self.path, self.root, where, code, message)


def read(path: Path, model: type[M]) -> Document[M]:
    """The file at `path`, checked. Raises AuthorError with every fault found."""
    root = _parse(path)
    if unfit := _unfit_keys(path, root):
        raise AuthorError(unfit)
    try:
        content = model.model_validate(_plain(path, root))
    except ValidationError as invalid:
        raise AuthorError([_explain(path, root, error) for error in invalid.errors()]) from None
    return Document(path, content, root)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, NO_ALIASES, self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def _parse(path: Path) -> Node:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise AuthorError([Fault(path, 0, 0, "D001", f"cannot be read: {unreadable}")]) from None
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as invalid:
        mark = invalid.problem_mark or invalid.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        code = "D008" if invalid.problem == NO_ALIASES else "D002"
        raise AuthorError([Fault(path, line, column, code, f"not YAML as packs use it: {invalid.problem}")]) from None
    except yaml.YAMLError as invalid:
        raise AuthorError([Fault(path, 0, 0, "D002", f"not YAML: {invalid}")]) from None
    except RecursionError:
        raise AuthorError([Fault(path, 0, 0, "D002", "not YAML as packs use it: nested without end")]) from None
    if root is None:
        raise AuthorError([Fault(path, 0, 0, "D002", "the file is empty")])
    return root


def _plain(path: Path, root: Node) -> Any:
    try:
        return yaml.constructor.SafeConstructor().construct_document(root)
    except yaml.MarkedYAMLError as invalid:  # a tag, as in `!!python/object`
        mark = invalid.problem_mark or root.start_mark
        fault = Fault(path, mark.line + 1, mark.column + 1, "D002", f"not YAML as packs use it: {invalid.problem}")
    except ValueError as invalid:  # a date that is none, as in `2026-13-45`; PyYAML does not say where
        fault = Fault(path, 0, 0, "D002", f"a value is not what it looks like ({invalid}): write it in quotes")
    raise AuthorError([fault])


def _unfit_keys(path: Path, node: Node) -> list[Fault]:
    """Keys that stand twice, and keys that are not one word."""
    faults = []
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                faults.append(_at(path, key, "D002", "not YAML as packs use it: a key is one word"))
            elif key.value in seen:
                faults.append(_at(path, key, "D003", f"key {key.value!r} stands twice"))
            else:
                seen.add(key.value)
            faults += _unfit_keys(path, value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            faults += _unfit_keys(path, item)
    return faults


def _explain(path: Path, root: Node, error: Any) -> Fault:
    where: Where = error["loc"]
    name = where[-1] if where else "the file"
    match error["type"], error.get("input"):
        case "string_type", bool(value):
            word = "yes" if value else "no"
            return _fault(path, root, where, "D007", f'write "{word}" in quotes: YAML reads the bare word as a boolean')
        case "extra_forbidden", _:
            return _fault(path, root, where, "D004", f"unknown key {name!r}")
        case "missing", _:
            return _fault(path, root, where, "D005", f"key {name!r} is missing")
        case _:
            return _fault(path, root, where, "D006", f"{name}: {error['msg'].lower()}")


def _fault(path: Path, root: Node, where: Sequence[str | int], code: str, message: str) -> Fault:
    return _at(path, _find(root, where), code, message)


def _find(root: Node, where: Sequence[str | int]) -> Node:
    """The deepest node on the way. Pydantic's own marks (a union's member, `[key]`) name no node: passed over."""
    node = key_node = root
    for part in where:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    key_node, node = key, value
                    break
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            key_node = node = node.value[part]
    return node if isinstance(node, ScalarNode) else key_node


def _at(path: Path, node: Node, code: str, message: str) -> Fault:
    return Fault(path, node.start_mark.line + 1, node.start_mark.column + 1, code, message)
