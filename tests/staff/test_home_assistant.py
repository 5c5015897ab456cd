"""A kiosk in Home Assistant. No Home Assistant is here: its published form of device discovery is held to."""

import json
import re

from jinja2 import Template

from coach.staff.home_assistant import discovery, discovery_topic
from coach.staff.messages import Doing, Part, State


def test_one_message_describes_the_device_its_parts_and_when_it_is_away() -> None:
    """The keys that Home Assistant asks for (MQTT device discovery): device, origin, components, availability."""
    told = json.loads(discovery("ward-3"))
    assert discovery_topic("ward-3") == "homeassistant/device/ward-3/config"
    assert {"dev", "o", "cmps", "stat_t", "avty"} <= set(told) and told["dev"]["ids"] == ["ward-3"]
    assert told["stat_t"] == told["avty"]["t"] == "site/ward-3/state" and "'away'" in told["avty"]["val_tpl"]
    assert "not a nurse call" in told["dev"]["mdl"]


def test_each_part_shows_a_field_of_the_state_and_has_an_id_of_its_own() -> None:
    """So two kiosks are never mistaken for each other."""
    parts = [part for name in ("ward-3", "ward-4") for part in json.loads(discovery(name))["cmps"].values()]
    assert all(part["p"] == "sensor" for part in parts)
    assert len({part["unique_id"] for part in parts}) == len(parts)
    shown = {field for part in parts for field in re.findall(r"value_json\.(\w+)", part["value_template"])}
    assert shown <= set(State.model_fields) and len(shown) == len(parts) / 2


def test_what_does_not_work_is_shown_in_words() -> None:
    """As Home Assistant's own templates (jinja2) make them of the state."""
    template = Template(json.loads(discovery("ward-3"))["cmps"]["faults"]["value_template"])
    for faults, shown in (((), "nothing"), ((Part.MICROPHONE, Part.SCREEN), "microphone, screen")):
        state = State(doing=Doing.FAULT, faults=faults)
        assert template.render(value_json=json.loads(state.encoded())) == shown
