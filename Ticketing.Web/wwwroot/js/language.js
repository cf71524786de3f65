// Offers the page in the visitor's own language, if the venue has it.
const place = document.querySelector("[data-own-language]");
const languageOf = tag => tag.split("-")[0].toLowerCase();
const current = languageOf(document.documentElement.lang);
const links = [...place.querySelectorAll("a")];
const linkTo = language => links.find(link => languageOf(link.hreflang) === language);
const wanted = navigator.languages.map(languageOf).find(language => language === current || linkTo(language));
const link = linkTo(wanted);
if (link) {
  link.search = location.search;
  link.hidden = false;
  place.hidden = false;
}
