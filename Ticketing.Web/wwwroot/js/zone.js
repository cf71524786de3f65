// Visitors whose clocks show the event's time need not read which zone it is in.
function format(time, timeZone) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short", timeZone }).format(time);
}

for (const shown of document.querySelectorAll("[data-zone]")) {
  const starts = Number(shown.dataset.at);
  try {
    shown.hidden = format(starts, shown.dataset.zone) === format(starts);
  } catch {
    // The browser does not know this zone.
  }
}
