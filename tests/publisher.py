"""A publisher of models on this machine's own address, for the tests that fetch: good, slow, broken or malicious."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml


class Publisher:
    """Serves `pages` by path. A path in `cut_short` promises the whole and closes after half."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.cut_short: set[str] = set()
        self.asked: list[str] = []
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.asked.append(self.path)
                body = publisher.pages.get(self.path)
                if body is None:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "text/html")  # pip reads no other list
                self.end_headers()
                with suppress(ConnectionError):  # whoever asked had enough
                    self.wfile.write(body[: len(body) // 2] if self.path in publisher.cut_short else body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def address(self, page: str) -> str:
        """The full address of a page."""
        return f"http://127.0.0.1:{self._server.server_port}{page}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def packed(members: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    """A zip file with these members, and symbolic links."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        for name, target in (links or {}).items():
            link = zipfile.ZipInfo(name)
            link.external_attr = 0o120777 << 16
            archive.writestr(link, target)
    return buffer.getvalue()


def sha256(content: bytes) -> str:
    """The checksum, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_catalogue(path: Path, models: Mapping[str, object]) -> Path:
    """A catalogue file of these models."""
    path.write_text(yaml.safe_dump({"models": dict(models)}, sort_keys=False), encoding="utf-8")
    return path


def zip_model(
    address: str, content: bytes, folder: str = "inside", ear: str = "vosk", language: str = "en"
) -> dict[str, object]:
    """A catalogue's entry for a model that is fetched as a zip file."""
    source = {"zip": address, "bytes": len(content), "sha256": sha256(content), "folder": folder}
    return {"ear": ear, "language": language, "purpose": "a test", "licence": "MIT", "sources": [source]}
