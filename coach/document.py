"""A YAML file checked into a typed model, with file, line and column in every fault.

PyYAML parses and pydantic checks; what is ours is the way from pydantic's path ("steps", "settle", "say") back to the
place in the file, the refusal of what packs have no use for, and the stable codes:

    D001 cannot be read    D002 not YAML          D003 key twice, of which PyYAML silently takes the last
    D004 unknown key       D005 key is missing    D006 wrong kind of value
    D007 yes / no / on / off not in quotes        D008 alias (a way to write a file that grows without bound)
    D009 too large, nested too deep, or too much in one place

Nothing is built before a file has passed as a stream of events, so that no file costs more than reading it. `libyaml`
reads, where PyYAML has it: ten times as fast as PyYAML itself.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach import plain_file
from coach.errors import AuthorError, Fault

M = TypeVar("M", bound=BaseModel)
Where = tuple[str | int, ...]
"""A place in a document: keys and list indices from the top down."""


NO_ALIASES = "write it out; aliases (*name) are not allowed"
MOST_BYTES = 300_000
"""The largest file of the English pack, its words of danger, has 170 000."""
DEEPEST = 50
"""A step's answer's line is nine levels deep."""
MOST_ENTRIES = 1000
"""Of one list or mapping; the longest of the English pack has 182."""
MOST_FAULTS = 100
"""Of one file: nobody reads on, and each has to be found in it."""
KEY = "[key]"
BOOLEAN, WORD = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:str"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Checked(BaseModel):
    """What every model read from a file is: frozen, without unknown keys, without conversions between kinds."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self  # it never changes


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
    unfit = _unfit_keys(path, root)
    try:
        content = model.model_validate(_plain(path, root))
    except AuthorError as unreadable:
        raise AuthorError([*unfit, *unreadable.faults]) from None
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False, include_context=False)
        faults = [_explain(path, root, error) for error in errors[:MOST_FAULTS]]
        if len(errors) > MOST_FAULTS:
            faults.append(Fault(path, 0, 0, "D009", f"{len(errors)} faults; the first {MOST_FAULTS} are told"))
        raise AuthorError([*unfit, *faults]) from None
    if unfit:
        raise AuthorError(unfit)
    return Document(path, content, root)


def _parse(path: Path) -> Node:
    text = _text(path)
    try:
        if unfit := _unfit_events(path, text, _Loader):
            raise AuthorError([unfit])
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as invalid:
        mark = invalid.problem_mark or invalid.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        told = Fault(path, line, column, "D002", f"not YAML as packs use it: {invalid.problem}")
        raise AuthorError([_unfit_before_refusal(path, text) or told]) from None
    except yaml.YAMLError as invalid:
        raise AuthorError([Fault(path, 0, 0, "D002", f"not YAML: {invalid}")]) from None
    if root is None:
        raise AuthorError([Fault(path, 0, 0, "D002", "the file is empty")])
    return root


def _text(path: Path) -> str:
    try:
        return plain_file.read_text(path, MOST_BYTES)
    except OSError as closed:
        code = "D009" if closed.errno == errno.EFBIG else "D001"
        raise AuthorError([Fault(path, 0, 0, code, f"cannot be read: {closed.strerror}")]) from None
    except UnicodeDecodeError as strange:
        raise AuthorError([Fault(path, 0, 0, "D001", f"cannot be read: {strange}")]) from None


def _unfit_before_refusal(path: Path, text: str) -> Fault | None:
    """What stood before the place where `libyaml` gave up: it reads ahead, and newer ones refuse depth themselves.

    So that it is our bound that is told, whatever is installed. PyYAML's own reader has none; it is slow, but has to
    read only what is broken.
    """
    try:
        return _unfit_events(path, text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):  # ValueError: a character that is none, as in "\U00110000"
        return None


def _unfit_events(path: Path, text: str, loader: Any) -> Fault | None:
    """What would make a small file cost much: found while it is read, before anything is built."""
    room = [MOST_ENTRIES]
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionEndEvent):
            room.pop()
        elif isinstance(event, yaml.NodeEvent):
            room[-1] -= 1
            if isinstance(event, yaml.AliasEvent):
                return _at(path, event, "D008", NO_ALIASES)
            if room[-1] < 0:
                return _at(path, event, "D009", f"over {MOST_ENTRIES} in one list or mapping")
            if len(room) > DEEPEST:
                return _at(path, event, "D009", f"nested over {DEEPEST} levels deep")
            if isinstance(event, yaml.MappingStartEvent):
                room.append(2 * MOST_ENTRIES)  # keys and values
            elif isinstance(event, yaml.SequenceStartEvent):
                room.append(MOST_ENTRIES)
    return None


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
    """Keys that stand twice, that are not one word, or that YAML takes for true or false."""
    faults = []
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                faults.append(_at(path, key, "D002", "not YAML as packs use it: a key is one word"))
            elif key.tag == BOOLEAN:
                faults.append(_at(path, key, "D007", _bare(key)))
                key.tag = WORD  # as it was meant, so that the rest of the file is checked too
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
    if name == KEY:  # pydantic's mark: it is the key that is wrong, not what it leads to
        return _at(path, _key_and_value(root, where)[0], "D006", f"{where[-2]!r}: {error['msg'].lower()}")
    match error["type"], error.get("input"):
        case "string_type", bool():
            bare = _find(root, where)
            return _at(path, bare, "D007", _bare(bare))
        case "string_type", None:
            told = f"{name!r} has no text; if it is the end of a line with a comma in it, put the whole line in quotes"
            return _fault(path, root, where, "D006", told)
        case "extra_forbidden", _:
            return _at(path, _key_and_value(root, where)[0], "D004", f"unknown key {name!r}")
        case "missing", _:
            return _fault(path, root, where, "D005", f"key {name!r} is missing")
        case _:
            return _fault(path, root, where, "D006", f"{name}: {error['msg'].lower()}")


def _bare(node: Node) -> str:
    return f'write "{node.value}" in quotes: YAML reads the bare word as true or false'


def _fault(path: Path, root: Node, where: Sequence[str | int], code: str, message: str) -> Fault:
    return _at(path, _find(root, where), code, message)


def _find(root: Node, where: Sequence[str | int]) -> Node:
    """What a fault points at: a word, or the key of what is more than a word."""
    key, value = _key_and_value(root, where)
    return value if isinstance(value, ScalarNode) else key


def _key_and_value(root: Node, where: Sequence[str | int]) -> tuple[Node, Node]:
    """The deepest nodes on the way. Pydantic's own marks (a union's member, `[key]`) name no node: passed over."""
    node = key_node = root
    for part in where:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    key_node, node = key, value
                    break
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            key_node = node = node.value[part]
    return key_node, node


def _at(path: Path, node: Node | yaml.NodeEvent, code: str, message: str) -> Fault:
    mark: Any = node.start_mark
    return Fault(path, mark.line + 1, mark.column + 1, code, message)
