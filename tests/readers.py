"""A reader without a browser: speaks to a running server as Streamlit's own page does."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

RERUN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
LIMIT = 60.0


class Failed(Exception):
    """The page failed, or the connection ended before it was whole."""


@dataclass(frozen=True)
class Run:
    """One run of a page, as the reader met it."""

    seconds: float
    size: int
    messages: int
    failures: tuple[str, ...]


class Reader:
    """One reader with one session; what was received before is not received again."""

    def __init__(
        self, address: str, trusted: ssl.SSLContext | None = None, token: str = ""
    ) -> None:
        self.address = address
        self.token = token
        self.trusted = trusted or True
        self.elements: dict[tuple[int, ...], Any] = {}
        self.known: dict[str, ForwardMsg] = {}
        self.states: dict[str, dict[str, Any]] = {}
        self.session = ""
        self.page = ""

    async def __aenter__(self) -> Self:
        """Fetch the page's frame, which tells which process is ours, and connect."""
        jar = aiohttp.CookieJar(unsafe=True)
        if self.token:
            jar.update_cookies({"gongkai_session": self.token})
        self.http = aiohttp.ClientSession(
            cookie_jar=jar,
            timeout=aiohttp.ClientTimeout(LIMIT),
            connector=aiohttp.TCPConnector(ssl=self.trusted),
        )
        for path in ("/", "/_stcore/health"):
            async with self.http.get(f"{self.address}{path}") as answer:
                await answer.read()
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()
        await self.http.close()

    async def connect(self, session: str = "", **headers: str) -> None:
        """Open the websocket, to go on with a session of Streamlit's where one is named."""
        self.socket = await self.http.ws_connect(
            f"{self.address}/_stcore/stream",
            protocols=("streamlit", *(["-", session] if session else [])),
            max_msg_size=0,
            origin=self.address,
            headers=headers,
        )

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.http.cookie_jar}

    async def run(self, page: str | None = None, query: str = "") -> Run:
        """Open a page, or run the present one again, and return when it is whole."""
        asked = BackMsg()
        wanted = asked.rerun_script
        wanted.query_string = query
        if page is None:
            wanted.page_script_hash = self.page
        else:
            wanted.page_name = page
        wanted.cached_message_hashes.extend(self.known)
        for name, value in self.states.items():
            state = wanted.widget_states.widgets.add(id=name)
            for kind, content in value.items():
                set_value(state, kind, content)
        started = time.perf_counter()
        await self.socket.send_bytes(asked.SerializeToString())
        size, messages, failures = await self.receive_all()
        return Run(time.perf_counter() - started, size, messages, tuple(failures))

    async def receive_all(self) -> tuple[int, int, list[str]]:
        size, messages, failures = 0, 0, []
        while True:
            message, length = await self.receive()
            size, messages = size + length, messages + 1
            self.keep(message)
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                failures.append(element.exception.message)
            # What a page says instead of what it could not draw.
            if element.alert.format == Alert.ERROR:
                failures.append(element.alert.body)
            if message.HasField("script_finished") and message.script_finished != RERUN:
                return size, messages, failures

    async def receive(self) -> tuple[ForwardMsg, int]:
        """Return the next message, one known before in full."""
        received = await self.socket.receive(LIMIT)
        if received.type is not aiohttp.WSMsgType.BINARY:
            raise Failed(f"the connection ended: {received.type}")
        message = ForwardMsg.FromString(received.data)
        if message.WhichOneof("type") == "ref_hash":
            whole = ForwardMsg.FromString(self.known[message.ref_hash].SerializeToString())
            whole.metadata.CopyFrom(message.metadata)
            return whole, len(received.data)
        if message.metadata.cacheable:
            self.known[message.hash] = message
        return message, len(received.data)

    def keep(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.page = message.new_session.page_script_hash
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements[tuple(message.metadata.delta_path)] = message.delta.new_element

    def named(self, kind: str, key: str) -> Any:
        """Return the widget of a kind by its key."""
        found = (getattr(e, kind) for e in self.elements.values() if e.WhichOneof("type") == kind)
        return next(widget for widget in found if widget.id.endswith(f"-{key}"))

    def choose(self, kind: str, key: str, **value: Any) -> None:
        """Have the next run meet a widget with this value."""
        self.states[self.named(kind, key).id] = value

    async def download(self, key: str) -> bytes:
        """Press a button that makes a file, and fetch it."""
        async with self.http.get(await self.file_url(key), raise_for_status=True) as answer:
            return await answer.read()

    async def file_url(self, key: str) -> str:
        """Press a button that makes a file, and return the address that it is fetched from."""
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id = "file", self.session
        request.deferred_file.file_id = self.named("download_button", key).deferred_file_id
        await self.socket.send_bytes(asked.SerializeToString())
        message, _ = await self.receive()
        while message.WhichOneof("type") != "backend_operation_response":
            message, _ = await self.receive()
        return f"{self.address}{message.backend_operation_response.deferred_file.url}"

    async def upload(self, name: str, content: bytes, *, file: str = "file") -> int:
        """Send a file as the page's uploader does and return the status of the answer."""
        token = self.cookies["_streamlit_xsrf"]
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name)
        where = f"{self.address}/_stcore/upload_file/{self.session}/{file}"
        headers = {"X-Xsrftoken": token, "Origin": self.address}
        async with self.http.put(where, data=form, headers=headers) as answer:
            return answer.status


def set_value(state: Any, kind: str, content: Any) -> None:
    """Set one of the values that a widget's state may have."""
    field = getattr(state, kind)
    if isinstance(content, (list, tuple)):
        field.SetInParent()
        field.data.extend(content)
    else:
        setattr(state, kind, content)
