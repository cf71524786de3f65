// On the 503 page of a GET: reloads after a few seconds, less often each time.
const key = `later:${location.pathname}`;
const times = Math.min(Number(sessionStorage.getItem(key)) || 0, 3);
const seconds = 5 * 2 ** times;
sessionStorage.setItem(key, times + 1);
const line = document.querySelector("[data-retry]");
line.textContent = line.dataset.retry;
setTimeout(() => location.reload(), seconds * 1000);
