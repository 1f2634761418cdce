/* The phone's own position, if its owner allows: fills the fields beside the button. */
(function () {
  "use strict";
  if (!navigator.geolocation) return;
  document.querySelectorAll("[data-position]").forEach(function (box) {
    var button = box.querySelector("button");
    var said = box.querySelector("[role=status]");
    var inputs = box.querySelectorAll("input");
    button.hidden = false;
    button.addEventListener("click", function () {
      said.textContent = box.dataset.waiting;
      button.setAttribute("aria-busy", "true");
      navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
    });

    function found(position) {
      var at = position.coords;
      button.removeAttribute("aria-busy");
      inputs[0].value = at.longitude.toFixed(6);
      inputs[1].value = at.latitude.toFixed(6);
      inputs[2].value = Math.round(at.accuracy);
      said.textContent = box.dataset.found.replace("{meters}", Math.round(at.accuracy));
      document.dispatchEvent(new CustomEvent("placed", { detail: { longitude: at.longitude, latitude: at.latitude } }));
    }

    function failed() {
      button.removeAttribute("aria-busy");
      said.textContent = box.dataset.failed;
    }
  });
})();
