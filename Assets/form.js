/* Every page: one press is one sending, and after a refusal the focus is where the words are. */
(function () {
  "use strict";
  var wrong = document.querySelector("[data-focus]");
  if (wrong) wrong.focus();
  forget();

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // Buttons stay enabled, or the pressed one's name and value would not travel.
    form.setAttribute("aria-busy", "true");
    if (form.dataset.draft) try { sessionStorage.setItem("draft-sent", form.dataset.draft); } catch (refused) { /* then the draft stays a day */ }
  });

  // A draft goes once what it held has been sent: the page after it has no such form any more.
  function forget() {
    try {
      var sent = sessionStorage.getItem("draft-sent");
      if (!sent) return;
      sessionStorage.removeItem("draft-sent");
      var again = Array.prototype.some.call(document.querySelectorAll("form[data-draft]"), function (form) { return form.dataset.draft === sent; });
      if (!again) localStorage.removeItem("draft:" + sent);
    } catch (refused) { /* no storage, no draft */ }
  }

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
