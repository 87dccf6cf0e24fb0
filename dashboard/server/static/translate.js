// Puts Chinese words in the place of Streamlit's own English ones, as they appear.
// Text that a page wrote itself (markdown, inputs, charts, tables) is left alone.

import { PATTERNS, WORDS } from "./words.js";

const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "data-title", "placeholder", "title"];
const WRITTEN_BY_PAGES = "[data-testid='stMarkdownContainer'], svg, canvas, textarea, script, style";

// Streamlit draws the words of its own button like those of a page.
const STREAMLITS_OWN = "[data-testid='stFileUploaderDropzone'] button";

function isOfPage(element) {
  return element?.closest(WRITTEN_BY_PAGES) && !element.closest(STREAMLITS_OWN);
}

function translated(text) {
  const words = text.trim();
  if (!words || !/[A-Za-z]/.test(words)) return null;
  const known = WORDS.get(words);
  if (known !== undefined) return known;
  for (const [pattern, replacement] of PATTERNS) {
    if (pattern.test(words)) return words.replace(pattern, replacement);
  }
  return null;
}

function translateText(node) {
  const chinese = translated(node.nodeValue);
  if (chinese === null || isOfPage(node.parentElement)) return;
  node.nodeValue = chinese;
}

function translateAttribute(element, name) {
  const value = element.getAttribute(name);
  const chinese = value && translated(value);
  if (chinese) element.setAttribute(name, chinese);
}

function translateTree(root) {
  if (root.nodeType === Node.TEXT_NODE) return translateText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) translateText(node);
    else for (const name of ATTRIBUTES) translateAttribute(node, name);
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "characterData") translateText(change.target);
    else if (change.type === "attributes") translateAttribute(change.target, change.attributeName);
    else change.addedNodes.forEach(translateTree);
  }
}).observe(document.documentElement, {
  attributeFilter: ATTRIBUTES,
  attributes: true,
  characterData: true,
  childList: true,
  subtree: true,
});

translateTree(document.documentElement);
