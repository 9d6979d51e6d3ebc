// The server has drawn each chart already. Where scripts run, the same definition is drawn again by Vega, which then
// answers to the pointer. It evaluates its expressions itself (`ast`), so the page needs no licence to run text as code.

const BUNDLE = document.querySelector("script[data-bundle]").dataset.bundle;
const dark = matchMedia("(prefers-color-scheme: dark)");

let loading;

function bundle() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = BUNDLE;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

// A subtitle is as long as it needs to be, so on a narrow screen it takes more lines.
function wrapped(text, width) {
  const room = Math.max(20, Math.floor((width - 60) / 6.4));
  const lines = [""];
  for (const word of String(text).split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > room) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}

async function draw(figure) {
  const address = new URL(figure.dataset.chart, location);
  if (dark.matches) address.searchParams.set("theme", "dark");
  const [answer] = await Promise.all([fetch(address, { headers: { accept: "application/json" } }), bundle()]);
  if (!answer.ok) return;
  const live = figure.querySelector(".drawing.live") ?? document.createElement("div");
  live.className = "drawing live";
  figure.prepend(live);
  const chart = await answer.json();
  if (chart.title?.subtitle) chart.title.subtitle = wrapped(chart.title.subtitle, live.clientWidth);
  await window.vegaEmbed(live, chart, {
    actions: false,
    ast: true,
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  });
  figure.classList.add("drawn");
}

const figures = [...document.querySelectorAll("figure[data-chart]")];
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });

for (const figure of figures) seen.observe(figure);
dark.addEventListener("change", () => figures.filter((figure) => figure.classList.contains("drawn")).forEach(draw));
