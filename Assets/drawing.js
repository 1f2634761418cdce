/* The boundary editor: draws a DrawingShape with Leaflet and lets one change it; DrawingPages.swift says what it reads. */
(function () {
  "use strict";
  var L = window.L, Shape = window.DrawingShape;
  var box = document.querySelector(".drawing-box");
  if (!L || !Shape || !box) return;
  var say = box.dataset, said = box.parentNode.querySelector(".map-said");
  var tools = box.parentNode.querySelector(".drawing-tools"), field = document.getElementById("geojson");
  var shape, houses = [], layers = new Map(), handles = new Map(), dots = [], current = null;
  var past = [], future = [], first = "", limits = { least: 0, most: Infinity }, stones = [];
  box.hidden = false;
  if (tools) tools.hidden = false;
  var map = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 10, maxZoom: 21, zoomSnap: 0.25, keyboard: false });
  L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
  map.setView([35, 105], 10, { animate: false });
  Promise.all([get(say.drawing), get(say.houses)]).then(function (got) { begin(got[0], got[1]); }).catch(function () { tell(say.failed); });

  function get(url) {
    return fetch(url, { headers: { accept: "application/geo+json" } }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
  }

  function tell(text) { said.textContent = text; }
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; }); }

  function begin(drawing, points) {
    shape = new Shape(drawing);
    first = shape.save();
    limits = drawing.households;
    houses = points.features.map(function (point) {
      var where = point.geometry.coordinates, about = point.properties;
      return { grid: String(about.grid), households: about.households || 0, at: [Math.round(where[0] * 1e7), Math.round(where[1] * 1e7)], where: where, name: about.name };
    });
    if (field && field.value.trim()) {
      try { shape = shape.take(JSON.parse(field.value)); } catch (unreadable) { /* the server has said so above the form */ }
    }
    drawAll();
    drawSaved(drawing);
    var bounds = L.featureGroup(shape.own().map(function (grid) { return layers.get(grid.id); })).getBounds();
    if (bounds.isValid()) { map.fitBounds(bounds, { padding: [16, 16], animate: false }); map.setMaxBounds(bounds.pad(0.5)); }
    if (!("fixed" in say)) edit();
    box.dataset.ready = "1";
  }

  function latlngs(grid) {
    return grid.rings.map(function (ring) { return ring.map(function (corner) { var at = shape.degrees(corner); return [at[1], at[0]]; }); });
  }

  function drawAll() {
    map.createPane("names").style.zIndex = 430;
    shape.grids.forEach(function (grid, index) {
      var layer = L.polygon(latlngs(grid), { className: "area l" + (index % 3 + 1) + (grid.beside ? " beside" : ""), weight: 1.5, fillOpacity: 1, interactive: false }).addTo(map);
      var name = document.createElement("span");
      name.textContent = grid.about.name;
      layer.bindTooltip(name, { permanent: true, direction: "center", pane: "names", className: "map-name" + (grid.beside ? " beside" : ""), interactive: false });
      layers.set(grid.id, layer);
    });
    houses.forEach(function (house) {
      house.mark = L.circleMarker([house.where[1], house.where[0]], { radius: 3, className: "house", weight: 1, fillOpacity: 1, interactive: false }).addTo(map);
    });
    count();
  }

  // Grids that somebody else changed meanwhile, as they are saved now, under what was drawn.
  function drawSaved(drawing) {
    var changed = (say.changed || "").split(" ");
    drawing.features.concat(drawing.neighbours).forEach(function (feature) {
      if (changed.indexOf(String(feature.id)) < 0 || !feature.geometry) return;
      var rings = feature.geometry.coordinates.map(function (ring) { return ring.map(function (place) { return [place[1], place[0]]; }); });
      L.polygon(rings, { className: "saved-now", weight: 2, fill: false, interactive: false }).addTo(map);
    });
  }

  // Households and buildings by grid, and who changes hands.
  function count() {
    var sums = new Map(shape.grids.map(function (grid) { return [grid.id, { households: 0, buildings: 0 }]; })), handed = 0;
    houses.forEach(function (house) {
      var grid = shape.gridAt(house.at), id = grid ? grid.id : house.grid, sum = sums.get(id);
      if (sum) { sum.households += house.households; sum.buildings += 1; }
      if (id !== house.grid) handed += 1;
      if (house.mark.getElement()) house.mark.getElement().classList.toggle("handed", id !== house.grid);
    });
    sums.forEach(function (sum, id) { show(id, sum); });
    return handed;
  }

  function show(id, sum) {
    var row = document.querySelector("tr[data-grid='" + id + "']");
    if (!row) return;
    var small = sum.households < limits.least, large = sum.households > limits.most, tag = row.querySelector("[data-size-tag]");
    row.querySelector("[data-households]").textContent = sum.households.toLocaleString("en");
    row.querySelector("[data-buildings]").textContent = sum.buildings.toLocaleString("en");
    row.classList.toggle("changed", sum.households !== Number(row.dataset.before));
    tag.hidden = row.dataset.sized !== "1" || !(small || large);
    tag.textContent = small ? say.small : large ? say.large : "";
  }

  // Editing

  function edit() {
    drawHandles();
    buttons();
    tools.addEventListener("click", function (event) {
      var act = event.target.closest("button") && event.target.closest("button").dataset.act;
      if (act) acts[act]();
    });
    box.addEventListener("keydown", keys);
    field.form.addEventListener("submit", function () {
      var file = document.getElementById("file");
      // A drawing that was not touched says nothing, so that a file that was chosen counts alone.
      field.value = shape.save() !== first || !(file && file.value) ? JSON.stringify(shape.collection()) : "";
    });
    if (shape.save() !== first) past.push(first);
    buttons();
  }

  function drawHandles() {
    handles.forEach(function (handle) { handle.remove(); });
    dots.concat(stones).forEach(function (mark) { mark.remove(); });
    handles = new Map();
    var movable = shape.movable();
    if (movable.indexOf(current) < 0) current = movable.length ? movable[0] : null;
    movable.forEach(function (corner, index) { handles.set(corner, handle(corner, index, movable.length)); });
    stones = shape.standing().map(stone);
    dots = shape.borders().filter(function (border) { return map.getZoom() >= 15; }).map(dot);
    mark();
  }

  // A corner of the outer border that stays: it says why.
  function stone(corner) {
    var icon = L.divIcon({ className: "corner-stone", iconSize: [10, 10] });
    var mark = L.marker(at(corner), { icon: icon, keyboard: false, title: say.fixedCorner });
    mark.on("click", function () { tell(say.fixedCorner); });
    mark.on("add", function () { mark.getElement().setAttribute("aria-hidden", "true"); });
    return mark.addTo(map);
  }

  function at(corner) { var place = shape.degrees(corner); return [place[1], place[0]]; }

  function handle(corner, index, count) {
    var icon = L.divIcon({ className: "corner" + (shape.isJunction(corner) ? " junction" : "") + (shape.border[corner] ? " shared" : ""), iconSize: [14, 14] });
    var mark = L.marker(at(corner), { icon: icon, draggable: true, keyboard: false, autoPan: true });
    mark.on("add", function () {
      var element = mark.getElement(), grids = shape.around(corner).map(function (grid) { return grid.about.name; }).join(" · ");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", fill(shape.border[corner] ? say.sharedCorner : say.corner, { number: index + 1, count: count, grids: grids }));
      element.dataset.corner = corner;
      element.addEventListener("focus", function () { if (current !== corner) { current = corner; markCurrent(); } });
    });
    mark.on("dragstart", function () { current = corner; markCurrent(); mark.before = shape.save(); mark.from = shape.corners[corner]; });
    mark.on("drag", function () { place(corner, mark); });
    mark.on("dragend", function () {
      var isFine = place(corner, mark);
      if (!isFine) mark.setLatLng(at(corner));
      if (!isFine && shape.corners[corner] === mark.from) { mark.getElement().classList.remove("wrong"); tell(say.crossed); return; }
      done(mark.before, isFine ? say.moved : say.crossed);
    });
    return mark.addTo(map);
  }

  // While it is dragged the drawing follows as far as it may.
  function place(corner, mark) {
    var to = mark.getLatLng(), isFine = shape.move(corner, [to.lng * 1e7, to.lat * 1e7]);
    mark.getElement().classList.toggle("wrong", !isFine);
    if (isFine) { redraw(shape.around(corner)); count(); }
    return isFine;
  }

  function dot(border) {
    var a = shape.degrees(border[0]), b = shape.degrees(border[1]);
    var icon = L.divIcon({ className: "between", iconSize: [10, 10] });
    var mark = L.marker([(a[1] + b[1]) / 2, (a[0] + b[0]) / 2], { icon: icon, keyboard: false, title: say.add });
    mark.on("click", function () { add(border); });
    mark.on("add", function () { mark.getElement().setAttribute("aria-hidden", "true"); });
    return mark.addTo(map);
  }

  function redraw(grids) { grids.forEach(function (grid) { layers.get(grid.id).setLatLngs(latlngs(grid)); }); }

  function mark() {
    markCurrent();
    map.off("zoomend", drawHandles).on("zoomend", drawHandles);
  }

  function markCurrent() {
    handles.forEach(function (handle, corner) {
      var element = handle.getElement();
      element.classList.toggle("current", corner === current);
      element.tabIndex = corner === current ? 0 : -1;
    });
  }

  function done(before, sentence) {
    past.push(before);
    future = [];
    drawHandles();
    report(sentence);
  }

  function report(sentence) {
    redraw(shape.grids);
    var handed = count();
    tell(sentence + (handed ? " " + fill(say.handed, { count: handed }) : ""));
    buttons();
    focusCurrent();
  }

  function focusCurrent() {
    var focused = document.activeElement, inMap = focused === document.body || box.contains(focused);
    if (inMap && handles.get(current)) handles.get(current).getElement().focus({ preventScroll: true });
  }

  function buttons() {
    if (!tools) return;
    tools.querySelector("[data-act=undo]").disabled = !past.length;
    tools.querySelector("[data-act=redo]").disabled = !future.length;
  }

  function back(from, to, sentence) {
    if (!from.length) return;
    to.push(shape.save());
    shape.restore(from.pop());
    drawHandles();
    report(sentence);
  }

  function step(by) {
    var all = Array.from(handles.keys());
    if (!all.length) return;
    current = all[(all.indexOf(current) + by + all.length) % all.length];
    markCurrent();
    map.panInside(at(current), { padding: [40, 40] });
    handles.get(current).getElement().focus({ preventScroll: true });
    tell(handles.get(current).getElement().getAttribute("aria-label"));
  }

  function add(border) {
    var before = shape.save();
    current = shape.add(border[0], border[1]);
    done(before, say.added);
  }

  function nudge(east, north) {
    if (current === null) return;
    var before = shape.save(), place = shape.corners[current];
    if (shape.move(current, [place[0] + east / shape.squeeze, place[1] + north])) done(before, say.moved); else tell(say.crossed);
  }

  var acts = {
    undo: function () { back(past, future, say.undone); },
    redo: function () { back(future, past, say.redone); },
    previous: function () { step(-1); },
    next: function () { step(1); },
    add: function () {
      var border = shape.borders().find(function (border) { return border.indexOf(current) >= 0; });
      if (border) add(border);
    },
    remove: function () {
      if (current === null) return;
      var before = shape.save();
      if (shape.isJunction(current)) tell(say.junction);
      else if (shape.remove(current)) done(before, say.removed);
      else tell(say.crossed);
    }
  };

  // An arrow is two metres, with Shift ten.
  function keys(event) {
    var far = (event.shiftKey ? 10 : 2) / 111195 * 1e7, key = event.key;
    var doing = {
      ArrowLeft: function () { nudge(-far, 0); }, ArrowRight: function () { nudge(far, 0); }, ArrowUp: function () { nudge(0, far); },
      ArrowDown: function () { nudge(0, -far); }, PageUp: acts.previous, PageDown: acts.next, Insert: acts.add, Delete: acts.remove
    }[key];
    if (event.ctrlKey || event.metaKey) doing = key === "z" ? acts.undo : key === "y" || key === "Z" ? acts.redo : null;
    if (!doing) return;
    event.preventDefault();
    doing();
  }
})();
