// Closes menus by Esc and by a click beside them. Without scripts they close by their button.
const menus = [...document.querySelectorAll("details.drop, .filter-bar details")];

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
