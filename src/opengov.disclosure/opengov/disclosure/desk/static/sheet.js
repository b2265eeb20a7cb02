/* The drafting sheet: the suggestion follows what is chosen, and what is typed outlives a lost session.

   What is kept lies in this browser alone: encrypted (AES-GCM) with a key that the site gives to its author while he is logged
   in; where the browser offers no encryption (no https), only in this tab's memory. It goes when the sheet is saved, on logout,
   when somebody else opens a sheet here, and after three days. Nothing is sent anywhere. */
(function () {
  "use strict";
  var PREFIX = "opengov-kept-";
  var DAYS = 3;
  var EVERY = 3000;
  var box = document.getElementById("opengov-kept");
  var sealed = Boolean(window.isSecureContext && window.crypto && window.crypto.subtle);

  function stores() {
    var found = [];
    ["localStorage", "sessionStorage"].forEach(function (name) {
      try { found.push(window[name]); } catch (error) { /* switched off by its user */ }
    });
    return found;
  }

  function forget(unwanted) {
    stores().forEach(function (store) {
      Object.keys(store).forEach(function (key) {
        if (key.indexOf(PREFIX) !== 0) { return; }
        var kept = null;
        try { kept = JSON.parse(store.getItem(key)); } catch (error) { kept = null; }
        if (!kept || unwanted(key.slice(PREFIX.length), kept)) { store.removeItem(key); }
      });
    });
  }

  function tidy() {
    var saved = /(?:^|; )opengov-saved="?([0-9a-f]{32})/.exec(document.cookie);
    var oldest = Date.now() - DAYS * 86400000;
    var out = /\/(?:@@)?logged-out\/?$/.test(window.location.pathname);
    forget(function (name, kept) { return out || kept.at < oldest || (saved && saved[1] === name); });
    if (saved) { document.cookie = "opengov-saved=; path=/; max-age=0; samesite=lax"; }
  }

  tidy();
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href$='/logout'], a[href*='/logout?']") : null;
    if (link) { forget(function () { return true; }); }
  }, true);

  var suggestions = document.getElementById("opengov-suggestions");
  var form = (box || suggestions) ? (box || suggestions).closest("form") : null;
  if (!form) { return; }

  function control(name) { return form.querySelector("[name$='" + name + "'], [name$='" + name + ":list']"); }

  function suggest() {
    var kind = control("document_kind");
    var flags = ["undecided", "between_departments"].map(function (name) {
      var ticked = form.querySelector("[name*='" + name + "']:checked");
      return ticked && ticked.value !== "false" ? "1" : "0";
    });
    var value = kind && kind.value !== "--NOVALUE--" ? kind.value : "";
    var now = [value].concat(flags).join(",");
    suggestions.querySelectorAll("[data-cases]").forEach(function (one) {
      one.hidden = one.dataset.cases.split(" ").indexOf(now) < 0;
    });
  }
  if (suggestions) { form.addEventListener("change", suggest); }
  if (!box) { return; }

  var name = PREFIX + box.dataset.name;
  var owner = box.dataset.owner;
  var store = sealed ? window.localStorage : window.sessionStorage;
  forget(function (_name, kept) { return kept.owner !== owner; });
  if (box.dataset.mayKeep !== "yes") {
    store.removeItem(name);
    return;
  }

  function bytes(hex) { return new Uint8Array(hex.match(/../g).map(function (two) { return parseInt(two, 16); })); }
  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  }
  function key() { return window.crypto.subtle.importKey("raw", bytes(box.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]); }

  async function keep(words) {
    var kept = { owner: owner, at: Date.now() };
    if (sealed) {
      var nonce = window.crypto.getRandomValues(new Uint8Array(12));
      var secret = await window.crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, await key(), new TextEncoder().encode(words));
      kept.nonce = hex(nonce);
      kept.sealed = hex(secret);
    } else {
      kept.words = words;
    }
    try { store.setItem(name, JSON.stringify(kept)); } catch (error) { /* no room left: the page works without */ }
  }

  async function recall() {
    var kept = JSON.parse(store.getItem(name) || "null");
    if (!kept) { return null; }
    if (!kept.sealed) { return { at: kept.at, words: kept.words }; }
    try {
      var open = await window.crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(kept.nonce) }, await key(), bytes(kept.sealed));
      return { at: kept.at, words: new TextDecoder().decode(open) };
    } catch (error) {
      store.removeItem(name);
      return null;
    }
  }

  function editor(area) {
    var frame = area.id ? document.getElementById(area.id + "_ifr") : null;
    return frame && frame.contentDocument ? frame.contentDocument.body : null;
  }

  function mine(one) {
    return one.name && !one.disabled && ["file", "password", "submit", "button", "hidden"].indexOf(one.type) < 0 &&
      one.name.indexOf("opengov.") !== 0 && one.name !== "_authenticator";
  }

  function typed() {
    var found = {};
    Array.from(form.elements).filter(mine).forEach(function (one) {
      if (one.type === "checkbox" || one.type === "radio") {
        found[one.name] = found[one.name] || [];
        if (one.checked) { found[one.name].push(one.value); }
      } else if (one.multiple) {
        found[one.name] = Array.from(one.selectedOptions, function (option) { return option.value; });
      } else {
        var written = one.tagName === "TEXTAREA" ? editor(one) : null;
        found[one.name] = written ? written.innerHTML : one.value;
      }
    });
    return JSON.stringify(found);
  }

  function restore(words) {
    var found = JSON.parse(words);
    Array.from(form.elements).filter(mine).forEach(function (one) {
      var value = found[one.name];
      if (value === undefined) { return; }
      if (one.type === "checkbox" || one.type === "radio") {
        one.checked = value.indexOf(one.value) >= 0;
      } else if (one.multiple) {
        Array.from(one.options).forEach(function (option) { option.selected = value.indexOf(option.value) >= 0; });
      } else {
        one.value = value;
        var written = one.tagName === "TEXTAREA" ? editor(one) : null;
        if (written) { written.innerHTML = value; }
      }
      one.dispatchEvent(new Event("change", { bubbles: true }));
    });
    form.querySelectorAll("details").forEach(function (part) { part.open = true; });
  }

  var before = typed();
  var asking = false;
  var touched = false;

  async function watch() {
    var now = typed();
    if (asking || !touched || now === before) { return; }
    before = now;
    await keep(now);
  }

  form.addEventListener("input", function () { touched = true; });
  form.addEventListener("change", function () { touched = true; });
  form.addEventListener("focusin", function () { touched = true; });
  form.addEventListener("click", function (event) {
    if (event.target.name && /buttons\.cancel$/.test(event.target.name)) { store.removeItem(name); touched = false; }
  }, true);
  form.addEventListener("submit", function () { touched = true; watch(); });
  window.addEventListener("pagehide", watch);
  window.setInterval(watch, EVERY);

  recall().then(function (kept) {
    if (!kept || kept.words === before || form.querySelector(".field.error, #opengov-conflict")) { return; }
    asking = true;
    box.hidden = false;
    var time = box.querySelector("time");
    if (time) { time.textContent = new Date(kept.at).toLocaleString("sv").slice(0, 16); }
    box.querySelector("[data-act=restore]").addEventListener("click", function () {
      restore(kept.words);
      asking = false;
      touched = true;
      box.hidden = true;
      form.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
    box.querySelector("[data-act=discard]").addEventListener("click", function () {
      store.removeItem(name);
      asking = false;
      box.hidden = true;
      form.querySelector("input:not([type=hidden]), select, textarea").focus();
    });
  });
}());
