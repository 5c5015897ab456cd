"""A line to the broker: MQTT 5 in a thread of its own, which comes back by itself. It never holds up who uses it.

All that happens on it goes into one queue, in order; nobody is called back. paho-mqtt, not aiomqtt: a session has no
event loop, and paho's thread wants none.
"""

from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from coach.staff.trust import Papers

PORT = 8883
KEEP_ALIVE_SECONDS = 6
"""A broker takes somebody for dead after one and a half of these, and Debian's Mosquitto looks only each five seconds.
With ten, a kiosk that was stopped was shown as away after up to 17.5 s."""
MOST_PACKET_BYTES = 8192
RETRY_SECONDS = 1, 2
"""After a failure; and at the most: one that is back is found soon, and one that is away refuses at little cost."""
CONNECTING_SECONDS = 5.0
GOODBYE_SECONDS = 2.0
NOBODY_LISTENS = 16
"""Of MQTT 5: taken, and nobody there to read it ("no matching subscribers")."""


@dataclass(frozen=True)
class Broker:
    """Where it is. `host`: as its certificate says."""

    host: str
    port: int = PORT


@dataclass(frozen=True)
class Up:
    """The line stands."""


@dataclass(frozen=True)
class Down:
    """It does not, or it could not be had; until the next Up."""


@dataclass(frozen=True)
class Came:
    """A message. Its text is not shown."""

    topic: str
    payload: bytes


@dataclass(frozen=True)
class Taken:
    """The broker has what was sent under this number. `read`: somebody is there to read it."""

    number: int
    read: bool


Happening = Up | Down | Came | Taken


class Line:
    """`happened`: what happens on it."""

    def __init__(self, broker: Broker, name: str, papers: Papers, will: tuple[str, bytes] | None = None) -> None:
        """Nothing is sent yet. `name`: whom the certificate is for. `will`: topic and text, should this end untold.

        Raises OSError where the papers are missing or are none.
        """
        self.happened: SimpleQueue[Happening] = SimpleQueue()
        self._client = Client(CallbackAPIVersion.VERSION2, name, protocol=MQTTProtocolVersion.MQTTv5)
        self._client.tls_set_context(papers.trust())
        self._client.reconnect_delay_set(*RETRY_SECONDS)
        self._client.connect_timeout = CONNECTING_SECONDS
        if will:
            self._client.will_set(*will, qos=1, retain=True)
        self._client.on_connect = self._connected
        self._client.on_connect_fail = self._failed
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._came
        self._client.on_publish = self._taken
        self._broker = broker

    def open(self) -> None:
        """Begin to connect, and keep trying."""
        limits = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        limits.MaximumPacketSize = MOST_PACKET_BYTES
        self._client.connect_async(
            self._broker.host, self._broker.port, KEEP_ALIVE_SECONDS, clean_start=True, properties=limits
        )
        self._client.loop_start()

    @property
    def stands(self) -> bool:
        """Whether it does, as far as is known."""
        return self._client.is_connected()

    def send(self, topic: str, payload: bytes, kept: bool = True) -> int:
        """Send, and have the broker keep it; no payload has it forget what it kept. Returns the number of `Taken`."""
        return self._client.publish(topic, payload, qos=1, retain=kept).mid

    def read(self, topic: str) -> None:
        """What is kept there, and what comes."""
        self._client.subscribe(topic, options=SubscribeOptions(qos=1))

    def read_no_more(self, topic: str) -> None:
        """Of what was read."""
        self._client.unsubscribe(topic)

    def close(self, *last: tuple[str, bytes]) -> None:
        """Say these last things, where the line stands, and hang up: the will is not told then."""
        with suppress(RuntimeError):  # it went away just now: then the will is told
            for topic, payload in last if self.stands else ():
                self._client.publish(topic, payload, qos=1, retain=True).wait_for_publish(GOODBYE_SECONDS)
        self._client.disconnect()
        self._client.loop_stop()
        client = self._client  # what is called back would hold it for ever
        client.on_connect = client.on_connect_fail = client.on_disconnect = client.on_message = client.on_publish = None

    def _connected(self, _: Client, __: None, ___: ConnectFlags, reason: ReasonCode, ____: Properties | None) -> None:
        if not reason.is_failure:
            self.happened.put(Up())

    def _failed(self, _: Client, __: None) -> None:
        self.happened.put(Down())

    def _disconnected(
        self, _: Client, __: None, ___: DisconnectFlags, ____: ReasonCode, _____: Properties | None
    ) -> None:
        self.happened.put(Down())

    def _came(self, _: Client, __: None, message: MQTTMessage) -> None:
        self.happened.put(Came(message.topic, bytes(message.payload)))

    def _taken(self, _: Client, __: None, number: int, reason: ReasonCode, ___: Properties) -> None:
        self.happened.put(Taken(number, not reason.is_failure and reason.value != NOBODY_LISTENS))
