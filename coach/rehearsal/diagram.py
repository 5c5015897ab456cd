"""The flow of a script as a picture: a box a step, an arrow a way, laid out by Graphviz."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable

from coach.content.graph import Way, ways_through
from coach.content.script import Route, Script, Step
from coach.errors import DeviceError

LETTERS_IN_A_ROW = 34
OUT = {"finish": "on with the session", "stop": "the session ends", "come_back": "back to the choice"}
LISTENING = "#fff3c4"
WAITING = "#dceefb"
TALKING = "#ffffff"


def draw(script: Script) -> str:
    """An SVG picture, to stand in a page. Raises DeviceError where Graphviz is missing."""
    try:
        import graphviz  # noqa: PLC0415 - only who wants a picture needs it
    except ImportError:
        raise DeviceError(
            "The diagram needs the Python library graphviz.", 'Install it: .venv/bin/pip install -e ".[preview]"'
        ) from None
    dot = graphviz.Digraph(
        script.id,
        graph_attr={"rankdir": "TB", "ranksep": "0.35", "nodesep": "0.25", "bgcolor": "transparent"},
        node_attr={"shape": "box", "style": "rounded,filled", "fontname": "sans-serif", "fontsize": "11"},
        edge_attr={"fontname": "sans-serif", "fontsize": "10", "color": "#555555"},
    )
    for name, step in script.steps.items():
        dot.node(f"step {name}", label=_label(name, step), fillcolor=_colour(step), tooltip=name, href=f"#{name}")
    for name, ways in ways_through(script).items():
        for target, labels in _arrows(script, name, ways).items():
            if target.startswith("out "):
                dot.node(target, label=target.removeprefix("out "), shape="plaintext", style="")
            dot.edge(f"step {name}", target, label=textwrap.fill(", ".join(labels), LETTERS_IN_A_ROW))
    try:
        svg: str = dot.pipe(format="svg", encoding="utf-8")
    except graphviz.ExecutableNotFound:
        raise DeviceError("The diagram needs Graphviz.", "Install it: sudo apt-get install graphviz.") from None
    return svg[svg.index("<svg") :]


def named(way: Way) -> str:
    """What leads this way, in a word or two; nothing where there is no choice."""
    where = [str(part) for part in way.where[2:]]
    match where:
        case ["ask", "answers", name, *_] | ["during", name, *_]:
            return name
        case ["ask", ("unsure" | "silent") as kind, *_]:
            return kind
        case ["branch", "ways", name] | ["branch", name]:
            return name
        case _:
            return ""


def _arrows(script: Script, name: str, ways: Iterable[Way]) -> dict[str, list[str]]:
    """The targets of a step's ways, each with what leads there."""
    step = script.steps[name]
    arrows: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        arrows[_target(step, way)].append(_band(step, way) or named(way))
    for answer, route in step.answers.items():  # a way that names none of its own is called by its answer
        target = _target_of_plain(script, name) if not (route.go or route.start or route.end or route.alarm) else None
        if target in arrows and answer not in arrows[target]:
            arrows[target].append(answer)
    return {target: [label for label in dict.fromkeys(labels) if label] for target, labels in arrows.items()}


def _target_of_plain(script: Script, name: str) -> str:
    step, names = script.steps[name], list(script.steps)
    following = dict(zip(names, [*names[1:], None], strict=True))[name]
    to = (step.ask.then if step.ask else None) or step.go or (None if step.end else following)
    return f"step {to}" if to else f"out {OUT[step.end or 'finish']}"


def _target(step: Step, way: Way) -> str:
    if way.to is not None:
        return f"step {way.to}"
    where = [str(part) for part in way.where]
    route: Route | None = None
    if "answers" in where or "during" in where:
        route = step.answers[where[-1]]
    elif where[-1] in ("unsure", "silent") and step.ask:
        route = step.ask.unsure if where[-1] == "unsure" else step.ask.silent
    if route and route.start:
        return f"out {route.start.replace('_', ' ')}"
    if route and route.alarm:
        return f"out safety: {route.alarm}"
    return f"out {OUT[(route.end if route else None) or step.end or 'finish']}"


def _band(step: Step, way: Way) -> str:
    bands = step.ask.bands if step.ask else getattr(step.branch, "bands", [])
    index = next((part for part in way.where if isinstance(part, int)), None)
    return f"up to {bands[index].up_to}" if index is not None and index < len(bands) else ""


def _label(name: str, step: Step) -> str:
    said = textwrap.shorten(" ".join(step.say.values()), 3 * LETTERS_IN_A_ROW, placeholder=" ...")
    rows = [name.replace("_", " ").upper(), *textwrap.wrap(said, LETTERS_IN_A_ROW)]
    if step.wait_seconds:
        rows.append(f"[{step.wait_seconds:g} quiet seconds]")
    elif step.pace:
        rows.append(f"[{step.pace.breaths} breaths with the sound]")
    elif step.ask:
        rows.append("[zero to ten]" if step.ask.rating else "[any words]" if step.ask.open else "[an answer]")
    elif step.branch:
        rows.append(f"[by {getattr(step.branch, 'rating', None) or getattr(step.branch, 'choice', None) or 'change'}]")
    return "\n".join(rows)


def _colour(step: Step) -> str:
    if step.ask:
        return LISTENING
    return WAITING if step.wait_seconds or step.pace else TALKING
