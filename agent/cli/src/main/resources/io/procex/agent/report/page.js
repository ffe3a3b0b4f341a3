"use strict";
// All that records hold is put into the page as text, never as markup.
const number = value => value.toLocaleString("en-US");
const micros = nanos => nanos < 1e6 ? (nanos / 1e3).toFixed(0) + " \u00b5s" : nanos < 1e9 ? (nanos / 1e6).toFixed(1) + " ms" : (nanos / 1e9).toFixed(1) + " s";
const life = nanos => nanos < 0 ? "" : nanos < 1e9 ? micros(nanos) : nanos < 6e10 ? (nanos / 1e9).toFixed(1) + " s" : (nanos / 6e10).toFixed(1) + " min";
const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const day = time => time === null ? "" : time.slice(0, 19).replace("T", " ");
const narrow = () => window.matchMedia("(max-width: 760px)").matches;

function element(name, text, parent, kind) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  if (kind) made.className = kind;
  if (parent) parent.appendChild(made);
  return made;
}

function figure(value, label, bad) {
  const item = element("li", null, document.getElementById("figures"), bad ? "bad" : "");
  element("b", value, item);
  element("span", label, item);
}

// A time breaks between day and hour alone.
function cell(text, line, kind) {
  const made = element("td", kind === "time" ? null : text, line, kind);
  if (kind === "time") text.split(" ").forEach((part, i) => {
    if (i > 0) made.append(" ");
    element("span", part, made);
  });
}

function table(title, note, heads, rows) {
  if (rows.length === 0) return;
  const section = element("section", null, document.getElementById("tables"));
  const made = element("table", null, section);
  element("caption", title, made);
  const head = element("tr", null, element("thead", null, made));
  heads.forEach(([text, kind]) => element("th", text, head, kind).setAttribute("scope", "col"));
  const body = element("tbody", null, made);
  rows.forEach(row => {
    const line = element("tr", null, body);
    row.forEach((text, i) => cell(text, line, heads[i][1]));
  });
  if (note) element("p", note, section, "note");
}

const charts = [];
function chart(id, summary, config) {
  const canvas = document.getElementById(id);
  canvas.setAttribute("aria-label", summary);
  charts.push(() => new Chart(canvas, config()));
}

function axes(horizontal) {
  const grid = { color: colour("line") };
  const ticks = { color: colour("soft"), maxRotation: 0, autoSkip: true };
  const values = { grid, ticks: { ...ticks, precision: 0 }, beginAtZero: true };
  const names = { grid: { display: false }, ticks: horizontal ? { ...ticks, autoSkip: false } : ticks };
  return horizontal ? { x: values, y: names } : { x: names, y: values };
}

function bars(id, summary, rows, horizontal, stacked) {
  chart(id, summary, () => ({
    type: "bar",
    data: {
      labels: rows.labels(),
      datasets: rows.sets.map(([label, name, values]) => ({ label, data: values, backgroundColor: colour(name), borderRadius: 2, maxBarThickness: 26 })),
    },
    options: {
      indexAxis: horizontal ? "y" : "x", animation: false, maintainAspectRatio: false,
      plugins: { legend: { display: rows.sets.length > 1, labels: { color: colour("text"), boxWidth: 12 } } },
      scales: stacked ? Object.fromEntries(Object.entries(axes(horizontal)).map(([k, v]) => [k, { ...v, stacked: true }])) : axes(horizontal),
    },
  }));
}

// Of a name that is too wide for its axis the end, which tells more of a path.
const pen = document.createElement("canvas").getContext("2d");
function fitting(text, width) {
  pen.font = Chart.defaults.font.size + "px " + Chart.defaults.font.family;
  const characters = Array.from(text);
  const shown = from => from === 0 ? text : "\u2026" + characters.slice(from).join("");
  let from = 0;
  while (from < characters.length && pen.measureText(shown(from)).width > width) from++;
  return shown(from);
}

const named = (rows, label) => ({
  labels: () => rows.map(([name]) => fitting(name, narrow() ? 120 : 210)),
  sets: [[label, "good", rows.map(([, count]) => count)]],
});

function draw() {
  Object.values(Chart.instances).forEach(shown => shown.destroy());
  charts.forEach(make => make());
}

document.getElementById("period").textContent = data.first
  ? day(data.first) + " to " + day(data.last) + " UTC, " + number(data.records) + " records of " + number(data.jvms) + (data.jvms === 1 ? " JVM" : " JVMs")
  : "no records";
figure(number(data.launched), "launched");
figure(number(data.failed), "failed", data.failed > 0);
figure(number(data.declinedTotal), "fallbacks", data.declinedTotal > 0);
figure(micros(data.p50), "launch time, p50");
figure(micros(data.p99), "launch time, p99");
figure(number(data.inheritable), "descriptors kept, at most");
figure(number(data.living), "children without a recorded exit", data.living > 0);
if (data.dropped > 0) figure(number(data.dropped), "records lost", true);
if (data.broken > 0) figure(number(data.broken), "broken lines", true);

const clock = seconds => new Date(seconds * 1000).toISOString().slice(data.step >= 600 ? 5 : 11, data.step >= 60 ? 16 : 19).replace("T", " ");
bars("timeline", "Launches and failures in steps of " + data.step + " seconds", {
  labels: () => data.timeline.map(([time]) => clock(time)),
  sets: [["launched", "good", data.timeline.map(row => row[1])], ["failed", "bad", data.timeline.map(row => row[2])]],
}, false, true);
bars("latencies", "Number of launches by the time they took", {
  labels: () => data.latencies.map(([limit]) => "\u2264 " + micros(limit)),
  sets: [["launches", "good", data.latencies.map(row => row[1])]],
}, false, false);
bars("exits", "Exit codes and signals", named(data.exits.slice(0, 8), "children"), true, false);
bars("programs", "Most launched programs", named(data.programs, "launches"), true, false);
bars("callers", "Methods that launch most", named(data.callers, "launches"), true, false);

const counts = rows => rows.map(([name, count]) => [name, number(count)]);
const two = name => [[name, ""], ["count", "number"]];
const children = rows => rows.map(([program, pid, since, nanos]) => [program, pid, day(since), life(nanos)]);
const three = [["program", ""], ["pid", "number"], ["launched, UTC", "time"]];
const four = [...three, ["lived", "number"]];
table("Failed launches", "The error, the step of the launch, and the program.", two("failure"), counts(data.failures));
table("Fallbacks", null, two("reason"), counts(data.declined));
table("What would have leaked", "Descriptors that were not close-on-exec at a launch, by how many launches saw them. The agent keeps them from its children; programs that native code launches get them.", two("descriptor"), counts(data.leaks));
table("Children without a recorded exit", "They outlived the JVM, or still ran when the records ended.", three, children(data.livingChildren).map(row => row.slice(0, 3)));
table("Longest lives", null, four, children(data.longest));
table("Most launched programs", null, two("program"), counts(data.programs));
table("Methods that launch most", null, two("method"), counts(data.callers));
table("How children ended", null, two("end"), counts(data.exits));
draw();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
