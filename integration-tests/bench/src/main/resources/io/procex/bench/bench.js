"use strict";
// All that was measured is put into the page as text, never as markup.
const COLOURS = {
  "stock": "stock", "stock, VFORK": "vfork", "stock, FORK": "fork", "stock, POSIX_SPAWN": "vfork", "agent": "agent",
  "agent, reaper=jdk": "agent2", "NuProcess": "nuprocess", "C floor": "floor", "C posix_spawn": "spawn",
  "no agent": "floor", "no-op agent": "spawn", "native entry": "agent2", "earlier agent": "other",
  "records off": "floor", "without the stack": "agent2", "with the stack": "agent",
};
// From here on the smaller bars of a linear axis could not be seen.
const WIDE = 12;
const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const number = value => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

function element(name, text, parent, kind) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  if (kind) made.className = kind;
  if (parent) parent.appendChild(made);
  return made;
}

function table(shown, parent) {
  if (shown.rows.length < 2) return;
  element("h3", shown.title, parent);
  const made = element("table", null, element("div", null, parent, "scroll"));
  const head = element("tr", null, element("thead", null, made));
  shown.rows[0].forEach(text => element("th", text, head).setAttribute("scope", "col"));
  const body = element("tbody", null, made);
  shown.rows.slice(1).forEach(row => {
    const line = element("tr", null, body);
    row.forEach(text => element("td", text.replace(/ (?=\(\S+\)|p99)/g, "\n"), line, text === "yes" || text === "no" ? text : ""));
  });
}

const distinct = values => [...new Set(values)];

function axis(values, title) {
  const positive = values.filter(value => value > 0);
  const wide = positive.length === values.length && Math.max(...positive) > WIDE * Math.min(...positive);
  return {
    type: wide ? "logarithmic" : "linear", beginAtZero: !wide,
    title: { display: true, text: title + (wide ? " (logarithmic)" : ""), color: colour("soft") },
    grid: { color: colour("line") }, ticks: { color: colour("soft"), maxTicksLimit: 8 },
  };
}

function explain(series) {
  const rounds = number(Math.min(...series.rounds)) + "\u2013" + number(Math.max(...series.rounds));
  const p99 = series.percentiles ? ", p99 " + number(series.percentiles["99.0"]) : "";
  return series.contender + ": " + number(series.median) + " (" + rounds + ")" + p99;
}

const charts = [];
function chart(metric, jdk, parent) {
  const series = metric.series.filter(each => each.jdk === jdk || each.jdk === "");
  const loads = distinct(series.map(each => each.load));
  const found = (load, contender) => series.find(each => each.load === load && each.contender === contender);
  const canvas = element("canvas", null, element("div", null, parent, "chart"));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", metric.title + " on JDK " + jdk + "; the table below has the figures");
  charts.push(() => new Chart(canvas, {
    type: "bar",
    data: {
      labels: loads,
      datasets: distinct(series.map(each => each.contender)).map(contender => ({
        label: contender, backgroundColor: colour(COLOURS[contender] || "other"), borderRadius: 2,
        data: loads.map(load => (found(load, contender) || { median: null }).median),
      })),
    },
    options: {
      animation: false, maintainAspectRatio: false,
      plugins: {
        title: { display: true, text: "JDK " + jdk, color: colour("text") },
        legend: { position: "bottom", labels: { color: colour("text"), boxWidth: 12 } },
        tooltip: { callbacks: { label: item => explain(found(item.label, item.dataset.label)) } },
      },
      scales: {
        x: { grid: { display: false }, ticks: { color: colour("soft") } },
        y: axis(series.map(each => each.median), metric.title),
      },
    },
  }));
}

function scenario(shown) {
  const section = element("section", null, document.getElementById("main"));
  element("h2", shown.title, section);
  element("p", shown.explanation + " " + shown.rounds + (shown.rounds === 1 ? " round." : " rounds."), section, "note");
  const titles = shown.metrics.map(metric => metric.title);
  shown.tables.filter(each => !titles.includes(each.title)).forEach(each => table(each, section));
  shown.metrics.forEach(metric => {
    const row = element("div", null, section, "charts");
    distinct(metric.series.map(each => each.jdk).filter(jdk => jdk)).forEach(jdk => chart(metric, jdk, row));
    shown.tables.filter(each => each.title === metric.title).forEach(each => table(each, section));
  });
  Object.entries(shown.leftOut).forEach(([what, why]) => element("p", "Left out: " + what + ": " + why, section, "note"));
}

function draw() {
  Object.values(Chart.instances).forEach(shown => shown.destroy());
  charts.forEach(make => make());
}

document.getElementById("conditions").textContent = data.system + "; " + data.time.replace("T", " ").replace("Z", " UTC");
if (data.targets.rows.length > 1) {
  const section = element("section", null, document.getElementById("main"));
  element("h2", "What this project wants to reach", section);
  table({ title: "", rows: data.targets.rows }, section);
}
data.scenarios.forEach(scenario);
draw();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
