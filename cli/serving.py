"""The reader in a browser: every page that is opened runs a reader of its own.

All addresses begin with a secret word, which the page and its websocket both need: other web pages,
and other users of this machine, do not know it.
"""

import asyncio
import hmac
import logging
import signal
from collections.abc import Callable
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server

_PATIENCE = 2.0
"""Seconds that readers have to end when the server is stopped."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline' data: blob:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Nothing comes from other hosts, nothing tells them the address, no page shows ours inside it."""


class ReaderServer(Server):
    """Serves the reader that ``command`` (for a shell) starts, below ``/TOKEN/``."""

    def __init__(self, command: str, host: str, port: int, token: str) -> None:
        super().__init__(command, host, port, title="crossread")
        self._token = token.encode()

    def listen(self, ready: Callable[[str], None]) -> None:
        """Serve until SIGINT or SIGTERM; ``ready`` gets the address. Raises `OSError`."""
        # Its log has tracebacks with article text, and addresses with the token.
        log = logging.getLogger("textual-serve")
        log.addHandler(logging.NullHandler())
        log.propagate = False
        asyncio.run(self._listen(ready))

    async def _listen(self, ready: Callable[[str], None]) -> None:
        app = web.Application()
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.router.add_get("/{token}/{rest:.*}", self._answer)
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        runner = web.AppRunner(
            app, access_log=None, handle_signals=False, shutdown_timeout=_PATIENCE
        )
        try:
            await runner.setup()
            await web.TCPSite(runner, self.host, self.port).start()
            port: int = runner.addresses[0][1]
            ready(f"http://{_in_address(self.host)}:{port}/{self._token.decode()}/")
            await stopped.wait()
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        given = request.match_info["token"].encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(given, self._token):
            raise web.HTTPForbidden(text="Use the whole address that crossread serve printed.\n")
        rest = request.match_info["rest"]
        if rest == "ws":
            return await self.handle_websocket(request)
        if rest == "":
            return self._page(request)
        return _file(Path(self.statics_path), rest.removeprefix("static/"))

    def _page(self, request: web.Request) -> web.Response:
        base = f"{request.host}/{self._token.decode()}"
        encrypted = "s" if request.secure else ""
        size = request.query.get("fontsize", "")
        context = {
            "font_size": int(size) if size.isascii() and size.isdecimal() and len(size) < 3 else 16,
            "app_websocket_url": f"ws{encrypted}://{base}/ws",
            "config": {"static": {"url": f"http{encrypted}://{base}/static/"}},
            "application": {"name": self.title},
        }
        page = aiohttp_jinja2.render_template("app_index.html", request, context)
        page.headers.update(_HEADERS)
        return page


def _file(folder: Path, name: str) -> web.FileResponse:
    """A file of the page, and nothing outside its folder."""
    folder = folder.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=_HEADERS)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
