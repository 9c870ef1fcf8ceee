// Asks the device for a passkey. It fills the form beside the button and sends it; everything is checked by the server.
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async (asked) => {
    const made = await navigator.credentials.create({ publicKey: {
      ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: named(asked.excludeCredentials),
    } });
    return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject),
    } };
  };

  const use = async (asked) => {
    const used = await navigator.credentials.get({ publicKey: {
      ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials),
    } });
    const said = used.response;
    return { id: used.id, rawId: text(used.rawId), type: used.type, clientExtensionResults: {}, response: {
      clientDataJSON: text(said.clientDataJSON), authenticatorData: text(said.authenticatorData), signature: text(said.signature),
      userHandle: said.userHandle ? text(said.userHandle) : null,
    } };
  };

  const form = document.querySelector("form[data-sk-passkey]");
  if (!form) return;
  const say = (which) => form.querySelectorAll("[data-sk-passkey-says]").forEach((one) => { one.hidden = one.dataset.skPasskeySays !== which; });
  if (!window.PublicKeyCredential || !navigator.credentials) { say("none"); return; }
  form.querySelector("[data-sk-passkey-button]").hidden = false;
  form.addEventListener("submit", async (event) => {
    const answer = form.querySelector("input[name=answer]");
    if (answer.value) return;
    event.preventDefault();
    say("waiting");
    try {
      const asked = JSON.parse(form.dataset.skAsked);
      answer.value = JSON.stringify(await (form.dataset.skPasskey === "make" ? make(asked) : use(asked)));
    } catch (trouble) {
      say(trouble.name === "InvalidStateError" ? "known" : "stopped");
      return;
    }
    form.requestSubmit();
  });
})();
