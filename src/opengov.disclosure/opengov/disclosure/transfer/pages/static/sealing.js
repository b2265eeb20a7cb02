/* Presses the button of a sealing that goes on, as the clerk would: one small step, then the page again. */
(() => {
  "use strict";
  const press = () => {
    const form = document.querySelector("#seal[data-again='1']");
    if (form) {
      window.setTimeout(() => form.requestSubmit(form.querySelector("button")), 400);
    }
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", press);
  } else {
    press();
  }
})();
