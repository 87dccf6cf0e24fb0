// Keeps the name that is shown beside the pages for the next visit of this browser.
const SHOWN = ".st-key-own_name [data-testid='stPopover'] [data-testid='stMarkdownContainer']";
const LACKING = ".st-key-own_name_lacking";
const SECONDS_OF_A_YEAR = 31536000;
let last = null;

function shown() {
  const named = document.querySelector(SHOWN);
  // Signs that would mean something in Markdown stand beside a joiner that no one typed.
  if (named) return named.textContent.replaceAll("\u2060", "");
  return document.querySelector(LACKING) ? "" : null;
}

function keep() {
  const name = shown();
  if (name === null || name === last) return;
  // A page that opens without a name takes none away that another has just been given.
  const isFirst = last === null;
  last = name;
  if (isFirst && !name) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = name ? SECONDS_OF_A_YEAR : 0;
  const value = encodeURIComponent(name);
  document.cookie = `gongkai_name=${value}; path=/; max-age=${age}; SameSite=Strict${secure}`;
}

new MutationObserver(keep).observe(document.documentElement, {
  characterData: true,
  childList: true,
  subtree: true,
});
