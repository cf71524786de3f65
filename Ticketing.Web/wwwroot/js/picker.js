// Adds steppers, a running total and messages at the spot to the ticket picker. The server checks the same.
const picker = document.querySelector(".picker");
const inputs = [...picker.querySelectorAll("input[data-price]")];
const chosen = picker.querySelector("[data-chosen]");
const total = picker.querySelector("[data-total]");
const nothing = picker.querySelector("[data-nothing]");
const promise = chosen.textContent;
const digits = Number(picker.dataset.digits);
const { language, amount } = picker.dataset;
const number = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const plurals = new Intl.PluralRules(language);
const [ticketForms, ticketFormsWithFees] = [JSON.parse(picker.dataset.tickets), JSON.parse(picker.dataset.ticketsWithFees)];
const say = (forms, count) => (forms[plurals.select(count)] ?? forms.other).replace("{0}", count);

const countOf = input => Math.max(0, Math.trunc(Number(input.value)) || 0);

function step(input, by) {
  const least = Number(input.dataset.least);
  const next = countOf(input) + by;
  // Skip the values between zero and the minimum per order.
  input.value = Math.min(next < least ? (by > 0 ? least : 0) : next, Number(input.max));
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function isFine(input) {
  const count = Number(input.value);
  return !input.validity.badInput && Number.isInteger(count) && (count === 0 || (count >= Number(input.dataset.least) && count <= Number(input.max)));
}

// Changes what cannot be had to the nearest that can, and says why.
function correct(input) {
  const [least, most, typed] = [Number(input.dataset.least), Number(input.max), Number(input.value)];
  const count = countOf(input);
  const [allowed, why] = input.validity.badInput || !Number.isInteger(typed) || typed < 0 ? [Math.min(count, most), input.dataset.notANumber]
    : count > most ? [most, input.dataset.above]
    : count > 0 && count < least ? [least, input.dataset.below]
    : [count, ""];
  if (why) {
    input.value = allowed;
    refuse(input, why);
    input.dataset.corrected = "yes";
  }
}

function refuse(input, why) {
  clear(input);
  const error = document.createElement("small");
  [error.className, error.id, error.textContent] = ["error", `${input.id}-refusal`, why];
  error.setAttribute("role", "alert");
  const row = input.closest(".type");
  row.classList.add("refused");
  row.querySelector(".what").append(error);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", error.id);
}

function clear(input) {
  delete input.dataset.corrected;
  input.closest(".type").classList.remove("refused");
  document.getElementById(`${input.id}-refusal`)?.remove();
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
  if (document.getElementById(`${input.id}-facts`)) {
    input.setAttribute("aria-describedby", `${input.id}-facts`);
  }
  // The summary at the top of the page names the row too.
  const item = document.querySelector(`.notice a[href="#${input.id}"]`)?.closest("li");
  const summary = item?.closest(".notice");
  item?.remove();
  if (summary && !summary.querySelector("li")) {
    summary.remove();
  }
}

function reveal(row) {
  row.scrollIntoView({ block: "center" });
}

function show() {
  const wanted = inputs.filter(input => countOf(input) > 0);
  const sum = wanted.reduce((all, input) => all + countOf(input) * Number(input.dataset.price), 0);
  const tickets = wanted.reduce((all, input) => all + countOf(input), 0);
  chosen.textContent = tickets === 0 ? promise : say(sum === 0 ? ticketForms : ticketFormsWithFees, tickets);
  picker.classList.toggle("chosen", tickets > 0);
  nothing.hidden ||= tickets > 0;
  total.textContent = sum === 0 ? "" : amount.replace("{0}", number.format(sum / 10 ** digits));
  for (const input of inputs) {
    const [fewer, more] = input.parentElement.querySelectorAll("button");
    fewer.disabled = countOf(input) === 0;
    more.disabled = countOf(input) >= Number(input.max);
  }
}

for (const input of inputs) {
  for (const button of input.parentElement.querySelectorAll("button")) {
    button.hidden = false;
    button.addEventListener("click", () => step(input, Number(button.dataset.step)));
  }
}
picker.addEventListener("input", event => {
  if (!inputs.includes(event.target)) {
    return;
  }
  if (isFine(event.target)) {
    clear(event.target);
  }
  show();
});
picker.addEventListener("change", event => {
  if (!inputs.includes(event.target)) {
    return;
  }
  correct(event.target);
  show();
});
picker.addEventListener("submit", event => {
  if (event.submitter && "apply" in event.submitter.dataset) {
    return;
  }
  // A number that was changed on leaving its field has to be seen first.
  const changed = inputs.find(input => input.dataset.corrected);
  if (changed) {
    inputs.forEach(input => { delete input.dataset.corrected; });
    reveal(changed.closest(".type"));
    event.preventDefault();
  } else if (inputs.every(input => countOf(input) === 0)) {
    nothing.hidden = false;
    nothing.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  }
});
picker.querySelector("#PromoCode")?.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    picker.querySelector("[data-apply]").click();
  }
});
window.addEventListener("pageshow", show);
show();
const refused = picker.querySelector(".refused");
if (refused) {
  reveal(refused);
}
// On phones, a button leads to the picker while it is out of sight.
const jump = document.querySelector("[data-jump]");
if (jump) {
  new IntersectionObserver(([entry]) => { jump.hidden = entry.isIntersecting; }).observe(picker);
}
