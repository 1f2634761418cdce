/* The map without tiles; MapFigure.swift says what it reads. */
(function () {
  "use strict";
  var L = window.L;
  if (!L) return;
  document.querySelectorAll(".map-box").forEach(function (box) { box.hidden = false; draw(box); });

  function draw(box) {
    var data = box.dataset;
    var map = L.map(box, { attributionControl: false, zoomControl: false, minZoom: 8, maxZoom: 20, zoomSnap: 0.25 });
    L.control.zoom({ zoomInTitle: data.zoomIn, zoomOutTitle: data.zoomOut }).addTo(map);
    var said = box.parentNode.querySelector(".map-said");
    var center = data.center && data.center.split(",").map(Number);
    map.setView(center ? [center[1], center[0]] : [35, 105], center ? 16 : 8, { animate: false });
    var ready = data.geojson ? get(data.geojson).then(function (areas) { showAreas(map, areas, center, data.pick); }) : Promise.resolve();
    ready.catch(function () {}).then(function () {
      if (center && !data.pick) point(center, "", "here", 1).addTo(map);
      if (data.points) follow(map, data.points, !data.geojson && !center);
      if (data.pick) picking(map, box, data, center, said);
    });
  }

  function get(url, signal) {
    return fetch(url, { headers: { accept: "application/geo+json" }, signal: signal })
      .then(function (answer) {
        if (answer.ok) return answer.json();
        if (answer.body) answer.body.cancel();  // else the connection waits for somebody to read it
        throw new Error(answer.status);
      });
  }

  function showAreas(map, areas, center, picks) {
    var here = null;
    var named = areas.features.length <= 30;
    var layer = L.geoJSON(areas, {
      // Colours are map.css's, also for dark and print.
      style: function (area) {
        var about = area.properties;
        return { className: "area l" + (about.level || 1) + (about.here ? " here" : ""), weight: 1.5, fillOpacity: 1 };
      },
      onEachFeature: function (area, shape) {
        var about = area.properties;
        var name = document.createElement("span");
        name.textContent = about.name || "";
        shape.bindTooltip(name, { permanent: named, sticky: !named, direction: "top", offset: [0, -6], pane: "names", className: "map-name" });
        if (!picks) link(shape, about.href);
        if (about.here) here = shape;
      }
    });
    var all = layer.getBounds();
    if (!all.isValid()) return;
    // Before drawing, or names stand in the wrong middle.
    if (!picks || !center) map.fitBounds(center && here ? here.getBounds() : all, { padding: [12, 12], animate: false });
    map.createPane("names").style.zIndex = 450;  // over areas, under points
    layer.addTo(map);
    if (here) here.bringToFront();
    map.setMaxBounds(all.pad(0.5));
  }

  // Asked again where one has moved to; a late answer is dropped.
  function follow(map, url, fits) {
    var layer = L.layerGroup().addTo(map);
    var last = null, timer = null;
    map.on("moveend", function () { clearTimeout(timer); timer = setTimeout(load, 200); });
    load();

    function load() {
      if (last) last.abort();
      last = new AbortController();
      var around = url + (url.indexOf("?") < 0 ? "?" : "&") + "bbox=" + map.getBounds().toBBoxString();
      get(fits ? url : around, last.signal).then(show).catch(function () {});
    }

    function show(answer) {
      var focused = document.activeElement && document.activeElement.getAttribute("aria-label");
      layer.clearLayers();
      var corners = answer.features.map(function (feature) {
        var about = feature.properties, where = feature.geometry.coordinates;
        var mark = point(where, about.title || "", about.state, about.count || 1).addTo(layer);
        link(mark, about.href);
        if (about.title && about.title === focused) mark.getElement().focus();
        return [where[1], where[0]];
      });
      if (fits && corners.length) map.fitBounds(corners, { padding: [30, 30], maxZoom: 17, animate: false });
      fits = false;
    }
  }

  // A press, or Enter for the map's middle, says where.
  function picking(map, box, data, center, said) {
    var names = data.pick.split(",");
    var inputs = names.map(function (name) { return document.querySelector("input[name='" + name + "']"); });
    var mark = null;
    if (inputs[0] && inputs[0].value) put(L.latLng(inputs[1].value, inputs[0].value));
    else if (center) put(L.latLng(center[1], center[0]));
    map.on("click", function (event) { take(event.latlng); });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      take(map.getCenter());
    });
    // From place.js.
    document.addEventListener("placed", function (event) {
      put(L.latLng(event.detail.latitude, event.detail.longitude));
      map.setView(mark.getLatLng(), Math.max(17, map.getZoom()));
    });

    function take(where) {
      put(where);
      if (inputs[0]) { inputs[0].value = where.lng.toFixed(6); inputs[1].value = where.lat.toFixed(6); }
      said.textContent = data.picked;
    }
    function put(where) {
      if (mark) mark.remove();
      mark = point([where.lng, where.lat], "", "here", 1).addTo(map);
    }
  }

  function link(thing, href) { if (href) thing.on("click", function () { location.href = href; }); }

  function point(where, title, state, count) {
    var kind = { here: " cur", warning: " warn" }[state] || "";
    var size = count > 1 ? Math.min(44, 20 + 4 * Math.floor(Math.log2(count))) : 14;
    if (document.documentElement.dataset.mode) size *= 1.7;  // elder
    var icon = L.divIcon({ className: "pin" + kind, html: count > 1 ? "<b>" + Number(count) + "</b>" : "", iconSize: [size, size] });
    var mark = L.marker([where[1], where[0]], { icon: icon, interactive: !!title, keyboard: !!title, zIndexOffset: kind ? 500 : 0 });
    mark.on("add", function () {
      var about = title ? { role: "link", "aria-label": title, title: title } : { "aria-hidden": "true" };
      Object.keys(about).forEach(function (name) { mark.getElement().setAttribute(name, about[name]); });
    });
    return mark;
  }
})();
