/* What a resident has typed survives a reload, on this phone only and for a day. Cleared once it has been sent (form.js). */
(function () {
  "use strict";
  var form = document.querySelector("form[data-draft]");
  var store = storage();
  if (!form || !store) return;
  var key = "draft:" + form.dataset.draft;
  var old = read();
  // After a refusal the server has given everything back already.
  if (old && !document.querySelector("[data-focus]") && fill(old.fields)) say();

  var timer = null;
  form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 300); });
  form.addEventListener("change", save);
  window.addEventListener("pagehide", save);

  function storage() { try { return window.localStorage; } catch (refused) { return null; } }

  function read() {
    try {
      var draft = JSON.parse(store.getItem(key));
      if (draft && Date.now() - draft.at < 864e5) return draft;
      store.removeItem(key);
    } catch (broken) { /* as if there were none */ }
    return null;
  }

  function keeps(field) { return field.name && field.name[0] !== "_" && !/^(hidden|file|password|submit|button)$/.test(field.type); }
  function ticks(field) { return field.type === "checkbox" || field.type === "radio"; }

  function save() {
    if (form.dataset.sent || form.dataset.dropped) return;
    var fields = [];
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!keeps(field)) return;
      if (ticks(field) ? field.checked !== field.defaultChecked : field.value !== defaultOf(field)) fields.push([field.name, field.value, field.checked]);
    });
    try { if (fields.length) store.setItem(key, JSON.stringify({ at: Date.now(), fields: fields })); else store.removeItem(key); } catch (full) { /* then not */ }
  }

  function defaultOf(field) {
    if (field.type !== "select-one") return field.defaultValue;
    var chosen = field.querySelector("option[selected]") || field.options[0];
    return chosen ? chosen.value : "";
  }

  function fill(saved) {
    var changed = false;
    saved.forEach(function (entry) {
      Array.prototype.forEach.call(form.elements, function (field) {
        if (field.name !== entry[0] || !keeps(field)) return;
        if (ticks(field)) { if (field.value === entry[1] && field.checked !== entry[2]) { field.checked = entry[2]; changed = true; } }
        else if (field.value !== entry[1]) { field.value = entry[1]; changed = true; }
      });
    });
    return changed;
  }

  function say() {
    var note = document.createElement("p");
    note.className = "line small quiet";
    note.setAttribute("role", "status");
    note.append(form.dataset.restored + " ");
    var drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button plain";
    drop.textContent = form.dataset.drop;
    drop.addEventListener("click", function () {
      form.dataset.dropped = "1";
      store.removeItem(key);
      location.reload();
    });
    note.append(drop);
    form.prepend(note);
  }
})();
