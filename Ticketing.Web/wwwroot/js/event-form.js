// Adds and removes ticket types in place. Without scripts the same buttons send the form, which comes back with everything typed.
const form = document.querySelector("[data-event-form]");
const rows = form.querySelector("[data-types]");
const blank = document.querySelector("template[data-new-type]");
const add = form.querySelector("[data-add-type]");
const poster = form.querySelector("[type='file']");
const problem = document.getElementById("Poster-error");

function number() {
  const shown = [...rows.children].filter(row => !row.hidden);
  shown.forEach((row, index) => row.querySelectorAll("[data-number]").forEach(place => { place.textContent = index + 1; }));
  if (add) {
    add.hidden = rows.children.length >= Number(add.dataset.max);
  }
}

add?.addEventListener("click", event => {
  event.preventDefault();
  const made = document.createElement("template");
  made.innerHTML = blank.innerHTML.replaceAll("[NEW]", `[${rows.children.length}]`);
  rows.append(made.content);
  number();
  rows.lastElementChild.querySelector("input").focus();
});

// Rows keep their numbers in the names of their fields; the server ignores one in which everything is blank.
rows.addEventListener("click", event => {
  const remove = event.target.closest("[data-remove-type]");
  if (remove) {
    event.preventDefault();
    const row = remove.closest("[data-type]");
    row.querySelectorAll("input, select").forEach(field => { field.value = ""; });
    row.hidden = true;
    number();
    ([...rows.querySelectorAll("[data-type]:not([hidden]) [name$='.Category']")].pop() ?? add ?? form.querySelector("input:not([type='hidden'])")).focus();
  }
});

poster.addEventListener("change", () => {
  const isTooLarge = poster.files[0]?.size > Number(poster.dataset.maxBytes);
  problem.textContent = isTooLarge ? poster.dataset.tooLarge : "";
  if (isTooLarge) {
    poster.value = "";
  }
});
