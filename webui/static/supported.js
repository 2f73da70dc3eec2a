// Runs before the page is drawn, so that what scripts fold is folded from the start and nothing jumps.
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
}
