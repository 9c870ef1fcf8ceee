// The way out of a public page takes the page's place in the history, and so does another language. Esc three times does too.
(() => {
  "use strict";

  const SOON = 2000; // milliseconds within which three times counts
  const way = document.querySelector("[data-sk-exit]");
  const leave = (address) => { window.location.replace(address); };

  document.addEventListener("click", (event) => {
    const one = event.target.closest("[data-sk-exit], [data-sk-instead]");
    if (!one || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    leave(one.href);
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !way) return;
    const now = Date.now();
    pressed = [...pressed.filter((moment) => now - moment < SOON), now];
    if (pressed.length >= 3) leave(way.href);
  });
})();
