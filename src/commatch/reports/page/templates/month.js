"use strict";
(() => {
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const step = matchMedia("(max-width: 40rem)").matches ? 30 : 200; // rows that are shown at a time
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const compare = {
    text: words.compare,
    number: (one, other) => parseFloat(one) - parseFloat(other),
    date: (one, other) => (one < other ? -1 : one > other ? 1 : 0),
  };

  const order = (row, column) => {
    const cell = row.cells[column];
    return (cell.dataset.order ?? (cell.querySelector(".text") ?? cell).textContent).trim();
  };

  const set = (section) => {
    const tools = section.querySelector(".tools");
    if (!tools) return;
    const body = section.querySelector("tbody");
    const listed = [...body.rows];
    const heads = [...section.querySelectorAll("thead th")];
    const search = tools.querySelector("input");
    const facets = [...tools.querySelectorAll("[data-facet]")];
    const sorter = tools.querySelector("[data-sorter]");
    const told = tools.querySelector("output");
    const more = section.querySelector(".more");
    let rows = listed;
    let limit = step;
    let texts = null;

    const show = () => {
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      if (wanted.length) texts ??= new Map(listed.map((row) => [row, plain(row.textContent)]));
      let chosen = 0;
      for (const row of rows) {
        const meets =
          facets.every((one) => !one.value || (row.dataset[one.dataset.facet] ?? "").split("\n").includes(one.value)) &&
          wanted.every((word) => texts.get(row).includes(word));
        chosen += meets;
        row.hidden = !meets || chosen > limit;
      }
      more.hidden = chosen <= limit;
      const shown = Math.min(chosen, limit);
      told.textContent = section.dataset.shown.replace("{shown}", shown).replace("{all}", listed.length);
    };

    const sort = (column, way) => {
      heads.forEach((head, at) => {
        if (at === column) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      sorter.value = column < 0 ? "" : `${column}/${way}`;
      rows = listed;
      if (column >= 0) {
        const by = compare[heads[column].dataset.sort];
        const last = (text) => text === "" || text === "~"; // blank ones stand last, whichever way
        const keyed = listed.map((row) => [order(row, column), row]);
        keyed.sort(([one], [other]) => last(one) - last(other) || (last(one) ? 0 : way * by(one, other)));
        rows = keyed.map(([, row]) => row);
      }
      body.append(...rows);
      show();
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      const name = head.textContent;
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1));
      head.replaceChildren(button);
      for (const [way, pattern] of [[1, section.dataset.up], [-1, section.dataset.down]]) {
        const option = document.createElement("option");
        option.value = `${column}/${way}`;
        option.textContent = pattern.replace("{name}", () => name);
        sorter.append(option);
      }
    });
    sorter.addEventListener("change", () => {
      const [column, way] = sorter.value ? sorter.value.split("/").map(Number) : [-1, 1];
      sort(column, way);
    });
    search.addEventListener("input", show);
    facets.forEach((one) => one.addEventListener("change", show));
    more.addEventListener("click", () => { limit += step; show(); });
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("reset", () => setTimeout(() => { limit = step; sort(-1, 1); }));
    section.addEventListener("show-all", (event) => {
      limit = Infinity;
      if (event.detail) {
        search.value = "";
        for (const one of facets) one.value = "";
      }
      show();
    });
    tools.hidden = false;
    show();
  };

  const tables = [...document.querySelectorAll("[data-table]")];
  tables.forEach(set);

  // a project that a link leads to is shown, whatever was chosen before
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#project-"]');
    const row = link && document.getElementById(link.hash.slice(1));
    if (row && row.hidden) row.closest("[data-table]").dispatchEvent(new CustomEvent("show-all", { detail: true }));
  });

  // paper has no buttons: what was chosen is printed whole
  addEventListener("beforeprint", () => {
    for (const one of tables) one.dispatchEvent(new CustomEvent("show-all", { detail: false }));
    for (const one of document.querySelectorAll("details[data-print]")) one.open = true;
  });
})();
