// Shows check-ins as they come. All of it was written by strangers, so it only ever becomes text.

const MOST_ROWS = 100;
const COLUMNS = ["at", "model", "host", "request", "source", "protocol", "form", "agent"];
const CLASSES = { at: "days", host: "name some", request: "name some", source: "name days", protocol: "days", form: "days", agent: "name some" };

const answer = document.querySelector("[data-live]");
const body = document.querySelector("[data-rows]");
const caption = document.querySelector("[data-caption]");
const counts = document.querySelector("[data-counts]");
const state = document.querySelector("[data-state]");
const number = new Intl.NumberFormat("en-GB");

let run = "";

function say(text) {
  if (state.textContent !== text) state.textContent = text;
}

function row(sighting) {
  const line = document.createElement("tr");
  for (const column of COLUMNS) {
    const cell = document.createElement(column === "at" ? "th" : "td");
    cell.textContent = column === "at" ? sighting.at.slice(0, 19).replace("T", " ") : sighting[column];
    cell.className = CLASSES[column] ?? "";
    line.append(cell);
  }
  return line;
}

function tile(label, count) {
  const made = document.createElement("div");
  made.className = "tile";
  const [term, value] = [document.createElement("dt"), document.createElement("dd")];
  [term.textContent, value.textContent, value.className] = [label, number.format(count), "value"];
  made.append(term, value);
  return made;
}

function show(news, from) {
  if (from !== run) body.replaceChildren();
  run = from;
  if (news.seen) {
    answer.querySelector("[data-seen]").textContent = number.format(news.seen);
    answer.querySelector("[data-what]").textContent = `${news.seen === 1 ? "check-in" : "check-ins"} since ${news.since.slice(11, 16)} UTC.`;
  }
  body.prepend(...news.rows.reverse().map(row));
  while (body.rows.length > MOST_ROWS) body.lastElementChild.remove();
  caption.textContent = `The newest ${number.format(body.rows.length)}${news.missed ? `; ${number.format(news.missed)} came faster than they can be shown, and are counted` : ""}.`;
  counts.hidden = !Object.keys(news.models).length;
  counts.replaceChildren(...Object.entries(news.models).slice(0, 6).map(([model, count]) => tile(`${model}, of the newest`, count)));
}

const stream = new EventSource(answer.dataset.live);
stream.onmessage = (event) => {
  const news = JSON.parse(event.data);
  show(news, event.lastEventId.split("-")[0]);
  say(news.seen ? "Live." : `Live: nothing has come in since ${news.since.slice(11, 16)} UTC.`);
};
stream.onerror = () => say("The stream was cut; trying again.");
addEventListener("pagehide", () => stream.close());
