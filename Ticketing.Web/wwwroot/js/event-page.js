// Copies or shares an event's address, and closes menus. Without scripts the address is a link, and menus close by their button.
const share = document.querySelector("[data-share-link]");
const menus = [...document.querySelectorAll("details.drop")];

async function copy(url, status) {
  try {
    await navigator.clipboard.writeText(url);
    status.textContent = status.dataset.copied;
  } catch {
    status.textContent = status.dataset.failed;
  }
}

if (share) {
  const link = share.querySelector("a");
  const status = share.querySelector("[role=status]");
  const [copyButton, shareButton] = share.querySelectorAll("button");
  copyButton.hidden = !navigator.clipboard;
  copyButton.addEventListener("click", () => copy(link.href, status));
  shareButton.hidden = !navigator.share;
  shareButton.addEventListener("click", () => navigator.share({ title: share.dataset.title, url: link.href }).catch(() => { }));
}

document.addEventListener("click", event => {
  menus.filter(menu => !menu.contains(event.target)).forEach(menu => { menu.open = false; });
});
document.addEventListener("keydown", event => {
  const open = menus.find(menu => menu.open);
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
