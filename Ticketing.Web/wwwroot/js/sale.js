// Shows the running total and prevents double submits; the server rejects duplicates in any case.
for (const form of document.querySelectorAll("[data-sale]")) {
  const due = form.querySelector("[data-due]");
  const button = form.querySelector(":scope > button");
  if (!button) {
    continue;
  }

  const language = document.documentElement.lang;
  const money = new Intl.NumberFormat(language, { style: "currency", currency: form.dataset.currency });
  const plurals = new Intl.PluralRules(language);
  const [dueForms, freeForms] = [JSON.parse(form.dataset.dueForms), JSON.parse(form.dataset.freeForms)];
  const show = () => {
    const counts = [...form.querySelectorAll("[data-price]")].map(field => [Math.max(0, Math.trunc(Number(field.value)) || 0), Number(field.dataset.price)]);
    const tickets = counts.reduce((sum, [count]) => sum + count, 0);
    const isComp = form.elements.Payment.value === "Complimentary";
    const total = isComp ? 0 : counts.reduce((sum, [count, price]) => sum + count * price, 0);
    const amount = money.format(total / 10 ** Number(form.dataset.digits));
    const forms = isComp ? freeForms : dueForms;
    const text = forms[plurals.select(tickets)] ?? forms.other;
    due.textContent = tickets === 0 ? "" : text.replace("{0}", tickets).replace("{1}", () => amount);
    button.textContent = isComp ? form.dataset.give : form.dataset.sell;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", () => { button.disabled = true; });
  addEventListener("pageshow", () => { button.disabled = false; show(); });
}
