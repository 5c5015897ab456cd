"""A kiosk in Home Assistant, for a site that has one: it finds the kiosk by itself (MQTT device discovery, 2024.11).

It shows and never answers: an automation may light a lamp, and a person takes the call on the staff's page.
"""

import json
from typing import Any

from coach import __version__
from coach.staff.messages import Doing, state_topic

STATUS_TOPIC = "homeassistant/status"
"""Says "online" when it has begun anew and knows nothing."""


def discovery_topic(kiosk: str) -> str:
    """Where it looks."""
    return f"homeassistant/device/{kiosk}/config"


def discovery(kiosk: str) -> bytes:
    """What it is told: constants, and the kiosk's own name."""
    components = {
        "doing": _sensor(kiosk, "Doing", "doing"),
        "calls": _sensor(kiosk, "Open calls", "calls"),
        "unanswered": _sensor(kiosk, "Calls nobody has answered", "unanswered"),
        "self_test": _sensor(kiosk, "Self-test", "self_test"),
        "faults": _sensor(kiosk, "Does not work", "faults", " | join(', ') or 'nothing'"),
    }
    device = {
        "ids": [kiosk],
        "name": kiosk,
        "sw": __version__,
        "mf": "craving-coach",
        "mdl": "kiosk (not a nurse call)",
    }
    told = {
        "dev": device,
        "o": {"name": "craving-coach", "sw": __version__},
        "cmps": components,
        "stat_t": state_topic(kiosk),
        "avty": {
            "t": state_topic(kiosk),
            "val_tpl": f"{{{{ 'offline' if value_json.doing == '{Doing.AWAY}' else 'online' }}}}",
        },
        "qos": 1,
    }
    return json.dumps(told).encode()


def _sensor(kiosk: str, name: str, field: str, shown: str = "") -> dict[str, Any]:
    template = f"{{{{ value_json.{field}{shown} }}}}"
    return {"p": "sensor", "name": name, "unique_id": f"{kiosk}_{field}", "value_template": template}
