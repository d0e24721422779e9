// Small help for the keyboard and the filters. Every page works without it.
"use strict";
(() => {
  const typing = (el) => el && (el.isContentEditable || /^(input|textarea|select)$/i.test(el.tagName));

  // A key written in data-key goes to that field or follows that link.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(document.activeElement)) {
      document.activeElement.blur();
      return;
    }
    if (typing(event.target)) return;
    const target = [...document.querySelectorAll("[data-key]")].find((el) => el.dataset.key === event.key);
    if (target) {
      event.preventDefault();
      if (typing(target)) {
        target.focus();
        target.select?.();
      } else {
        target.click();
      }
    }
  });

  // Filters apply when a choice is made; words apply with Enter.
  for (const form of document.querySelectorAll("form[data-auto]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      for (const el of form.elements) if (el.name && (el.value === "" || el.value === el.dataset.default)) el.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const el of document.querySelectorAll("form[data-auto] :disabled")) el.disabled = false;
  });
  // Rows of entries: j and k move, Enter opens.
  const lists = document.querySelectorAll("[data-reader] .claims > li, table.entries tbody tr");
  if (lists.length) {
    const items = [...lists];
    let at = -1;
    const link = (el) => el.querySelector("a");
    const go = (to) => {
      if (to < 0 || to >= items.length) return;
      at = to;
      const reader = items[at].closest("[data-reader]");
      link(items[at]).focus({ preventScroll: !!reader });
      if (reader) show(reader, items[at].dataset.claim);
    };
    document.addEventListener("focusin", (event) => {
      const i = items.findIndex((el) => el.contains(event.target));
      if (i >= 0) at = i;
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === "j") go(at + 1);
      if (event.key === "k") go(Math.max(at - 1, 0));
    });
  }

  // The reader: a claim and its words light up together.
  function show(reader, id, stay) {
    for (const el of reader.querySelectorAll(".here")) el.classList.remove("here");
    reader.querySelector(`[data-claim="${id}"]`)?.classList.add("here");
    const words = [...reader.querySelectorAll("mark[data-claims]")].filter((el) => el.dataset.claims.split(" ").includes(id));
    for (const el of words) el.classList.add("here");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!stay) words[0]?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    const panel = reader.querySelector(`[data-claim="${id}"]`);
    panel?.scrollIntoView({ block: "nearest" });
  }
  for (const reader of document.querySelectorAll("[data-reader]")) {
    reader.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-claims]");
      if (mark) show(reader, mark.dataset.claims.split(" ")[0], true);
      const item = event.target.closest("[data-claim]");
      if (item) show(reader, item.dataset.claim);
    });
    if (location.hash.startsWith("#c-")) show(reader, location.hash.slice(3));
  }

  // Words marked in a report go with the link to add a claim.
  const missed = document.querySelector("a[data-mark]");
  if (missed) {
    const address = missed.getAttribute("href");
    document.addEventListener("selectionchange", () => {
      const words = String(getSelection()).replace(/\s+/g, " ").trim();
      missed.href = words && words.length <= 1500 ? `${address}?quote=${encodeURIComponent(words)}` : address;
    });
  }

  // Files dropped on a form go into its field.
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const field = form.querySelector("input[type=file]");
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
    });
  }
})();
