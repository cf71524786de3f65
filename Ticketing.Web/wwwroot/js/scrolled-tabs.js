// Shows the current tab if the bar is wider than the screen.
for (const bar of document.querySelectorAll(".tabs.scrolls")) {
  const tab = bar.querySelector("[aria-current]");
  bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - (bar.clientWidth - tab.offsetWidth) / 2;
}
