/* The shape of a drawing: corners that neighbours share, and what may be done to them. Coordinates are whole ten-millionths of
   a degree, as the server keeps them, so that a corner is the same corner for both neighbours. No page and no map in here. */
(function () {
  "use strict";
  var UNIT = 1e7;

  // From the server's FeatureCollection: the community's grids, and those beyond its border that may move with it.
  function Shape(collection) {
    var shape = this;
    var known = new Map(), own = new Set();
    shape.corners = [];
    shape.grids = [];
    shape.source = collection;
    collection.features.forEach(function (feature) { read(feature, false); });
    (collection.neighbours || []).forEach(function (feature) { read(feature, true); });
    function read(feature, isBeside) {
      var rings = feature.geometry ? feature.geometry.coordinates.map(take) : [];
      if (!isBeside) rings.forEach(function (ring) { ring.forEach(function (corner) { own.add(corner); }); });
      shape.grids.push({ id: String(feature.id), about: feature.properties, rings: rings, beside: isBeside });
    }
    function take(ring) {
      return ring.slice(0, -1).map(function (place) {
        var key = units(place).join();
        if (!known.has(key)) { known.set(key, shape.corners.length); shape.corners.push(units(place)); }
        return known.get(key);
      });
    }
    var whole = (collection.whole ? collection.whole.coordinates : []).map(function (ring) { return ring.map(units); });
    var loose = new Set((collection.loose || []).map(function (place) { return units(place).join(); }));
    shape.squeeze = Math.cos((shape.corners.length ? shape.corners[0][1] : 0) / UNIT * Math.PI / 180);
    shape.border = shape.corners.map(function (corner) { return shape.isNear(corner, whole, collection.tolerance_metres || 0.1); });
    shape.fixed = shape.corners.map(function (corner, index) { return !loose.has(corner.join()) && (shape.border[index] || !own.has(index)); });
    shape.join();
    shape.grids.forEach(function (grid) { grid.first = shape.told(grid); });
  }

  function units(place) { return [Math.round(place[0] * UNIT), Math.round(place[1] * UNIT)]; }

  // Where a grid's corners lie.
  Shape.prototype.told = function (grid) {
    var corners = this.corners;
    return JSON.stringify(grid.rings.map(function (ring) { return ring.map(function (corner) { return corners[corner]; }); }));
  };

  // A corner that lies on a neighbour's side, to the centimetre, becomes the neighbour's too.
  Shape.prototype.join = function () {
    var shape = this;
    shape.grids.forEach(function (grid) {
      grid.rings = grid.rings.map(function (ring) {
        var out = [];
        ring.forEach(function (from, index) {
          var to = ring[(index + 1) % ring.length];
          out.push(from);
          shape.between(from, to).forEach(function (corner) { out.push(corner); });
        });
        return out;
      });
    });
  };

  Shape.prototype.between = function (from, to) {
    var shape = this, a = shape.corners[from], b = shape.corners[to], found = [];
    shape.corners.forEach(function (corner, index) {
      if (index === from || index === to) return;
      if (corner[0] < Math.min(a[0], b[0]) - 2 || corner[0] > Math.max(a[0], b[0]) + 2) return;
      if (corner[1] < Math.min(a[1], b[1]) - 2 || corner[1] > Math.max(a[1], b[1]) + 2) return;
      if (shape.metres(corner, a, b) < 0.03) found.push([index, Math.hypot(corner[0] - a[0], corner[1] - a[1])]);
    });
    return found.sort(function (one, other) { return one[1] - other[1]; }).map(function (pair) { return pair[0]; });
  };

  // From a corner to the line between two others.
  Shape.prototype.metres = function (corner, a, b) {
    var unit = 111195 / UNIT, squeeze = this.squeeze;
    var ex = (b[0] - a[0]) * squeeze, ey = b[1] - a[1], dx = (corner[0] - a[0]) * squeeze, dy = corner[1] - a[1];
    var length = ex * ex + ey * ey, along = length ? Math.max(0, Math.min(1, (dx * ex + dy * ey) / length)) : 0;
    return Math.hypot(dx - along * ex, dy - along * ey) * unit;
  };

  Shape.prototype.isNear = function (corner, rings, most) {
    var shape = this;
    return rings.some(function (ring) {
      return ring.some(function (place, index) { return index > 0 && shape.metres(corner, ring[index - 1], place) <= most; });
    });
  };

  // The grids that have a corner.
  Shape.prototype.around = function (corner) {
    return this.grids.filter(function (grid) { return grid.rings.some(function (ring) { return ring.indexOf(corner) >= 0; }); });
  };

  // Corners that may be moved, in the order in which one meets them walking around the grids.
  Shape.prototype.movable = function () {
    var seen = new Set(), shape = this;
    shape.grids.forEach(function (grid) { grid.rings.forEach(function (ring) { ring.forEach(function (corner) { if (!shape.fixed[corner]) seen.add(corner); }); }); });
    return Array.from(seen);
  };

  // Corners of the community's own border that stay where they are.
  Shape.prototype.standing = function () {
    var shape = this, seen = new Set();
    shape.sides(shape.own(), function (from) { if (shape.fixed[from]) seen.add(from); });
    return Array.from(seen);
  };

  Shape.prototype.own = function () { return this.grids.filter(function (grid) { return !grid.beside; }); };

  // Borders between two grids of which one is the community's own, each once: [corner, corner].
  Shape.prototype.borders = function () {
    var seen = new Map(), shape = this;
    shape.grids.forEach(function (grid) {
      shape.sides([grid], function (from, to) {
        var key = Math.min(from, to) + "," + Math.max(from, to), side = seen.get(key) || { count: 0, own: false };
        seen.set(key, { count: side.count + 1, own: side.own || !grid.beside });
      });
    });
    var out = [];
    seen.forEach(function (side, key) { if (side.count === 2 && side.own) out.push(key.split(",").map(Number)); });
    return out;
  };

  Shape.prototype.sides = function (grids, take) {
    grids.forEach(function (grid) {
      grid.rings.forEach(function (ring) {
        ring.forEach(function (from, index) { take(from, ring[(index + 1) % ring.length]); });
      });
    });
  };

  // Neighbours share every corner, so a drawing stays without gap and overlap as long as every grid by itself is in order:
  // no two of its sides meet but in a corner they share, and every ring runs as it ran.
  Shape.prototype.isFine = function (grids) {
    var shape = this;
    return grids.every(function (grid) {
      var sides = [];
      shape.sides([grid], function (from, to) { sides.push([from, to]); });
      return grid.rings.every(function (ring, index) { return ring.length >= 3 && (shape.area(ring) > 0) === (index === 0); }) &&
        sides.every(function (one, index) {
          return sides.slice(index + 1).every(function (other) { return !shape.meet(one, other); });
        });
    });
  };

  // Twice the area, against the clock positive.
  Shape.prototype.area = function (ring) {
    var corners = this.corners, origin = corners[ring[0]], sum = 0;
    ring.forEach(function (corner, index) {
      var a = corners[corner], b = corners[ring[(index + 1) % ring.length]];
      sum += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
    });
    return sum;
  };

  Shape.prototype.meet = function (one, other) {
    var c = this.corners, a = c[one[0]], b = c[one[1]], p = c[other[0]], q = c[other[1]];
    var shared = one.filter(function (corner) { return other.indexOf(corner) >= 0; });
    if (shared.length === 2) return true;
    if (shared.length === 1) {
      // Two sides of a corner may not lie upon each other.
      var m = c[shared[0]], u = c[one[0] === shared[0] ? one[1] : one[0]], v = c[other[0] === shared[0] ? other[1] : other[0]];
      return turn(m, u, v) === 0 && (u[0] - m[0]) * (v[0] - m[0]) + (u[1] - m[1]) * (v[1] - m[1]) > 0;
    }
    var s = turn(a, b, p), t = turn(a, b, q), g = turn(p, q, a), h = turn(p, q, b);
    if (s * t < 0 && g * h < 0) return true;
    return (s === 0 && within(a, b, p)) || (t === 0 && within(a, b, q)) || (g === 0 && within(p, q, a)) || (h === 0 && within(p, q, b));
  };

  // Each returns whether it could be done; when not, nothing has changed.
  Shape.prototype.move = function (corner, place) {
    if (this.fixed[corner]) return false;
    var old = this.corners[corner];
    this.corners[corner] = [Math.round(place[0]), Math.round(place[1])];
    if (this.isFine(this.around(corner))) return true;
    this.corners[corner] = old;
    return false;
  };

  Shape.prototype.add = function (from, to) {
    var corner = this.corners.length, a = this.corners[from], b = this.corners[to];
    this.corners.push([Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2)]);
    this.fixed.push(false);
    this.border.push(this.border[from] && this.border[to]);
    this.grids.forEach(function (grid) {
      grid.rings = grid.rings.map(function (ring) {
        var out = [];
        ring.forEach(function (here, index) {
          var next = ring[(index + 1) % ring.length];
          out.push(here);
          if ((here === from && next === to) || (here === to && next === from)) out.push(corner);
        });
        return out;
      });
    });
    return corner;
  };

  // A corner in which more than two borders meet holds them together.
  Shape.prototype.isJunction = function (corner) {
    var beside = new Set();
    this.sides(this.grids, function (from, to) {
      if (from === corner) beside.add(to);
      if (to === corner) beside.add(from);
    });
    return beside.size > 2;
  };

  Shape.prototype.remove = function (corner) {
    if (this.fixed[corner] || this.isJunction(corner)) return false;
    var around = this.around(corner), old = around.map(function (grid) { return grid.rings; });
    around.forEach(function (grid) {
      grid.rings = grid.rings.map(function (ring) { return ring.filter(function (other) { return other !== corner; }); });
    });
    if (this.isFine(around)) return true;
    around.forEach(function (grid, index) { grid.rings = old[index]; });
    return false;
  };

  // What undo and redo keep.
  Shape.prototype.save = function () {
    return JSON.stringify([this.corners, this.grids.map(function (grid) { return grid.rings; }), this.fixed, this.border]);
  };
  Shape.prototype.restore = function (saved) {
    var parts = JSON.parse(saved);
    this.corners = parts[0];
    this.fixed = parts[2];
    this.border = parts[3];
    this.grids.forEach(function (grid, index) { grid.rings = parts[1][index]; });
  };

  // The grid of a point: crossings of a line to the east.
  Shape.prototype.gridAt = function (place) {
    var shape = this;
    return shape.grids.find(function (grid) {
      var inside = false;
      shape.sides([grid], function (from, to) {
        var a = shape.corners[from], b = shape.corners[to];
        if (a[1] > b[1]) { var c = a; a = b; b = c; }
        if (a[1] > place[1] || b[1] <= place[1]) return;
        if ((place[0] - a[0]) * (b[1] - a[1]) <= (b[0] - a[0]) * (place[1] - a[1])) inside = !inside;
      });
      return inside;
    });
  };

  Shape.prototype.degrees = function (corner) { var place = this.corners[corner]; return [place[0] / UNIT, place[1] / UNIT]; };

  // Back to GeoJSON: the grids that are drawn otherwise than they are saved, all when none is; what others change is left to them.
  Shape.prototype.collection = function () {
    var shape = this;
    var moved = shape.grids.filter(function (grid) { return grid.rings.length && shape.told(grid) !== grid.first; });
    var sent = moved.length ? moved : shape.own().filter(function (grid) { return grid.rings.length; });
    return { type: "FeatureCollection", datum: "wgs84", features: sent.map(function (grid) { return shape.feature(grid); }) };
  };

  Shape.prototype.feature = function (grid) {
    var shape = this;
    var rings = grid.rings.map(function (ring) { return ring.concat(ring[0]).map(function (corner) { return shape.degrees(corner); }); });
    return {
      type: "Feature", id: grid.id, properties: { code: grid.about.code, name: grid.about.name, kind: grid.about.kind },
      geometry: { type: "Polygon", coordinates: rings }
    };
  };

  // Outlines that were sent and not saved, over those of the server.
  Shape.prototype.take = function (collection) {
    var sent = new Map(collection.features.map(function (feature) { return [feature.properties && feature.properties.code, feature.geometry]; }));
    function drawn(feature) {
      var own = sent.get(feature.properties.code);
      return own && own.type === "Polygon" ? Object.assign({}, feature, { geometry: own }) : feature;
    }
    var source = this.source, taken = new Shape(Object.assign({}, source, { features: source.features.map(drawn), neighbours: (source.neighbours || []).map(drawn) }));
    var saved = new Map(this.grids.map(function (grid) { return [grid.id, grid.first]; }));
    taken.grids.forEach(function (grid) { grid.first = saved.get(grid.id); });
    return taken;
  };

  function turn(a, b, p) { return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]); }
  function within(a, b, p) {
    return p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) && p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1]);
  }

  window.DrawingShape = Shape;
})();
