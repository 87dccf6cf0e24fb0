// Says whether the screen is as narrow as a phone's; there, the server draws tables as lists.

const NARROW = matchMedia("(max-width: 640px)");

function say() {
  document.cookie = `gongkai_narrow=${Number(NARROW.matches)}; path=/; SameSite=Strict`;
}

NARROW.addEventListener("change", say);
say();
