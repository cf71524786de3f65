// Live preview of the description. Without scripts the button does the same.
const form = document.querySelector("[data-description-form]");
const text = form.querySelector("textarea[name='Form.Description']");
const preview = form.querySelector("[data-description-preview]");
const show = form.querySelector("[data-description-show]");
let waiting;
let asked = 0;

async function describe() {
  const mine = ++asked;
  const fields = new FormData();
  fields.set("Form.Description", text.value);
  fields.set("form-token", form.elements["form-token"].value);
  const answer = await fetch(show.formAction, { method: "POST", body: fields, headers: { "X-Requested-With": "fetch" } });
  if (answer.ok && mine === asked) {
    // Safe: the server escapes raw HTML in the description.
    preview.lastElementChild.innerHTML = await answer.text();
    preview.hidden = false;
  }
}

text.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(describe, 300);
});
show.addEventListener("click", event => {
  event.preventDefault();
  describe();
});
