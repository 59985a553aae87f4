"""A headless Chromium for tests, by its DevTools protocol: open a page, click, press keys."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

_LISTEN = """
window.received = ""
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given)
    this.addEventListener("message", (event) => {
      if (event.data instanceof ArrayBuffer)
        window.received += new TextDecoder().decode(event.data)
    })
  }
}
"""
"""Keeps what the page gets, which it paints where nobody can read it."""
_WAIT = 120
"""Seconds after which something that should have happened has not."""


class Page:
    """One page; answers and events come over one websocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something; what it answers."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(_WAIT):
            while True:
                answer = await self._socket.receive_json()
                if answer.get("id") == number:
                    return answer.get("result", {})

    async def value(self, expression: str) -> Any:
        """What a JavaScript expression is worth."""
        answer = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True)
        return answer.get("result", {}).get("value")

    async def wait_for(self, expression: str) -> None:
        """Wait until a JavaScript expression is true; it may fail while the page is loaded."""
        look = f"new Promise(done => setTimeout(() => done(Boolean({expression})), 20))"
        async with asyncio.timeout(_WAIT):
            while await self.value(look) is not True:
                pass

    async def click(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the page."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def press(self, key: str) -> None:
        """Press and release a key that types a character."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)


@asynccontextmanager
async def opened(chromium: str, url: str) -> AsyncGenerator[Page]:
    """A page of a browser of its own, which is ended afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = await asyncio.create_subprocess_exec(
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"),
            *(f"--user-data-dir={profile}", "--window-size=1200,700", "about:blank"),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(_WAIT), aiohttp.ClientSession() as session:
                host = await _host(browser)
                async with session.get(f"http://{host}/json/list") as answer:
                    [page] = [p for p in await answer.json() if p["type"] == "page"]
                async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as ws:
                    shown = Page(ws)
                    await shown.call("Page.enable")
                    await shown.call("Page.addScriptToEvaluateOnNewDocument", source=_LISTEN)
                    await shown.call("Page.navigate", url=url)
                    yield shown
        finally:
            with suppress(ProcessLookupError):
                os.killpg(browser.pid, signal.SIGKILL)
            await browser.wait()


async def _host(browser: asyncio.subprocess.Process) -> str:
    assert browser.stderr is not None
    async for line in browser.stderr:
        if line.startswith(b"DevTools listening on ws://"):
            return line.decode().split("/")[2]
    raise AssertionError("the browser did not start")
