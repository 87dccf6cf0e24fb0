// Says whether the screen is as narrow as a phone's; there, the server draws tables as lists.

const NARROW = matchMedia("(max-width: 640px)");

function say() {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `gongkai_narrow=${Number(NARROW.matches)}; path=/; SameSite=Strict${secure}`;
}

NARROW.addEventListener("change", say);
say();
