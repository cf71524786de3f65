// Check-in without a page load per scan. Codes scanned faster than the server answers are queued; a failed request is reported and its
// code kept. Without scripts the form works with one page per scan.
import { createCamera, hasCamera } from "./door-camera.js";

const door = document.querySelector("[data-door]");
const address = door.dataset.door;
const form = door.querySelector("[data-scan]");
const field = form.elements.code;
const part = name => door.querySelector(`div[data-${name}]`);
const template = name => door.querySelector(`template[data-${name}]`).content.cloneNode(true);
const PATIENCE = 10_000;

/* ---- Requests ---- */

class LedElsewhere extends Error {}

class NotAsked extends Error {
  constructor(why) { super(why); this.why = why; }
}

async function post(url, fields) {
  let answer;
  try {
    answer = await fetch(url, { method: "POST", body: fields, redirect: "manual", headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 204 && answer.headers.has("Location")) {
      location.href = answer.headers.get("Location");
      throw new LedElsewhere();
    }
    if (answer.ok) {
      const text = await answer.text();
      return new DOMParser().parseFromString(text, "text/html");
    }
  } catch (problem) {
    throw problem instanceof LedElsewhere ? problem : new NotAsked("network");
  }
  // Redirected to sign-in, or the antiforgery token is no longer valid.
  throw new NotAsked(answer.type === "opaqueredirect" || answer.status === 400 || answer.status === 403 ? "session" : "server");
}

function put(page) {
  const answer = page.querySelector("[data-answer]");
  show(answer.dataset);
  // The same code again within seconds is the same scan, not a second visitor.
  form.elements.previous.value = answer.dataset.scan ?? "";
  part("answer").replaceChildren(...answer.children);
  part("recent").replaceChildren(...page.querySelector("[data-recent]").children);
  sound(part("answer").querySelector("[data-kind]")?.dataset.kind);
}

function show(count) {
  for (const number of door.querySelectorAll("[data-count]")) {
    const now = String(count[number.dataset.count] ?? number.textContent);
    if (number.textContent !== now) number.textContent = now;
  }
}

/* ---- Scan queue ---- */

const waiting = [];
let busy = false;

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

function take(code, seen = false) {
  // A queued code keeps its idempotency key, so that a repeat returns the same result.
  if (!waiting.some(scan => scan.code === code)) waiting.push({ code, seen, key: newKey() });
  work();
}

async function work() {
  if (busy) return;
  busy = true;
  try {
    while (waiting.length > 0) {
      part("answer").replaceChildren(template("checking"));
      const fields = new FormData(form);
      fields.set("code", waiting[0].code);
      fields.set("key", waiting[0].key);
      fields.set("seen", waiting[0].seen);
      put(await post(address, fields));
      waiting.shift();
    }
  } catch (problem) {
    if (problem instanceof LedElsewhere) waiting.length = 0;
    else giveUp(problem);
  } finally {
    busy = false;
  }
}

function giveUp(problem) {
  if (!(problem instanceof NotAsked)) console.error(problem);
  const unchecked = template("unchecked");
  for (const why of unchecked.querySelectorAll("[data-why]")) {
    if (why.dataset.why !== (problem.why ?? "server")) why.remove();
  }
  unchecked.querySelector("[data-waiting]").textContent = waiting.length > 1 ? `${waiting.length} codes wait.` : "";
  part("answer").replaceChildren(unchecked);
  sound("unchecked");
  if (field.value === "" && waiting.length > 0) {
    // Selected, so that it can be sent again or overwritten by the next scan.
    field.value = waiting[0].code;
    field.select();
  }
}

form.addEventListener("submit", event => {
  event.preventDefault();
  const code = field.value.trim();
  field.value = "";
  typingSince = 0;
  focusField();
  if (code) take(code);
});

door.addEventListener("submit", async event => {
  const asked = event.target.closest("form[data-part]");
  if (!asked) return;
  event.preventDefault();
  asked.querySelector("button").disabled = true;
  try {
    put(await post(asked.action, new FormData(asked)));
    focusField();
  } catch (problem) {
    if (problem instanceof LedElsewhere) return;
    // Fall back to a normal submit, which shows the result or the error.
    asked.submit();
  }
});

/* ---- Scanners that end with Tab ---- */

// No person types this fast (ms per character). A scanner's Tab sends the code, a person's moves on to the button.
const TYPED_BY_SCANNER = 40;
let typingSince = 0;

field.addEventListener("input", () => {
  if (typingSince === 0 || field.value.length <= 1) typingSince = performance.now();
});
field.addEventListener("keydown", event => {
  const length = field.value.length;
  const isFast = length > 3 && performance.now() - typingSince < length * TYPED_BY_SCANNER;
  if (event.key !== "Tab" || event.shiftKey || !isFast) return;
  event.preventDefault();
  form.requestSubmit();
});

/* ---- Focus ---- */

function focusField() {
  field.focus({ preventScroll: true });
}

// Redirect a scanner's keystrokes to the field, wherever the focus is.
document.addEventListener("keydown", event => {
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !event.target.closest("input, textarea, select")) focusField();
});
addEventListener("pageshow", focusField);

/* ---- Counts ---- */

const EVERY = 4000;
let timer = 0;

async function count() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`${address}?handler=Count`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !busy) show(await answer.json());
  } catch {
    // Ignore: the next poll may succeed, and a failing scan is reported.
  }
}

function watch() {
  clearInterval(timer);
  if (document.hidden) return;
  timer = setInterval(count, EVERY);
  count();
}
document.addEventListener("visibilitychange", watch);
timer = setInterval(count, EVERY);

/* ---- Tones ---- */

const TONES = {
  good: [[880, 0, .09], [1320, .1, .16]],
  bad: [[196, 0, .22], [147, .26, .42]],
  unchecked: [[440, 0, .12], [440, .2, .12], [440, .4, .12]],
  undone: [[523, 0, .12]],
};
const soundButton = door.querySelector("[data-sound]");
let audio;

if (window.AudioContext) {
  soundButton.hidden = false;
  soundButton.setAttribute("aria-pressed", String(remembered("sound") !== "off"));
  soundButton.addEventListener("click", () => {
    const on = soundButton.getAttribute("aria-pressed") !== "true";
    soundButton.setAttribute("aria-pressed", String(on));
    remember("sound", on ? "on" : "off");
    if (on) sound("good");
    focusField();
  });
}

function sound(kind) {
  if (kind === "bad" || kind === "unchecked") navigator.vibrate?.([180, 80, 180]);
  if (!TONES[kind] || !window.AudioContext || soundButton.getAttribute("aria-pressed") !== "true") return;
  audio ??= new AudioContext();
  audio.resume().catch(() => {});
  for (const [pitch, from, length] of TONES[kind]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.type = kind === "bad" ? "square" : "sine";
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(.25, audio.currentTime + from);
    loudness.gain.exponentialRampToValueAtTime(.001, audio.currentTime + from + length);
    tone.connect(loudness).connect(audio.destination);
    tone.start(audio.currentTime + from);
    tone.stop(audio.currentTime + from + length);
  }
}

function remembered(name) {
  try { return localStorage.getItem(`door:${name}`); } catch { return null; }
}

function remember(name, value) {
  try { localStorage.setItem(`door:${name}`, value); } catch { /* Storage may be unavailable in private windows. */ }
}

/* ---- Camera ---- */

const cameraButton = door.querySelector("[data-camera]");
const view = door.querySelector("[data-view]");

function showProblem(name) {
  for (const problem of door.querySelectorAll("[data-camera-problem]")) problem.hidden = problem.dataset.cameraProblem !== name;
}

const camera = createCamera(view, {
  onCode: code => take(code, true),
  onProblem: showProblem,
  onChange: isOn => {
    view.hidden = !isOn;
    document.documentElement.toggleAttribute("data-scanning", isOn);
    cameraButton.textContent = isOn ? cameraButton.dataset.stop : cameraButton.dataset.use;
    // Keep the on-screen keyboard from covering the camera image.
    field.inputMode = isOn ? "none" : "";
    if (isOn) showProblem("");
  },
});

cameraButton.addEventListener("click", () => {
  camera.toggle();
  focusField();
});
cameraButton.hidden = !hasCamera;
