// Shows the current tab if the bar is wider than the screen, also after a phone was turned.
function showCurrent(bar) {
  const tab = bar.querySelector("[aria-current]");
  bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - (bar.clientWidth - tab.offsetWidth) / 2;
}

const observer = new ResizeObserver((entries) => entries.forEach((entry) => showCurrent(entry.target)));
for (const bar of document.querySelectorAll(".tabs.scrolls")) {
  observer.observe(bar);
}
