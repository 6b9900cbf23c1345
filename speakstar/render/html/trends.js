"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const facts = JSON.parse(byId("facts").textContent);
  const controls = { story: byId("story"), word: byId("word"), from: byId("from"), to: byId("to") };
  const HEADROOM = 1.2, STICK_SHARE = 0.6, STICK_MAX = 16, DATE_PX = 80;
  const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;
  const many = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;
  const perMin = (count, s) => (s ? (60 * count) / s : 0);
  const bySession = () => byId("sessions").checked;
  let rows = [];

  // What the filters leave.
  function chosen() {
    const { story, from, to } = controls;
    return facts.takes.filter(
      (take) =>
        (story.value === "*" || take.story === story.value) &&
        (!from.value || take.at.slice(0, 10) >= from.value) &&
        (!to.value || take.at.slice(0, 10) <= to.value),
    );
  }

  const sum = (takes, value) => takes.reduce((total, take) => total + value(take), 0);

  // The exact range of a Poisson count; of one word, too, whose detector's error is not known.
  function ranged(row, count) {
    const [low, high] = facts.ranges[count];
    return { ...row, fillers: count, rate: perMin(count, row.speaking_s), low: perMin(low, row.speaking_s), high: perMin(high, row.speaking_s) };
  }

  function sessions(takes) {
    const groups = new Map();
    for (const take of takes) groups.set(take.session, [...(groups.get(take.session) ?? []), take]);
    return [...groups.values()].map((group) => {
      const speaking_s = sum(group, (take) => take.speaking_s), last = group[group.length - 1];
      const words = {};
      for (const take of group) for (const [word, count] of Object.entries(take.words)) words[word] = (words[word] ?? 0) + count;
      const row = {
        ...group[0], speaking_s, words, takes: group.length, ids: group.map((take) => take.id), href: null, until: last.at,
        compared: group.some((take) => take.compared), cap_s: last.cap_s,
        answer_s: sum(group, (take) => take.answer_s) / group.length,
        wpm: speaking_s ? sum(group, (take) => take.wpm * take.speaking_s) / speaking_s : 0,
      };
      row.within_s = Math.min(row.answer_s, row.cap_s);
      return ranged(row, sum(group, (take) => take.fillers));
    });
  }

  function shown() {
    const word = controls.word.value, takes = chosen();
    let made = bySession() ? sessions(takes) : takes.map((take) => ({ ...take, takes: 1, ids: [take.id] }));
    if (word) made = made.map((row) => ranged(row, row.words[word] ?? 0));
    return made.map((row, n) => ({ ...row, n }));
  }

  // The verdict and what is drawn of it belong to all takes of a story, whatever the dates; of one word there is none.
  function marks() {
    const verdict = facts.stories[controls.story.value], whole = !controls.word.value;
    const at = rows.findIndex((row) => row.ids.includes(verdict.since)) - 0.5;
    const real = whole && verdict.since !== null && at >= 0;
    const cap = rows.length ? rows[rows.length - 1].cap_s : 0;
    return {
      level: whole && verdict.level && !bySession() ? [{ low: verdict.level[0], high: verdict.level[1] }] : [],
      goal: whole ? [{ y: facts.goal, text: `goal: at most ${facts.goal}` }] : [],
      since: real ? [{ at }] : [],
      steps: real ? [{ from: -0.5, to: at, y: verdict.before }, { from: at, to: rows.length - 0.5, y: verdict.after }] : [],
      cap: [{ y: cap, text: `cap: ${clock(cap)}` }],
      current: [],
    };
  }

  function top(...values) {
    return HEADROOM * Math.max(1, ...values);
  }

  function named(row) {
    const kind = row.takes > 1 || bySession() ? `Session of ${row.at.slice(0, 10)}, ${many(row.takes, "take")}` : `Take ${row.id}, ${row.at}`;
    return bySession() ? kind : `${kind}, ${row.story}`;
  }
  const said = {
    rate: (row) => `${row.rate.toFixed(1)} a minute, ${row.low.toFixed(1)} to ${row.high.toFixed(1)} by chance (${controls.word.value || "fillers"}: ${row.fillers})${row.compared ? "" : ", not compared"}`,
    length: (row) => `${clock(row.answer_s)}${row.takes > 1 ? " in the mean" : ""}, ${Math.abs(row.cap_s - row.answer_s).toFixed(0)} s ${row.answer_s > row.cap_s ? "over" : "left"}`,
    pace: (row) => `${row.wpm.toFixed(0)} words a minute`,
    word: (row, word) => `${word}: ${many(row.words[word] ?? 0, "time")}, ${perMin(row.words[word] ?? 0, row.speaking_s).toFixed(1)} a minute`,
  };

  // A chart, its tip, and the point that is chosen with the pointer or the arrow keys.
  class Drawn {
    constructor(host) {
      this.host = host;
      this.kind = host.dataset.chart;
      this.word = host.dataset.word;
      this.at = -1;
      host.addEventListener("keydown", (event) => this.key(event));
      host.addEventListener("blur", () => this.choose(-1));
      // The drawing itself takes no part (trends.css): a mark that is drawn anew between press and release loses a click.
      host.addEventListener("mousemove", (event) => this.choose(this.nearest(event), event));
      host.addEventListener("mouseleave", () => this.choose(-1));
      host.addEventListener("click", (event) => this.open(this.nearest(event)));
    }

    async begin(datasets, given) {
      const chart = window.charts[this.kind];
      const signals = chart.signals.map((one) => (one.name in given ? { ...one, value: given[one.name] } : one));
      const data = chart.data.map((one) => (one.name in datasets ? { ...one, values: datasets[one.name] } : one));
      const { view } = await window.drawChart(this.host.querySelector(".plot"), { ...chart, signals, data }, {
        mode: "vega", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: () => {}, logLevel: 1,
      });
      this.view = view;
    }

    // The whole column of a point answers, so that nobody has to aim.
    nearest(event) {
      if (!this.view || !rows.length) return -1;
      const box = this.host.querySelector("svg").getBoundingClientRect(), padding = this.view.origin()[0];
      const x = event.clientX - box.left - padding;
      return x < 0 ? -1 : Math.min(rows.length - 1, Math.max(0, Math.round((x / this.view.width()) * rows.length - 0.5)));
    }

    async update(data, tops) {
      const of = this.word === undefined ? rows : rows.map((row) => ({ ...row, rate: perMin(row.words[this.word] ?? 0, row.speaking_s) }));
      const used = { rate: ["level", "goal", "since", "steps", "current"], length: ["cap", "current"], pace: ["current"], word: ["current"] };
      const width = this.host.clientWidth - 50;
      const datasets = { rows: of, ...Object.fromEntries(used[this.kind].map((name) => [name, data[name]])) };
      const given = {
        count: Math.max(1, rows.length), labels: rows.map((row) => row.label), ticks: Math.max(1, Math.min(rows.length, width / DATE_PX)),
        stick: Math.max(1.5, Math.min(STICK_MAX, (width * STICK_SHARE) / Math.max(1, rows.length))), size: rows.length > 120 ? 18 : 44,
        [`${this.kind}_top`]: tops[this.kind],
      };
      if (!this.view) await this.begin(datasets, given);
      else {
        for (const [name, values] of Object.entries(datasets)) this.view.data(name, values);
        for (const [name, value] of Object.entries(given)) this.view.signal(name, value);
        await this.view.resize().runAsync();
      }
      this.rows = of;
      this.at = -1;
      this.host.setAttribute("aria-valuemax", Math.max(1, rows.length));
      this.host.setAttribute("aria-valuenow", 1);
      this.host.setAttribute("aria-valuetext", rows.length ? `${many(rows.length, bySession() ? "session" : "take")}; ${this.say(0)}` : "no take");
    }

    say(n) {
      return `${named(rows[n])}: ${said[this.kind](rows[n], this.word)}`;
    }

    choose(n, event) {
      if (!this.view || (n === this.at && n < 0)) return;
      const tip = byId("tip");
      if (n !== this.at) this.view.data("current", n < 0 ? [] : [this.rows[n]]).runAsync();
      this.at = n;
      tip.hidden = n < 0;
      if (n < 0) return;
      const [what, ...rest] = this.say(n).split(": ");
      const hint = rows[n].href ? "Click or Enter opens the report." : bySession() ? "Click or Enter shows its takes." : `No page yet: speakstar report ${rows[n].id} --open`;
      tip.replaceChildren(...[["b", what], ["span", rest.join(": ")], ["i", hint]].map(([name, text]) => Object.assign(document.createElement(name), { textContent: text })));
      const box = this.host.getBoundingClientRect();
      const x = event ? event.clientX : box.left + this.view.origin()[0] + ((n + 0.5) / rows.length) * this.view.width();
      tip.style.left = `${Math.max(8, Math.min(x + 14, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
      tip.style.top = `${Math.max(8, (event ? event.clientY : box.top) - tip.offsetHeight - 10)}px`;
    }

    key(event) {
      const last = rows.length - 1, page = Math.max(1, Math.round(rows.length / 10));
      const to = { ArrowRight: this.at + 1, ArrowUp: this.at + 1, ArrowLeft: this.at - 1, ArrowDown: this.at - 1, Home: 0, End: last, PageUp: this.at + page, PageDown: this.at - page }[event.key];
      if (event.key === "Escape") this.choose(-1);
      else if (event.key === "Enter") this.open(Math.max(0, this.at));
      else if (to !== undefined && last >= 0) {
        this.choose(Math.max(0, Math.min(last, to)));
        this.host.setAttribute("aria-valuenow", this.at + 1);
        this.host.setAttribute("aria-valuetext", this.say(this.at));
      } else return;
      event.preventDefault();
    }

    open(n) {
      const row = rows[n];
      if (row?.href) location.assign(row.href);
      else if (row && bySession()) {
        [controls.from.value, controls.to.value] = [row.at.slice(0, 10), row.until.slice(0, 10)];
        byId("takes").checked = true;
        update();
      }
    }
  }

  const drawn = [...document.querySelectorAll("[data-chart]")].map((host) => new Drawn(host));

  // The tables say the same as the charts.
  function tables() {
    const takes = chosen(), ids = new Set(takes.map((take) => String(take.id))), seconds = sum(takes, (take) => take.speaking_s);
    for (const line of document.querySelectorAll("tr[data-take]")) line.hidden = !ids.has(line.dataset.take);
    for (const cell of document.querySelectorAll(".map [data-story]")) {
      const of = takes.filter((take) => take.story === cell.dataset.story);
      if (!cell.dataset.item) {
        cell.querySelector(".n").textContent = many(of.length, "take");
        continue;
      }
      const met = of.filter((take) => take.items.includes(cell.dataset.item)).length;
      cell.textContent = of.length ? `${met} of ${of.length}` : "–";
      cell.className = `m${of.length ? Math.ceil((4 * met) / of.length) : 0}`;
    }
    for (const line of document.querySelectorAll("#words [data-of]")) {
      const count = sum(takes, (take) => take.words[line.dataset.of] ?? 0);
      line.querySelector(".s").textContent = `×${count}, ${perMin(count, seconds).toFixed(1)} a minute`;
    }
    byId("verdict").textContent = facts.stories[controls.story.value].message;
    const dated = controls.from.value || controls.to.value ? " The verdict is on all takes, whatever the dates." : "";
    const ofWord = controls.word.value ? ` Drawn: “${controls.word.value}” alone, for which no verdict is given.` : "";
    byId("left").textContent = `${many(takes.length, "take")} of ${facts.takes.length} shown.${ofWord}${dated}`;
  }

  let running = Promise.resolve();
  function update() {
    running = running.then(async () => {
      rows = shown();
      tables();
      const data = marks(), words = drawn.filter((chart) => chart.word !== undefined).map((chart) => chart.word);
      const tops = {
        rate: top(...rows.map((row) => row.rate), ...data.goal.map((goal) => goal.y)),
        length: top(...rows.flatMap((row) => [row.answer_s, row.cap_s])),
        pace: top(...rows.map((row) => row.wpm)),
        word: top(...words.flatMap((word) => rows.map((row) => perMin(row.words[word] ?? 0, row.speaking_s)))),
      };
      byId("tip").hidden = true;
      for (const chart of drawn) await chart.update(data, tops);
      document.documentElement.dataset.drawn = `${Number(document.documentElement.dataset.drawn ?? 0) + 1}`;
    });
    return running;
  }

  document.documentElement.classList.add("js");
  for (const control of document.querySelectorAll(".filters select, .filters input")) control.addEventListener("change", update);
  byId("reset").addEventListener("click", () => {
    controls.story.value = "*";
    for (const name of ["word", "from", "to"]) controls[name].value = "";
    byId("takes").checked = true;
    update();
  });
  let wide = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== wide) update();
    wide = innerWidth;
  });
  update();
})();
