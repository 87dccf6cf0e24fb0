"""A meeting goes through the questions with the keyboard alone, and comes back to the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import settle

pytestmark = pytest.mark.browser
SHOWN = ".st-key-meeting"


def test_keys_lead_through_the_questions_and_their_charts(page: Page) -> None:
    page.goto("/")
    settle(page)
    page.get_by_role("button", name="会议", exact=True).click()
    expect(page.locator(SHOWN)).to_contain_text("总览：")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("ArrowRight")
    expect(page.locator(SHOWN)).to_contain_text("报送进度：")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(SHOWN)).to_contain_text("总览：")
    page.keyboard.press("ArrowDown")
    expect(page.locator(SHOWN)).to_contain_text("2/3")
    page.keyboard.press("Escape")
    expect(page.locator(SHOWN)).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    page.wait_for_function("() => document.fullscreenElement === null")
