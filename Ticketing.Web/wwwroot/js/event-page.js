// Copies or shares an event's address. Without scripts the address is a link.
const share = document.querySelector("[data-share-link]");

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
