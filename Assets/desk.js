/* The desk's keys: j k Enter x / ? and the keys that buttons name. All of it can be done by mouse too. */
(function () {
  "use strict";
  var table = document.querySelector("table[data-rows]");
  var rows = table ? Array.prototype.slice.call(table.tBodies[0].rows) : [];
  var said = document.getElementById("keys-said");
  var dialog = document.getElementById("keys");
  var all = document.querySelector("[data-pick-all]");
  var bulk = document.querySelector("[data-bulk]");

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (act(event.key)) event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  });

  function isTyping(element) { return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type) || element.isContentEditable; }

  function act(key) {
    if (key === "j") return move(1);
    if (key === "k") return move(-1);
    if (key === "x") return tick();
    if (key === "/") return focus(document.querySelector("input[type=search]"));
    if (key === "?" && dialog && dialog.showModal) { dialog.showModal(); return true; }
    if (key === "Enter" && /^(BODY|TR|INPUT)$/.test(document.activeElement.tagName)) return open();
    var button = document.querySelector('[data-key="' + (window.CSS ? CSS.escape(key) : "") + '"]');
    if (button && !button.disabled && !button.closest("[hidden]")) { button.click(); return true; }
    return false;
  }

  function focus(field) {
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  }

  function current() { return rows.findIndex(function (row) { return row.getAttribute("aria-current") === "true"; }); }

  // The focus goes along, so that Enter opens and a screen reader reads the row.
  function move(step) {
    if (!rows.length) return false;
    var from = current();
    var to = Math.max(0, Math.min(rows.length - 1, from < 0 ? (step > 0 ? 0 : rows.length - 1) : from + step));
    rows.forEach(function (row, index) { if (index === to) row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current"); });
    var link = rows[to].querySelector("a");
    if (link) link.focus();
    rows[to].scrollIntoView({ block: "nearest" });
    say(to + 1 + " / " + rows.length + " " + rows[to].innerText.replace(/\s+/g, " "));
    return true;
  }

  function open() {
    var link = current() >= 0 && rows[current()].querySelector("a");
    if (link) link.click();
    return !!link;
  }

  function tick() {
    var box = current() >= 0 && rows[current()].querySelector(".pick input");
    if (!box) return false;
    box.checked = !box.checked;
    picked();
    return true;
  }

  function say(words) { if (said) said.textContent = words; }

  function boxes() { return Array.prototype.slice.call(table.querySelectorAll("tbody .pick input")); }

  function picked() {
    var count = 0;
    boxes().forEach(function (box) {
      box.closest("tr").classList.toggle("picked", box.checked);
      if (box.checked) count += 1;
    });
    if (all) { all.checked = count > 0 && count === boxes().length; all.indeterminate = count > 0 && !all.checked; }
    if (!bulk) return;
    bulk.hidden = count === 0;
    var words = bulk.querySelector("[data-count]");
    words.textContent = words.dataset.count.replace("{count}", count);
  }

  if (!table) return;
  if (all) {
    all.hidden = false;
    all.addEventListener("change", function () { boxes().forEach(function (box) { box.checked = all.checked; }); picked(); });
  }
  table.addEventListener("change", picked);
  var form = table.closest("form");
  if (form) form.addEventListener("reset", function () { setTimeout(picked); });
  picked();
})();
