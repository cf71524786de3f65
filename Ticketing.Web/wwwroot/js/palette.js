// Shows /admin/search as a dialog, with Ctrl or ⌘ K or the button. Arrow keys move through the links, Enter opens, Escape closes.
const button = document.querySelector("[data-palette-button]");
const template = document.querySelector("template[data-palette]");
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
if (isMac) {
  button.querySelector("kbd").textContent = "⌘ K";
}

let palette;

button.addEventListener("click", event => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open();
  }
});
document.addEventListener("keydown", event => {
  if (event.key?.toLowerCase() === "k" && (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    open();
  }
});

function open() {
  palette ??= create();
  if (!palette.dialog.open) {
    palette.dialog.showModal();
    palette.field.select();
    palette.search();
  }
}

function create() {
  const dialog = template.content.cloneNode(true).querySelector("dialog");
  document.body.append(dialog);
  const field = dialog.querySelector("input");
  const results = dialog.querySelector("[data-results]");
  const links = () => [...results.querySelectorAll("a")];
  let waiting;
  let asked = 0;

  /** @returns {Promise<boolean>} True if the results are those of what was typed. */
  async function search() {
    clearTimeout(waiting);
    const mine = ++asked;
    const url = `/admin/search?q=${encodeURIComponent(field.value)}`;
    try {
      const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
      const html = await answer.text();
      if (mine !== asked) {
        return false;
      }

      if (!answer.ok || answer.redirected) {
        // Signed out, or out of order: the page itself says which.
        location.assign(url);
        return false;
      }

      // Safe: the server escapes what it found.
      results.innerHTML = html;
      results.scrollTop = 0;
      return true;
    } catch {
      if (mine === asked) {
        results.textContent = results.dataset.offline;
      }

      return false;
    }
  }

  field.addEventListener("input", () => {
    asked++;
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  field.form.addEventListener("submit", async event => {
    event.preventDefault();
    if (await search()) {
      links()[0]?.click();
    }
  });
  dialog.addEventListener("keydown", event => {
    const stops = [field, ...links()];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (at > 0 && (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Typing goes on in the field.
      field.focus();
    }
  });
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("[data-close]")) {
      dialog.close();
    }
  });
  return { dialog, field, search };
}
