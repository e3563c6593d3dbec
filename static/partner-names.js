"use strict";

// Asks, while the name of an organization is typed, whether it is there already.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector(".partner-matches");
  const form = place && place.closest("form");
  if (!form) return;
  const told = /^(name|acronym|country|names-\d+-name|identifiers-\d+-value)$/;
  let waiting = 0;
  let last = "";

  function question() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (told.test(name) && value.trim()) query.append(name, value.trim());
    }
    query.set("except", place.dataset.except);
    if (place.dataset.popup) query.set("_popup", "1");
    return query.toString();
  }

  async function ask() {
    const query = question();
    if (query === last) return;
    last = query;
    try {
      const answer = await fetch(`${place.dataset.address}?${query}`);
      const page = answer.ok ? await answer.text() : "";
      // Only the answer to what stands there now, and only where it is another one.
      if (query !== last || page.trim() === place.innerHTML.trim()) return;
      const read = new DOMParser().parseFromString(page, "text/html");
      place.replaceChildren(...read.body.childNodes);
    } catch {
      last = ""; // no connection: the form warns when it is saved
    }
  }

  last = question();
  form.addEventListener("input", (event) => {
    if (!told.test(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
});
