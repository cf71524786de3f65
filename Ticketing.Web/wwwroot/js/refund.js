// Shows what a refund does as soon as tickets are ticked. Without scripts, "Continue" shows the same on a page of its own.
const form = document.querySelector("[data-refund]");
const place = form?.parentElement.insertBefore(document.createElement("div"), form.nextSibling);
const proceed = form?.querySelector("[data-continue]");
const all = form?.querySelector("[data-all]");
const tickets = form ? [...form.querySelectorAll("[name='Chosen']:not(:disabled)")] : [];
let waiting;
let asked = 0;

async function review() {
  const mine = ++asked;
  const fields = new FormData(form);
  fields.set("step", "review");
  const answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams(fields) }).catch(() => null);
  if (mine !== asked) {
    return;
  }

  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const shown = page?.querySelector("[data-review]");
  if (mine !== asked) {
    return;
  }

  shown?.querySelector("button[value='back']").remove();
  place.replaceChildren(...(shown ? [document.adoptNode(shown)] : []));
  proceed.hidden = Boolean(shown);
}

// What is shown never differs from what is chosen.
function change(delay) {
  clearTimeout(waiting);
  asked++;
  place.replaceChildren();
  proceed.hidden = false;
  if (tickets.some(ticket => ticket.checked)) {
    waiting = setTimeout(review, delay);
  }
}

if (form) {
  place.setAttribute("aria-live", "polite");
  form.addEventListener("change", event => {
    if (event.target.type !== "checkbox") {
      return;
    }

    if (event.target === all) {
      tickets.forEach(ticket => { ticket.checked = all.checked; });
    } else if (all && event.target.name === "Chosen") {
      all.checked = tickets.every(ticket => ticket.checked);
    }

    change(0);
  });
  form.elements.Reason.addEventListener("input", () => change(300));
  addEventListener("pageshow", () => change(0));
}

// A second click would be refused because the tickets are void already, and its answer would hide that the first one worked.
let isSent = false;
document.addEventListener("submit", event => {
  if (isSent) {
    event.preventDefault();
  }

  isSent = true;
});
addEventListener("pageshow", () => { isSent = false; });
