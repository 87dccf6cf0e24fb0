// Leads to the login page when the session has ended, and from the account's button to its page.
const SECONDS_BETWEEN_LOOKS = 15;

async function look() {
  if (!document.querySelector(".st-key-account")) return;
  const answer = await fetch("/_stcore/health", { cache: "no-store" }).catch(() => null);
  if (answer?.status !== 401) return;
  const here = location.pathname + location.search;
  location.assign(`/login?next=${encodeURIComponent(here)}`);
}

setInterval(look, SECONDS_BETWEEN_LOOKS * 1000);
document.addEventListener("visibilitychange", look);
document.addEventListener("click", (event) => {
  if (event.target.closest(".st-key-account button")) location.assign("/account");
});
