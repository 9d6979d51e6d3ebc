// g and a letter go to a page; ? opens the list of letters. The links themselves say which letter is theirs.

const PATIENCE = 1500; // ms between g and the letter

let armed = 0;

function isTyping(element) {
  return element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
}

function help() {
  const keys = document.querySelector("details.keys");
  if (!keys) return;
  keys.open = true;
  keys.scrollIntoView({ block: "nearest" });
  keys.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === "?") return help();
  if (event.timeStamp - armed < PATIENCE && armed) {
    armed = 0;
    const tab = [...document.querySelectorAll("nav a[data-key]")].find((link) => link.dataset.key === event.key);
    if (tab) {
      event.preventDefault();
      tab.click();
    }
    return;
  }
  armed = event.key === "g" ? event.timeStamp : 0;
});
