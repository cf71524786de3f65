// Shows what is in the basket. Pages are the same for everybody, so only browsers that have been to the checkout ask for it.
const KEY = "basket";
const place = document.querySelector("[data-basket]");
let timer = 0;

function remembers() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(isFilled) {
  try {
    isFilled ? localStorage.setItem(KEY, "filled") : localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: there is no bar, and the basket's own page still works.
  }
}

async function load() {
  const answer = await fetch(place.dataset.basket);
  if (!answer.ok) {
    return;
  }
  place.innerHTML = await answer.text();
  const items = [...place.querySelectorAll("li")];
  remember(items.length > 0);
  // The page itself shows these.
  items.filter(item => isShown(item.querySelector("a"))).forEach(remove);
  clearInterval(timer);
  timer = setInterval(countDown, 1000);
  const skew = Date.now();
  items.forEach(item => { item.dataset.skew = skew - Number(item.dataset.now); });
  countDown();
}

function isShown(link) {
  return link.pathname === location.pathname || document.querySelector(`main a[href="${link.pathname}"]`) !== null;
}

function remove(item) {
  item.remove();
  if (!place.querySelector("li")) {
    place.replaceChildren();
  }
}

// The visitor's clock may be wrong; only its elapsed time counts.
function countDown() {
  for (const shown of place.querySelectorAll("[data-countdown]")) {
    const item = shown.closest("li");
    const seconds = Math.ceil((Number(item.dataset.until) + Number(item.dataset.skew) - Date.now()) / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds <= 0) {
      remove(item);
    }
  }
}

if (document.querySelector("[data-deadline]")) {
  remember(true);
}
addEventListener("pageshow", event => {
  if (remembers() && (event.persisted || !timer)) {
    load();
  }
});
