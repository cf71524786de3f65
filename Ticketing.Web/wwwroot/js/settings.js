// Live preview of texts and the accent colour. Without scripts the preview buttons do the same for texts.
const form = document.querySelector("[data-settings]");

/** Debounced; drops outdated responses. */
function follow(field, ask, show) {
  let waiting;
  let asked = 0;
  const now = async () => {
    const mine = ++asked;
    const answer = await ask();
    if (answer.ok && mine === asked) {
      // Safe: the server escapes raw HTML.
      show(await answer.text());
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(now, 300);
  });
  return now;
}

for (const button of form.querySelectorAll("[data-preview-button]")) {
  const setting = button.closest("[data-setting]");
  const text = setting.querySelector("textarea");
  const preview = setting.querySelector("[data-preview]");
  const now = follow(text, () => {
    const fields = new FormData();
    fields.set("field", button.value);
    fields.set(text.name, text.value);
    fields.set("form-token", form.elements["form-token"].value);
    return fetch(button.formAction, { method: "POST", body: fields, headers: { "X-Requested-With": "fetch" } });
  }, html => {
    preview.lastElementChild.innerHTML = html;
    preview.hidden = false;
  });
  button.addEventListener("click", event => {
    event.preventDefault();
    now();
  });
}

const sample = form.querySelector("[data-accent]");
if (sample) {
  const colour = form.elements["Form.AccentColor"];
  const now = follow(colour, () => fetch(`${sample.dataset.accent}&colour=${encodeURIComponent(colour.value)}`), html => { sample.innerHTML = html; });
  const picker = document.createElement("input");
  picker.type = "color";
  picker.setAttribute("aria-label", sample.dataset.label);
  const full = value => /^#[0-9a-f]{3}$/i.test(value) ? value.replace(/[0-9a-f]/gi, "$&$&") : value;
  const take = () => { if (/^#[0-9a-f]{6}$/i.test(full(colour.value))) picker.value = full(colour.value); };
  take();
  colour.addEventListener("input", take);
  picker.addEventListener("input", () => {
    colour.value = picker.value;
    now();
  });
  colour.after(picker);
}
