/* Previews, removal, and big photos made smaller before they travel. A canvas shows them: the content security policy
   allows no blob: pictures. What the browser cannot read (HEIC on most) travels as it is. */
(function () {
  "use strict";
  var LONGEST = 2048;
  try { new DataTransfer(); } catch (old) { return; }
  document.querySelectorAll("[data-photos]").forEach(begin);

  function begin(box) {
    var input = box.querySelector("input[type=file]");
    var adder = input.parentNode;
    var note = document.createElement("p");
    var chosen = [];
    note.className = "error";
    note.hidden = true;
    note.setAttribute("role", "status");
    box.after(note);
    box.classList.add("live");
    box.addEventListener("change", function (event) {
      if (event.target === input) add(Array.prototype.slice.call(input.files));
      else limit();
    });
    limit();

    function room() { return Number(box.dataset.most) - box.querySelectorAll("input[type=checkbox]:checked").length - chosen.length; }

    function add(files) {
      var taken = files.slice(0, Math.max(0, room()));
      note.textContent = box.dataset.tooMany.replace("{most}", box.dataset.most);
      note.hidden = taken.length === files.length;
      box.setAttribute("aria-busy", "true");
      // One after the other: a phone has little memory.
      return taken.reduce(function (before, file) { return before.then(function () { return shrink(file); }).then(show); }, Promise.resolve())
        .then(function () { box.removeAttribute("aria-busy"); hand(); });
    }

    function show(photo) {
      var tile = document.createElement("div");
      tile.className = "photo";
      var label = box.dataset.alt.replace("{number}", chosen.length + 1);
      if (photo.canvas) { photo.canvas.setAttribute("role", "img"); photo.canvas.setAttribute("aria-label", label); tile.append(photo.canvas); }
      else {
        var name = document.createElement("span");
        name.className = "cap";
        name.textContent = photo.file.name;
        tile.append(name);
      }
      var away = document.createElement("button");
      away.type = "button";
      away.className = "away";
      away.textContent = box.dataset.remove;
      away.setAttribute("aria-label", box.dataset.remove + " " + label);
      away.addEventListener("click", function () {
        chosen.splice(chosen.indexOf(photo), 1);
        tile.remove();
        note.hidden = true;
        hand();
        input.focus();
      });
      tile.append(away);
      box.insertBefore(tile, adder);
      chosen.push(photo);
    }

    // The field holds exactly what is shown.
    function hand() {
      var all = new DataTransfer();
      chosen.forEach(function (photo) { all.items.add(photo.file); });
      input.files = all.files;
      limit();
    }

    function limit() { adder.hidden = room() <= 0; }
  }

  function bitmap(file) {
    if (!window.createImageBitmap) return Promise.reject(new Error("old"));
    return createImageBitmap(file, { imageOrientation: "from-image" }).catch(function () { return createImageBitmap(file); });
  }

  function draw(picture, longest) {
    var scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    var canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function shrink(file) {
    return bitmap(file).then(function (picture) {
      var small = draw(picture, 480);
      var isBig = Math.max(picture.width, picture.height) > LONGEST;
      var large = isBig ? draw(picture, LONGEST) : null;
      picture.close();
      if (!large) return { file: file, canvas: small };
      return new Promise(function (done) {
        large.toBlob(function (blob) {
          var name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
          done({ file: blob && blob.size < file.size ? new File([blob], name, { type: "image/jpeg" }) : file, canvas: small });
        }, "image/jpeg", 0.85);
      });
    }).catch(function () { return { file: file, canvas: null }; });
  }
})();
