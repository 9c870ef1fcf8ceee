// Small comforts. Every page works without this file; nothing here sends, keeps or decides anything.
(() => {
  "use strict";

  // After an answer with mistakes, and after a part of the page was replaced, reading goes on at the right place.
  const focusMarked = (root) => {
    const marked = root.querySelector("[data-sk-focus]");
    if (!marked) return;
    if (!marked.hasAttribute("tabindex")) marked.setAttribute("tabindex", "-1");
    marked.focus();
  };

  // Rows of a formset: <div data-sk-rows="PREFIX"> holds rows [data-sk-row], a <template>, and [data-sk-add].
  const renumber = (box) => {
    const total = document.querySelector(`[name="${box.dataset.skRows}-TOTAL_FORMS"]`);
    if (total) total.value = String(box.querySelectorAll("[data-sk-row]").length);
  };
  const addRow = (box) => {
    const shape = box.querySelector("template");
    const next = box.querySelectorAll("[data-sk-row]").length;
    const holder = document.createElement("div");
    holder.innerHTML = shape.innerHTML.replaceAll("__prefix__", String(next));
    const row = holder.querySelector("[data-sk-row]");
    shape.before(row);
    renumber(box);
    const control = row.querySelector("select, input:not([type=hidden]), textarea");
    if (control) control.focus();
  };
  // A row is hidden and marked for removal where Django has a DELETE box, so that the numbers of the others stay right.
  const removeRow = (row) => {
    const box = row.closest("[data-sk-rows]");
    const mark = row.querySelector('input[name$="-DELETE"]');
    if (mark) { mark.checked = true; row.hidden = true; } else { row.querySelectorAll("input, textarea").forEach((one) => { one.value = ""; }); row.hidden = true; }
    const add = box.querySelector("[data-sk-add]");
    if (add) add.focus();
  };

  document.addEventListener("click", (event) => {
    const one = event.target.closest("[data-sk-add], [data-sk-remove], [data-sk-print]");
    if (!one) return;
    event.preventDefault();
    if (one.matches("[data-sk-add]")) addRow(one.closest("[data-sk-rows]"));
    else if (one.matches("[data-sk-remove]")) removeRow(one.closest("[data-sk-row]"));
    else window.print();
  });

  // Details stand open on paper: print styles cannot open them in every browser.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => { opened.forEach((one) => { one.open = false; }); });

  // Nothing stays in the browser: htmx would note the address of the page.
  const forget = () => { try { window.sessionStorage.clear(); } catch { /* a browser that keeps nothing */ } };
  ["htmx:afterRequest", "htmx:historyRestore", "pagehide"].forEach((moment) => { window.addEventListener(moment, forget); });
  forget();

  // What takes over a second says so. A letter comes as a download, which tells no page that it is there.
  const PATIENCE = 1000; // milliseconds
  const LARGE = 200_000; // bytes
  const LETTER = 8000; // milliseconds
  let patience = 0;
  const doing = (what, part = "") => {
    window.clearTimeout(patience);
    document.querySelectorAll("[data-sk-doing]").forEach((one) => { one.hidden = one.dataset.skDoing !== what; });
    const told = document.querySelector("[data-sk-part]");
    if (told && told.textContent !== part) told.textContent = part;
  };
  const soon = () => { doing(""); patience = window.setTimeout(() => doing("work"), PATIENCE); };
  document.addEventListener("submit", (event) => { window.setTimeout(() => { if (!event.defaultPrevented) soon(); }); });
  document.body.addEventListener("htmx:beforeRequest", (event) => { if (event.target.matches("form")) soon(); });
  document.body.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    if (!lengthComputable || total < LARGE || !event.target.matches("form")) return;
    if (loaded < total) doing("files", `${Math.floor((20 * loaded) / total) * 5} %`); else doing("work");
  });
  document.body.addEventListener("htmx:afterRequest", (event) => { if (event.detail.requestConfig.elt.matches("form")) doing(""); }); // the form itself may be gone by now
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-sk-letter]")) return;
    doing("letter");
    patience = window.setTimeout(() => doing(""), LETTER);
  });
  window.addEventListener("pageshow", () => doing(""));

  // Buttons that only this file makes work are shown by this file.
  const showMade = (root) => root.querySelectorAll("[data-sk-script][hidden]").forEach((one) => { one.hidden = false; });
  showMade(document);
  document.body.addEventListener("htmx:afterSettle", (event) => { showMade(event.detail.elt); focusMarked(event.detail.elt); });
  focusMarked(document);
})();
