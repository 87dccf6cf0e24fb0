// A saved chart says whose figures it shows, of which years and of when; on the page it is said above.
// Plotly copies what is drawn when the button is clicked, so that it is exchanged for that moment.

function saved(event) {
  const chart = event.target.closest?.(".modebar-btn:not(.gongkai-copy)")?.closest(".js-plotly-plot");
  const picture = chart?.layout?.meta?.picture;
  if (!picture) return;
  const shown = chart.layout;
  chart.layout = { ...shown, ...picture };
  setTimeout(() => { chart.layout = shown; });
}

window.addEventListener("click", saved, true);
