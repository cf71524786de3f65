// Sends the forms of ticket types without leaving the page, so that place and other open rows stay. Without scripts the page comes anew.
const region = document.querySelector("[data-in-place]");
const told = region.querySelector("[data-told]");
let sending = false;

function say(kind, text) {
  const notice = document.createElement("div");
  notice.className = `notice ${kind}`;
  notice.setAttribute("role", "status");
  notice.textContent = text;
  told.replaceChildren(...(text ? [notice] : []));
}

// Rows that are being edited keep what was typed, except the one that was saved.
function merge(rows, saved) {
  const list = region.querySelector("[data-types]");
  list.replaceChildren(...[...rows.children].map(row => {
    const typed = row.id === saved ? null : document.getElementById(row.id)?.querySelector("[data-edit][open]");
    if (typed) {
      row.querySelector("[data-edit]").replaceWith(typed);
    }

    return document.adoptNode(row);
  }));
}

function replace(name, page) {
  region.querySelector(name).replaceChildren(...[...page.querySelector(name).childNodes].map(node => document.adoptNode(node)));
}

function focus(sent, action) {
  const row = document.getElementById(sent);
  const place = region.querySelector("[aria-invalid='true']")
    ?? row?.querySelector(`[data-focus='${action}']:not(:disabled)`)
    ?? (row ?? region.querySelector("[data-add]")).querySelector("summary");
  place.focus({ preventScroll: Boolean(row) });
}

async function send(form, button) {
  const sent = form.closest("li")?.id;
  const answer = await fetch(form.action, { method: "POST", keepalive: true, body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page?.querySelector("[data-in-place]")) {
    say("error", region.dataset.offline);
    return;
  }

  const flash = page.querySelector("main > .notice[role=status]");
  document.querySelectorAll("main > .notice[role=status]").forEach(old => old.remove());
  say(flash?.className.replace("notice", "").trim(), flash?.textContent ?? "");
  merge(page.querySelector("[data-types]"), form.closest("[data-edit]") ? sent : null);
  replace("[data-notices]", page);
  if (!sent) {
    replace("[data-add]", page);
  }

  focus(sent, button?.dataset.focus);
}

region.addEventListener("submit", async event => {
  event.preventDefault();
  if (!sending) {
    sending = true;
    await send(event.target, event.submitter);
    sending = false;
  }
});
