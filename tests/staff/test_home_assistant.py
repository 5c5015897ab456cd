"""A kiosk in Home Assistant. No Home Assistant is here: its published form of device discovery is held to."""

import json

from coach.staff.home_assistant import discovery, discovery_topic
from coach.staff.messages import State


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
    shown = {part["value_template"].split(".")[1].rstrip("} ") for part in parts}
    assert shown <= set(State.model_fields)
