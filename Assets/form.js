/* Every page: one press is one sending, and after a refusal the focus is where the words are. */
(function () {
  "use strict";
  var wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // Buttons stay enabled, or the pressed one's name and value would not travel.
    form.setAttribute("aria-busy", "true");
  });

  // Back with the browser's button: the form can be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    });
  });

  // The menu under one's name closes with Escape and when one looks elsewhere.
  var who = document.querySelector(".who");
  if (!who) return;
  document.addEventListener("click", function (event) { if (!who.contains(event.target)) who.open = false; });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !who.open) return;
    who.open = false;
    who.querySelector("summary").focus();
  });
})();
