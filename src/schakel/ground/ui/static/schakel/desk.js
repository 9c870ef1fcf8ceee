// The desk without a connection: what was typed stays on the screen, saving is tried again, and sending waits for a person.
// Nothing is stored in the browser. Without this file the page posts as any form does.
(() => {
  "use strict";

  const AGAIN = 5000; // milliseconds
  let timer = 0;
  let shown = "";

  const say = (line) => {
    shown = line;
    document.querySelectorAll("[data-sk-line]").forEach((one) => { one.hidden = one.dataset.skLine !== line; });
  };
  const save = () => {
    const saver = document.querySelector("[data-sk-saver]");
    if (saver && window.htmx) window.htmx.trigger(saver, "sk-again");
  };
  const wait = () => { if (!timer) timer = window.setInterval(save, AGAIN); };
  const stop = () => { window.clearInterval(timer); timer = 0; };

  const lost = (event) => {
    const sending = event.detail.elt.matches("form");
    if (sending || shown !== "unsent") say(sending ? "unsent" : "offline");
    wait();
  };
  document.body.addEventListener("htmx:sendError", lost);
  document.body.addEventListener("htmx:timeout", lost);
  document.body.addEventListener("htmx:responseError", (event) => {
    stop();
    say(event.detail.xhr.status === 401 ? "signed-out" : "trouble");
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    const waited = timer !== 0;
    stop();
    if (waited && event.detail.elt.matches("[data-sk-saver]")) say("back");
    else if (shown && shown !== "back") say("");
  });
  window.addEventListener("offline", () => { if (shown !== "unsent") say("offline"); wait(); });
  window.addEventListener("online", save);

  // After a small button the reader goes on where it put something.
  const PLACES = { add: "id_value", edit: "id_value", take: "h-namen", drop: "h-namen", skip: "id_narrative", card: "h-herkent", files: "h-bestanden", "drop-file": "h-bestanden" };
  let pressed = "";
  document.body.addEventListener("submit", (event) => { pressed = event.submitter ? event.submitter.value.split(":")[0] : ""; }, true);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.elt.matches("main") || event.detail.elt.querySelector("[data-sk-focus]")) return;
    const place = document.getElementById(PLACES[pressed] || "");
    if (!place) return;
    if (!place.matches("input, textarea, select")) place.setAttribute("tabindex", "-1");
    place.focus();
  });
})();
