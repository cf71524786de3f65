// A form with data-passkey fetches the options, calls the WebAuthn API and posts the credential.
const supported = window.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;

const ask = {
  create: options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!supported) break;
  form.hidden = false;
  form.addEventListener("submit", async submit => {
    submit.preventDefault();
    const button = form.querySelector("button");
    const problem = form.querySelector("[data-problem]");
    button.disabled = true;
    problem.hidden = true;
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
      // The page has been open for a while: the server asks for confirmation first.
      if (answer.redirected) return location.assign(answer.url);
      if (!answer.ok) throw new Error(`Asked in vain: ${answer.status}`);
      const credential = await ask[form.dataset.passkey](await answer.json());
      form.elements.Credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Dismissed, or no passkey on this device.
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
