// Trusted Types: the one way from text to markup in these pages. Loaded before every other script.
// What comes in is first read by a parser that runs nothing, and refused whole when anything in it could act.
// Text can never become a script, nor the address of one: there is no way here for those.
(() => {
  "use strict";
  if (!window.trustedTypes) return; // the browser has no such lock; the content-security policy holds there too

  const reader = window.trustedTypes.createPolicy("schakel-reader", { createHTML: (text) => text });
  const REFUSED = "iframe, frame, object, embed, applet, base";
  const ADDRESSES = ["href", "xlink:href", "src", "action", "formaction", "data", "srcdoc"];

  const isOurs = (address) => new URL(address, document.baseURI).origin === window.location.origin;
  // A page that loads itself again, for who has no script, goes nowhere else; no other word to the browser passes.
  const speaks = (one) => one.matches("meta[http-equiv]")
    && !(one.httpEquiv.toLowerCase() === "refresh" && /^\d{1,3}$/.test(one.content.trim()));
  const acts = (one) => {
    if (one.matches(REFUSED) || speaks(one)) return true;
    if (one.localName === "script" && (one.textContent.trim() || !isOurs(one.getAttribute("src") || ""))) return true;
    return [...one.attributes].some(({ name, value }) => name.startsWith("on") || name === "srcdoc"
      || (ADDRESSES.includes(name) && /^\s*(?:javascript|data|vbscript):/i.test(value.replaceAll(/[\u0000-\u0020]/g, ""))));
  };
  const harmless = (root) => [...root.querySelectorAll("*")].every((one) => !acts(one) && (one.localName !== "template" || harmless(one.content)));

  window.trustedTypes.createPolicy("default", {
    createHTML: (text) => (harmless(new DOMParser().parseFromString(reader.createHTML(text), "text/html")) ? text : null),
  });
})();
