// Charts and tables are drawn as wide as the screen, and paper is narrower. Ctrl+P draws them anew
// as wide as paper before it prints; whatever else prints shrinks them for as long as that takes.

// What an A4 page holds between the margins of page.css, in CSS pixels.
const WIDTH = 700;
const DRAWN = '[data-testid="stPlotlyChart"], [data-testid="stDataFrame"]';
const PATIENCE = 3000;

const drawn = () => [...document.querySelectorAll(DRAWN)].filter((one) => one.checkVisibility());
const pause = (time) => new Promise((resume) => setTimeout(resume, time));

function shrink() {
  for (const one of drawn()) {
    one.style.zoom = Math.min(1, WIDTH / one.offsetWidth);
  }
}

function restore() {
  document.documentElement.classList.remove("on-paper");
  for (const one of drawn()) {
    one.style.zoom = "";
  }
}

async function redrawn() {
  const end = Date.now() + PATIENCE;
  do {
    await pause(300);
  } while (Date.now() < end && drawn().some((one) => one.offsetWidth > WIDTH));
  await pause(300);
}

async function printed(event) {
  const isOurs = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!isOurs || event.key.toLowerCase() !== "p") {
    return;
  }
  event.preventDefault();
  document.documentElement.classList.add("on-paper");
  await redrawn();
  window.print();
}

window.addEventListener("keydown", printed);
window.addEventListener("beforeprint", shrink);
window.addEventListener("afterprint", restore);
