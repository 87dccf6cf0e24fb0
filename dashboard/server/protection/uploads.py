"""How much the server holds of files that are sent to it and not yet imported."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import cast

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dashboard.data.files.import_job import MEGABYTE, upload_limit

UPLOAD = "/_stcore/upload_file/"
# So many readers may each have the most that is imported at once waiting.
READERS_WITH_FILES = 3
SECONDS_TO_SEND = 300.0
FULL = "服务器上等待导入的文件已满，请先导入或移除已选的文件，稍后再传。"
NO_LENGTH = "没有写明文件大小。"
TOO_SLOW = "文件传得太慢，请重试。"


class UploadLimit:
    """Refuses a file that would make one reader, or all together, hold too much."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.arriving: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, or say that there is no room."""
        if scope["type"] != "http" or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if not length.isascii() or not length.isdigit():
            refused = PlainTextResponse(NO_LENGTH, HTTPStatus.LENGTH_REQUIRED)
            await refused(scope, receive, send)
            return
        reader = scope["path"].removeprefix(UPLOAD).partition("/")[0]
        if not self.has_room(reader, int(length)):
            refused = PlainTextResponse(FULL, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            await refused(scope, receive, send)
            return
        await self.take(scope, receive, send)

    async def take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have a file taken in; its place is held until it is there or its time is over."""
        path, size = scope["path"], int(Headers(scope=scope)["content-length"])
        self.arriving[path] = self.arriving.get(path, 0) + size
        try:
            async with asyncio.timeout(SECONDS_TO_SEND):
                await self.app(scope, receive, send)
        except TimeoutError:
            refused = PlainTextResponse(TOO_SLOW, HTTPStatus.REQUEST_TIMEOUT)
            await refused(scope, receive, send)
        finally:
            self.arriving[path] -= size
            if not self.arriving[path]:
                del self.arriving[path]

    def has_room(self, reader: str, size: int) -> bool:
        """Return whether a reader may send so many bytes more."""
        most = upload_limit() * MEGABYTE
        of_readers = held()
        for path, coming in self.arriving.items():
            owner = path.removeprefix(UPLOAD).partition("/")[0]
            of_readers[owner] = of_readers.get(owner, 0) + coming
        of_all = sum(of_readers.values()) + size
        return of_readers.get(reader, 0) + size <= most and of_all <= most * READERS_WITH_FILES


def held() -> dict[str, int]:
    """Return how many bytes of files the server holds for each session."""
    manager = cast(MemoryUploadedFileManager, runtime.get_instance().uploaded_file_mgr)
    return {
        session: sum(len(file.data) for file in list(of_session.values()))
        for session, of_session in list(manager.file_storage.items())
    }
