// The meeting view takes the whole screen when it is opened, and gives it back when it is left.
// A browser may keep Esc for itself while a page has the whole screen; the view then ends with it.

const LEAVE = ".st-key-meeting_Esc button";

function giveBack() {
  if (document.fullscreenElement) document.exitFullscreen();
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".st-key-open_meeting button")) {
    document.documentElement.requestFullscreen?.().catch(() => {});
  } else if (event.target.closest(LEAVE)) {
    giveBack();
  }
});
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) document.querySelector(LEAVE)?.click();
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.querySelector(LEAVE)) giveBack();
}, true);
