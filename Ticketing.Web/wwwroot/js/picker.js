// Adds steppers and a running total to the ticket picker.
const picker = document.querySelector(".picker");
const inputs = [...picker.querySelectorAll("input[data-price]")];
const chosen = picker.querySelector("[data-chosen]");
const total = picker.querySelector("[data-total]");
const promise = chosen.textContent;
const digits = Number(picker.dataset.digits);
const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: picker.dataset.currency, minimumFractionDigits: digits, maximumFractionDigits: digits });

const countOf = input => Math.max(0, Math.trunc(Number(input.value)) || 0);

function step(input, by) {
  const least = Number(input.dataset.least);
  const next = countOf(input) + by;
  // Skip the values between zero and the minimum per order.
  input.value = Math.min(next < least ? (by > 0 ? least : 0) : next, Number(input.max));
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function show() {
  const wanted = inputs.filter(input => countOf(input) > 0);
  const sum = wanted.reduce((all, input) => all + countOf(input) * Number(input.dataset.price), 0);
  const tickets = wanted.reduce((all, input) => all + countOf(input), 0);
  const count = `${tickets} ${tickets === 1 ? "ticket" : "tickets"}`;
  chosen.textContent = tickets === 0 ? promise : sum === 0 ? count : `${count}, all included`;
  picker.classList.toggle("chosen", tickets > 0);
  total.textContent = sum === 0 ? "" : money.format(sum / 10 ** digits);
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
picker.addEventListener("input", show);
window.addEventListener("pageshow", show);
show();
