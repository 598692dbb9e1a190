// Whoever has typed something and leaves before it is saved is asked first. Without this all works as before.
// Searching and filtering save nothing, and a password is no text.
const TYPED = ["text", "email", "tel", "url", "number", "date", "textarea"];

let sent = null;

function typed(form) {
  return [...form.elements].filter((each) => TYPED.includes(each.type));
}

function isUnsaved(form) {
  return typed(form).some((each) => each.value !== each.defaultValue);
}

addEventListener("submit", (event) => { sent = event.target; });

addEventListener("beforeunload", (event) => {
  const forms = [...document.forms].filter((form) => form.method === "post" && typed(form).length && !form.querySelector("[type=password]"));
  // What was refused stands in the page as it was typed, and is saved nowhere.
  const wasRefused = !sent && forms.length && document.querySelector("main .error-summary");
  if (wasRefused || forms.some((form) => form !== sent && isUnsaved(form))) event.preventDefault();
  // Whoever stays may have the same form to send again.
  sent = null;
});
