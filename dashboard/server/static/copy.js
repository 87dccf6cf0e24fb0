// A button beside the one that saves a chart as a picture: it puts the same picture on the clipboard.
// Plotly gives its picture to a download alone, which is taken up here instead of being carried out.
// A browser lets pages write to the clipboard only where the address is https or this very machine.

const NAME = "复制图片";
const TOLD = 5000;
const ICON =
  "M16 1H4a2 2 0 0 0-2 2v14h2V3h12V1zm3 4H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7" +
  "a2 2 0 0 0-2-2zm0 16H8V7h11v14z";

function tell(text) {
  document.querySelector(".gongkai-told")?.remove();
  const told = document.createElement("div");
  told.className = "gongkai-told";
  told.setAttribute("role", "status");
  told.textContent = text;
  document.body.append(told);
  setTimeout(() => told.remove(), TOLD);
}

// What the button that saves would download, as a promise of a PNG.
function pictureOf(save) {
  document.documentElement.classList.add("is-copying");
  return new Promise((resolve, reject) => {
    const take = (event) => {
      const link = event.target.closest?.("a[download][href^='blob:']");
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      end();
      fetch(link.href).then((answer) => answer.blob()).then(resolve, reject);
    };
    const late = setTimeout(() => (end(), reject(new Error("no picture"))), 6 * TOLD);
    const end = () => {
      clearTimeout(late);
      window.removeEventListener("click", take, true);
      setTimeout(() => document.documentElement.classList.remove("is-copying"), TOLD);
    };
    window.addEventListener("click", take, true);
    save.click();
  });
}

async function copied(save) {
  if (!navigator.clipboard?.write || !window.ClipboardItem) {
    tell("这个网址不是 https，浏览器不允许复制图片，已改为存为图片。");
    save.click();
    return;
  }
  try {
    const picture = pictureOf(save);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    tell("图片已复制，可以粘贴到 Word、WPS、PPT。");
  } catch {
    tell("没有复制成功，请改用“存为图片”。");
  }
}

function add(save) {
  const button = save.cloneNode(true);
  button.classList.add("gongkai-copy");
  for (const name of ["data-attr", "data-val", "data-toggle", "data-gravity"]) button.removeAttribute(name);
  button.setAttribute("data-title", NAME);
  button.setAttribute("aria-label", NAME);
  const icon = button.querySelector("svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  const path = icon.querySelector("path");
  path.setAttribute("d", ICON);
  path.removeAttribute("transform");
  icon.replaceChildren(path);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    copied(save);
  });
  save.after(button);
}

function addToAll() {
  const saves = document.querySelectorAll(".js-plotly-plot .modebar-btn:first-child:last-child");
  saves.forEach(add);
}

new MutationObserver(addToAll).observe(document.documentElement, { childList: true, subtree: true });
addToAll();
