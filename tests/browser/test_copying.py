"""A chart's picture goes to the clipboard where the browser lets it, else to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import settle

pytestmark = pytest.mark.browser
COPY, TOLD = ".gongkai-copy", ".gongkai-told"
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const picture = await createImageBitmap(await item.getType("image/png"));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const paint = canvas.getContext("2d");
  paint.drawImage(picture, 0, 0);
  const { data } = paint.getImageData(0, 0, picture.width, picture.height);
  return [picture.height, new Set(new Uint32Array(data.buffer)).size];
}"""
# What a browser has of the clipboard at an address that is neither https nor this machine.
WITHOUT = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


def test_the_picture_that_would_be_saved_is_on_the_clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    downloads: list[str] = []
    page.on("download", lambda download: downloads.append(download.url))
    page.goto("/proactive")
    settle(page)
    assert page.locator(COPY).count() == page.locator(".js-plotly-plot").count() > 1
    page.locator(COPY).first.click()
    expect(page.locator(TOLD)).to_contain_text("图片已复制")
    height, colors = page.evaluate(CLIPBOARD)
    layout = "document.querySelector('.js-plotly-plot').layout"
    shown, saved = page.evaluate(f"[{layout}.height, {layout}.meta.picture.height]")
    assert height == 2 * saved > 2 * shown
    assert colors > 10
    assert downloads == []


def test_where_the_browser_has_no_clipboard_the_picture_is_saved(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    context = chromium.new_context(base_url=address, accept_downloads=True)
    page = context.new_page()
    page.add_init_script(WITHOUT)
    page.goto("/proactive")
    settle(page)
    with page.expect_download() as download:
        page.locator(COPY).first.click()
    expect(page.locator(TOLD)).to_contain_text("已改为存为图片")
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    context.close()
