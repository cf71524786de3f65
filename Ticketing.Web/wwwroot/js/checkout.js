// Every page works without this file.

// Prevents double submits. Coming back through the history enables the button again.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // Deferred: a disabled button would not be submitted.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
  });
}

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  }
});

document.querySelector("[data-focus]")?.focus();

// A question about an address that is being changed would answer for the wrong one.
document.querySelector("#Email")?.addEventListener("input", () => document.querySelector("#typo")?.remove());

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const deadline = document.querySelector("[data-deadline]");
if (deadline) {
  countDown(deadline);
}

function countDown(box) {
  // The visitor's clock may be wrong; use only its elapsed time.
  const skew = Date.now() - Number(box.dataset.now);
  const left = () => Math.max(0, Number(box.dataset.deadline) + skew - Date.now());
  const shown = box.querySelector("[data-left]");
  const spoken = box.querySelector("[data-spoken]");
  const started = left();
  shown.hidden = false;
  box.querySelector("[data-countdown]").hidden = false;
  box.querySelector("[data-until]").hidden = true;
  let timer = 0;
  const tick = () => {
    const seconds = Math.ceil(left() / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    box.classList.toggle("soon", seconds <= 120);
    if (seconds <= 120 && started > 120_000 && !spoken.textContent) {
      spoken.textContent = spoken.dataset.spoken;
    }
    if (seconds === 0) {
      clearInterval(timer);
      runOut(box);
    }
  };
  timer = setInterval(tick, 1000);
  tick();
}

function runOut(box) {
  box.hidden = true;
  document.querySelector("[data-over]").hidden = false;
  // Submitting still works: the response offers the same tickets again and remembers the input.
  document.querySelectorAll("[data-pay]").forEach((button) => { button.textContent = button.dataset.pay; });
}
