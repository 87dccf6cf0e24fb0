// Streamlit's groups of pages fold by the mouse alone; here also by the keyboard.

const HEADER = '[data-testid="stNavSectionHeader"]';

function reachable() {
  for (const header of document.querySelectorAll(`${HEADER}:not([tabindex])`)) {
    header.tabIndex = 0;
    header.role = "button";
  }
}

function fold(event) {
  if (event.target.matches?.(HEADER) && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.target.click();
  }
}

new MutationObserver(reachable).observe(document.documentElement, { childList: true, subtree: true });
window.addEventListener("keydown", fold);
