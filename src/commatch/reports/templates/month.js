"use strict";
(() => {
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  const key = (row, column) => {
    const cell = row.cells[column];
    return (cell.dataset.order ?? (cell.querySelector(".text") ?? cell).textContent).trim();
  };
  const compare = {
    text: words.compare,
    number: (one, other) => parseFloat(one) - parseFloat(other),
    date: (one, other) => (one < other ? -1 : one > other ? 1 : 0),
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
    let texts = null;

    const filter = () => {
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      if (wanted.length) texts ??= new Map(listed.map((row) => [row, plain(row.textContent)]));
      let shown = 0;
      for (const row of listed) {
        const chosen =
          facets.every((one) => !one.value || (row.dataset[one.dataset.facet] ?? "").split("\n").includes(one.value)) &&
          wanted.every((word) => texts.get(row).includes(word));
        row.hidden = !chosen;
        shown += chosen;
      }
      told.textContent = section.dataset.shown.replace("{shown}", shown).replace("{all}", listed.length);
    };

    const sort = (column, way) => {
      heads.forEach((head, at) => {
        if (at === column) head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      sorter.value = column < 0 ? "" : `${column}/${way}`;
      let rows = listed;
      if (column >= 0) {
        const by = compare[heads[column].dataset.sort];
        const keyed = listed.map((row) => [key(row, column), row]);
        const last = (text) => text === "" || text === "~";
        keyed.sort(([one], [other]) => last(one) - last(other) || (last(one) ? 0 : way * by(one, other)));
        rows = keyed.map(([, row]) => row);
      }
      body.append(...rows);
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      const name = head.textContent;
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending" ? -1 : 1));
      head.replaceChildren(button);
      for (const [way, words] of [[1, section.dataset.up], [-1, section.dataset.down]]) {
        const option = document.createElement("option");
        option.value = `${column}/${way}`;
        option.textContent = words.replace("{name}", () => name);
        sorter.append(option);
      }
    });
    sorter.addEventListener("change", () => {
      const [column, way] = sorter.value ? sorter.value.split("/").map(Number) : [-1, 1];
      sort(column, way);
    });
    search.addEventListener("input", filter);
    facets.forEach((one) => one.addEventListener("change", filter));
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("reset", () => setTimeout(() => { sort(-1, 1); filter(); }));
    section.addEventListener("show-all", () => tools.reset());
    tools.hidden = false;
    filter();
  };

  document.querySelectorAll("[data-table]").forEach(set);

  // a project that a link leads to is shown, whatever was filtered
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#project-"]');
    const row = link && document.getElementById(link.hash.slice(1));
    if (row && row.hidden) {
      row.hidden = false;
      row.closest("[data-table]").dispatchEvent(new Event("show-all"));
    }
  });
})();
