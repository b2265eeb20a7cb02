// Pages of existing documents: imports go on by themselves while the page is open; all rows are ticked at once.
// Without it each press of the button imports the next documents.
(function () {
  "use strict";

  function show(told) {
    Object.keys(told.counts).forEach(function (name) {
      var place = document.querySelector('[data-count="' + name + '"]');
      if (place) {
        place.textContent = told.counts[name];
      }
    });
    var bar = document.getElementById("existing-progress");
    var cursor = document.querySelector('[data-count="cursor"]');
    if (bar) {
      bar.value = told.cursor;
    }
    if (cursor) {
      cursor.textContent = told.cursor;
    }
  }

  function goOn(form) {
    var body = new FormData(form);
    body.append("answer", "json");
    fetch(form.action, { method: "POST", body: body, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.json();
      })
      .then(function (told) {
        show(told);
        if (told.state === "running" && !told.problems.length && !form.hasAttribute("data-stopped")) {
          goOn(form);
        } else {
          window.location.reload();
        }
      })
      .catch(function () {
        // the button stays: whoever presses it goes on where it was
        form.querySelector("button").disabled = false;
      });
  }

  // only who pressed the button goes on by itself; whoever opens the page of an interrupted import only looks
  function remember(form, going) {
    try {
      if (going) {
        window.sessionStorage.setItem("opengov-import", form.action);
      } else {
        window.sessionStorage.removeItem("opengov-import");
      }
    } catch (error) {
      return;
    }
  }

  function isGoing(form) {
    try {
      return window.sessionStorage.getItem("opengov-import") === form.action;
    } catch (error) {
      return false;
    }
  }

  function start(form) {
    form.querySelector("button").disabled = true;
    goOn(form);
  }

  var run = document.querySelector(".opengov-existing-run");
  if (run) {
    run.addEventListener("submit", function (event) {
      remember(run, true);
      if (run.getAttribute("data-running") === "yes") {
        event.preventDefault();
        start(run);
      }
    });
    if (run.getAttribute("data-running") === "yes" && isGoing(run)) {
      start(run);
    }
  }
  var stop = document.querySelector(".opengov-existing-stop");
  if (stop && run) {
    stop.addEventListener("submit", function () {
      remember(run, false);
      run.setAttribute("data-stopped", "yes");
    });
  }

  document.querySelectorAll(".opengov-existing-all").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var boxes = button.form.querySelectorAll('input[name="uid:list"]:not(:disabled)');
      var all = Array.prototype.every.call(boxes, function (box) {
        return box.checked;
      });
      boxes.forEach(function (box) {
        box.checked = !all;
      });
    });
  });
})();
