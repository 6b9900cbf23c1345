"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const audio = byId("audio"), button = byId("play"), seek = byId("seek"), head = byId("head"), now = byId("now");
  const words = byId("words");
  const tokens = [...words.querySelectorAll(".t")];
  const startOf = (token) => Number(token.dataset.at);
  const inTime = [...tokens].sort((a, b) => startOf(a) - startOf(b));
  let lit = null;

  // A blob can be searched in every browser; a data URL cannot in some.
  const [kind, data] = audio.src.slice("data:".length).split(";base64,");
  audio.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type: kind }));
  audio.preload = "auto";

  document.documentElement.classList.add("js");
  for (const element of [button, seek, byId("clock")]) element.hidden = false;

  const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

  function playFrom(time) {
    audio.currentTime = time;
    audio.play();
  }

  // The last token that has begun, if it has not ended; found by halving.
  function tokenAt(time) {
    let low = 0, high = inTime.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(inTime[middle]) <= time) low = middle + 1;
      else high = middle;
    }
    const token = inTime[low - 1];
    return token && time < Number(token.dataset.end) ? token : null;
  }

  function show() {
    const time = audio.currentTime, token = tokenAt(time);
    if (token !== lit) {
      lit?.classList.remove("now");
      token?.classList.add("now");
      lit = token;
    }
    const share = `${(100 * time) / Number(seek.max)}%`;
    head.setAttribute("x1", share);
    head.setAttribute("x2", share);
    if (now.textContent !== clock(time)) {
      now.textContent = clock(time);
      // Whoever holds the slider hears it name each second; while it plays on its own it stays silent.
      if (document.activeElement !== seek || audio.paused) {
        seek.value = time;
        seek.setAttribute("aria-valuetext", clock(time));
      }
    }
  }

  function follow() {
    show();
    if (!audio.paused) requestAnimationFrame(follow);
  }

  function toggled() {
    button.classList.toggle("playing", !audio.paused);
    button.querySelector(".name").textContent = audio.paused ? "Play" : "Pause";
    follow();
  }

  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, toggled);
  audio.addEventListener("seeked", show);
  button.addEventListener("click", () => (audio.paused ? audio.play() : audio.pause()));
  seek.addEventListener("input", () => {
    audio.currentTime = Number(seek.value);
    seek.setAttribute("aria-valuetext", clock(audio.currentTime));
  });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-at]");
    if (!chosen || !getSelection().isCollapsed) return;
    if (chosen.matches(".t")) hold(chosen);
    playFrom(startOf(chosen));
  });

  // One word at a time takes part in the order of the tabulator, and it alone is announced as a button.
  let current = tokens[0];
  function hold(token) {
    if (token !== current) {
      current.removeAttribute("role");
      current.removeAttribute("tabindex");
      current = token;
    }
    current.setAttribute("role", "button");
    current.tabIndex = 0;
  }
  function step(by) {
    return tokens[Math.min(tokens.length - 1, Math.max(0, tokens.indexOf(current) + by))];
  }
  function sentence(by) {
    const all = [...words.querySelectorAll(".sentence")];
    const next = all[all.indexOf(current.closest(".sentence")) + by];
    return next ? next.querySelector(".t") : step(by * tokens.length);
  }
  const moves = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowDown: () => sentence(1),
    ArrowUp: () => sentence(-1),
    Home: () => tokens[0],
    End: () => tokens[tokens.length - 1],
  };
  if (current) hold(current);
  words.addEventListener("focusin", (event) => event.target.matches(".t") && hold(event.target));
  words.addEventListener("keydown", (event) => {
    if (!event.target.matches(".t") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) {
      hold(moves[event.key]());
      current.focus();
    } else if (event.key === "Enter" || event.key === " ") playFrom(startOf(current));
    else return;
    event.preventDefault();
  });
})();
