/* What scripts add to pages that work without them. */

const PAUSE = 150; // milliseconds without a key before anything is asked

const byId = (id) => document.getElementById(id);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

const set = (element, attributes) => {
  for (const one in attributes) element.setAttribute(one, attributes[one]);
};

const make = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...inside);
  return made;
};

const afterPause = (work, timer) => () => {
  clearTimeout(timer);
  timer = setTimeout(work, PAUSE);
};

const withWords = (address, name, words) => {
  const url = new URL(address, location);
  url.searchParams.set(name, words.slice(0, 100));
  return url;
};

// Asks for one thing at a time: the one before is no longer of interest.
const asker = (before) => (url) => {
  before?.abort();
  before = new AbortController();
  return fetch(url, { signal: before.signal });
};

const read = async (answer) =>
  new DOMParser().parseFromString(await answer.text(), "text/html");

/* Suggestions: a combobox whose list shows what may be meant. */

const offer = (input) => {
  const id = `${input.id}-offered`;
  const { suggest, offered: label, filters = "" } = input.dataset;
  const list = make("ul", { id, role: "listbox", class: "suggestions", "aria-label": label });
  const status = make("span", { role: "status", class: "unseen" });
  const ask = asker();
  let [offered, at] = [[], -1];

  const point = (to) => {
    at = to;
    all("li", list).forEach((one, n) => set(one, { "aria-selected": n === at }));
    set(input, { "aria-activedescendant": at < 0 ? "" : `${id}-${at}` });
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };

  const open = (wanted) => {
    list.hidden = !wanted;
    set(input, { "aria-expanded": wanted });
    point(-1);
  };

  const take = ({ url, filter, value }) => {
    open(false);
    if (!filter || !filters.split(" ").includes(filter)) return location.assign(url);
    input.value = "";
    input.form.append(make("input", { type: "hidden", name: filter, value }));
    input.form.requestSubmit();
  };

  const option = (one, n) => {
    const kind = make("span", { class: "small" }, one.what);
    const made = make("li", { role: "option", id: `${id}-${n}` }, one.label, " ", kind);
    made.onclick = () => take(one);
    return made;
  };

  const look = async () => {
    const text = input.value.trim();
    if (text.length < 2) return open(false);
    try {
      const answer = await (await ask(withWords(suggest, "q", text))).json();
      if (document.activeElement !== input || !answer.suggestions) return;
      offered = answer.suggestions;
      list.replaceChildren(...offered.map(option));
      open(offered.length > 0);
      status.textContent = answer.told;
    } catch {
      // The search itself works.
    }
  };

  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id });
  input.parentElement.append(list, status);
  open(false);
  input.oninput = afterPause(look);
  input.onblur = () => open(false);
  // A click on the list leaves the focus with the words.
  list.onmousedown = () => false;
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) look();
    if (list.hidden) return;
    const places = offered.length + 1;
    if (step) point(((at + 1 + step + places) % places) - 1);
    else if (event.key === "Escape") open(false);
    else if (event.key === "Enter" && at >= 0) take(offered[at]);
    else return;
    event.preventDefault();
  };
};

/* Options of one filter, found by name: also those not on the page. */

const find = (link) => {
  const { find: label, name } = link.dataset;
  const group = link.closest("fieldset");
  const usual = all(":scope > .choice, :scope > .more", group);
  const found = make("div");
  const id = `${link.id}-find`;
  const input = make("input", { id, type: "search", "aria-label": label, placeholder: label });
  const ask = asker();

  const choice = (option) => {
    const box = make("input", { type: "checkbox", name, value: option.dataset.value });
    box.checked = "checked" in option.dataset;
    const text = option.querySelector("a").lastChild.textContent;
    const number = option.querySelector(".number") || "";
    return make("label", { class: "choice" }, box, make("span", {}, text, " ", number));
  };

  const look = async () => {
    const text = input.value.trim();
    try {
      const page = text && (await read(await ask(withWords(link.href, "find", text))));
      found.replaceChildren(...(page ? all("#options li", page).map(choice) : []));
      if (page && !found.firstChild) found.append(page.getElementById("none") || "");
      for (const one of usual) one.hidden = Boolean(text);
    } catch {
      // The link leads to them all.
    }
  };

  found.onchange = ({ target }) => {
    // The same option may stand among the usual ones.
    for (const one of all("input", group))
      if (one.value === target.value) one.checked = target.checked;
  };
  input.oninput = afterPause(look);
  input.onkeydown = (event) => event.key !== "Enter";
  group.querySelector("legend").after(input, found);
};

const enrich = (inside) => {
  all("[data-suggest]", inside).forEach(offer);
  all("[data-find]", inside).forEach(find);
};

/* A list in place: parts of the answer to an address are put into the page. */

const here = () => location.pathname + location.search;

const asked = (form) => {
  const pairs = [...new FormData(form)].filter(([, value]) => value).sort();
  return `${new URL(form.action).pathname}?${new URLSearchParams(pairs)}`;
};

// What has the focus, how to find it again: or else its group, or the results.
const focused = () => {
  const at = document.activeElement;
  const group = at.closest("details[id]");
  return {
    inside: at.closest("[data-part]"),
    text: at.matches("[type=text], [type=search]") ? at.value : null,
    selectors: [
      at.id && `#${at.id}`,
      at.name && `[name="${at.name}"][value="${CSS.escape(at.value)}"]`,
      group && `#${group.id} > summary`,
      ...[".problems h2", "#count", "#results"],
    ],
  };
};

const focus = ({ inside, text, selectors }) => {
  const to = selectors.map((one) => one && document.querySelector(one)).find(Boolean);
  if (!inside || !to) return;
  if (to.closest(".more")) to.closest(".more").open = true;
  if (text !== null && to.matches("input")) to.value = text;
  to.focus({ preventScroll: true });
};

const live = (filters, news) => {
  const ask = asker();
  let [shown, moving] = [here(), false];

  const remember = () => moving || history.replaceState({ y: scrollY }, "");

  const swap = (page) => {
    const folds = all("details", filters);
    for (const old of all("[data-part]"))
      old.replaceChildren(...page.getElementById(old.id).childNodes);
    for (const { id, open } of folds) if (byId(id)) byId(id).open = open;
    if (page.querySelector(".filters.open")) filters.classList.add("open");
    document.title = page.title;
    const button = filters.querySelector(".apply button");
    button.textContent = button.dataset.counted || button.textContent;
    enrich(filters);
    news.textContent = "";
    const told = document.querySelector("#count, .problems, .past-the-end");
    setTimeout(() => (news.textContent = told.textContent), 50);
  };

  // `y`: where a page seen before was left; `top`: one that begins anew.
  const go = async (address, { y, top } = {}) => {
    const results = byId("results");
    results.ariaBusy = true;
    try {
      const answer = await ask(address);
      const page = await read(answer);
      const url = new URL(page.querySelector("link[rel=canonical]")?.href || answer.url);
      if (!page.getElementById("news") || url.pathname !== location.pathname) throw answer;
      const before = focused();
      if (y === undefined) {
        remember();
        const path = url.pathname + url.search;
        if (path !== shown) history.pushState({}, "", path);
      }
      shown = here();
      swap(page);
      if (top) before.selectors = ["#count"];
      focus(before);
      if (top) results.scrollIntoView();
      if (y !== undefined) scrollTo(0, y);
    } catch (error) {
      return error.name === "AbortError" || location.assign(address);
    }
    moving = results.ariaBusy = false;
  };

  const close = () => {
    if (filters.matches(":target")) location.hash = "results";
    filters.classList.remove("open");
    filters.querySelector(".to-filters a").focus();
  };

  const onList = ({ target }) => filters.contains(target.form || target);

  addEventListener("change", (event) => {
    const box = event.target.matches("select, .choice *");
    if (box && onList(event)) go(asked(event.target.form));
  });

  addEventListener("submit", (event) => {
    if (!onList(event)) return;
    event.preventDefault();
    const top = event.submitter?.matches(".apply *");
    if (top) close();
    go(asked(event.target), { top });
  });

  addEventListener("click", (event) => {
    const link = event.target.closest("[data-part] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".to-filters a")) {
      filters.classList.add("open");
      filters.querySelector(".close-filters a").focus();
    } else if (link.matches(".close-filters a")) close();
    else if (link.origin + link.pathname === origin + location.pathname && !link.hash)
      go(link.href, { top: link.matches(".pages *") });
    else return;
    event.preventDefault();
  });

  addEventListener("scroll", afterPause(remember), { passive: true });
  addEventListener("popstate", ({ state }) => {
    if (here() === shown) return;
    moving = true;
    go(here(), { y: state?.y || 0 });
  });
};

enrich(document);
if (byId("news")) live(byId("filters"), byId("news"));
