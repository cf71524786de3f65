// Shares the page's public address, without what a visitor's own address may have behind it; or copies it where nothing can be shared.
const button = document.querySelector("[data-share]");
if (button && (navigator.share || navigator.clipboard)) {
  button.parentElement.hidden = false;
  button.addEventListener("click", share);
}

async function share() {
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.origin + location.pathname;
  const status = document.querySelector("[data-shared]");
  status.textContent = "";
  try {
    if (navigator.share) {
      await navigator.share({ title: document.title, url });
    } else {
      await navigator.clipboard.writeText(url);
      status.textContent = status.dataset.shared;
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      status.textContent = url;
    }
  }
}
