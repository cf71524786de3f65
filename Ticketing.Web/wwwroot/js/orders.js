// The list of orders: ticks all of the page, says how many are ticked, and shows an order beside the list where the style sheet has room.
const list = document.querySelector("[data-orders]");
const bar = document.querySelector("#bulk");

if (list) {
  const ticks = [...list.querySelectorAll("[name='order']")];
  const all = list.querySelector("[data-tick-all]");
  const chosen = bar.querySelector("[data-chosen]");

  function show() {
    const count = ticks.filter(tick => tick.checked).length;
    all.checked = count === ticks.length;
    all.indeterminate = count > 0 && count < ticks.length;
    chosen.hidden = count === 0 || bar.elements.all.checked;
    chosen.textContent = chosen.dataset.text.replace("{0}", count);
  }

  all.hidden = false;
  all.addEventListener("change", () => {
    ticks.forEach(tick => { tick.checked = all.checked; });
    show();
  });
  ticks.forEach(tick => tick.addEventListener("change", show));
  bar.elements.all.addEventListener("change", show);
  addEventListener("pageshow", show);

  const panel = list.querySelector("[data-preview]");
  const looks = [...list.querySelectorAll("[data-look]")];
  let current;
  let asked = 0;

  async function open(look) {
    const mine = ++asked;
    mark(look);
    const answer = await fetch(look.dataset.look, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (answer && (!answer.ok || answer.redirected)) {
      // Signed out, or deleted: the page itself says which.
      location.assign(look.dataset.look);
      return;
    }

    const html = await answer?.text();
    if (mine !== asked) {
      return;
    }

    // Safe: the server escapes what is in the order.
    panel.innerHTML = html ?? "";
    if (html === undefined) {
      panel.textContent = panel.dataset.offline;
    }

    panel.scrollTop = 0;
  }

  function mark(look) {
    current?.setAttribute("aria-expanded", "false");
    current?.closest("tr").classList.remove("shown");
    current = look;
    look?.setAttribute("aria-expanded", "true");
    look?.closest("tr").classList.add("shown");
    panel.hidden = !look;
    list.classList.toggle("open", Boolean(look));
  }

  function close() {
    const last = current;
    asked++;
    mark(null);
    panel.replaceChildren();
    last?.focus();
  }

  looks.forEach(look => {
    look.hidden = false;
    look.addEventListener("click", () => {
      if (look === current) {
        close();
      } else {
        open(look).then(() => panel.focus({ preventScroll: true }));
      }
    });
  });
  panel.addEventListener("click", event => {
    if (event.target.closest("[data-close]")) {
      close();
    }
  });
  list.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }

    const row = event.target.closest("tbody tr");
    const next = { j: row?.nextElementSibling, ArrowDown: row?.nextElementSibling, k: row?.previousElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
    if (event.key === "Escape" && current) {
      event.preventDefault();
      close();
    } else if (next) {
      event.preventDefault();
      const isLook = event.target.matches("[data-look]");
      next.querySelector(isLook ? "[data-look]" : event.target.matches("[name='order']") ? "[name='order']" : ".ref a").focus();
      if (current) {
        open(next.querySelector("[data-look]"));
      }
    }
  });
}
