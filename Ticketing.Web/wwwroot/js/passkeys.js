// Passkeys: a form with data-passkey asks the program what to ask the browser for, asks it, and posts the answer.
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
      if (!answer.ok) throw new Error(`Asked in vain: ${answer.status}`);
      const credential = await ask[form.dataset.passkey](await answer.json());
      form.elements.Credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // The person dismissed the browser's question, or has no passkey here: nothing was changed.
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
