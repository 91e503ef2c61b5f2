// Rows in an order: links of a chain, rows of a group. A handle to drag by with a mouse or a finger, or to press the
// arrow keys on; the buttons beside it move a row without leaving the page. Without this file the buttons still do.

const form = document.querySelector("form.sheet");

class Rows {
  constructor(list) {
    this.list = list;
    this.said = this.rows.map((row) => this.label(row)?.textContent);
    for (const row of this.rows) this.dress(row);
    this.number();
  }

  get rows() {
    return [...this.list.children];
  }

  label(row) {
    return row.tagName === "LI" ? row.querySelector("label") : null;
  }

  dress(row) {
    const handle = document.createElement("button");
    Object.assign(handle, { type: "button", className: "handle", textContent: "⠿" });
    row.querySelector(":scope > .moves").prepend(handle);
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      this.move(row, by);
      handle.focus();
    });
    handle.addEventListener("pointerdown", (event) => this.drag(event, handle, row));
    for (const button of row.querySelectorAll(":scope > .moves [data-way]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.move(row, button.dataset.way === "up" ? -1 : 1);
        (button.hidden ? handle : button).focus();
      });
    }
  }

  move(row, by) {
    const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!beside) return;
    if (by < 0) beside.before(row);
    else beside.after(row);
    this.number();
    form.dispatchEvent(new Event("input"));
  }

  drag(event, handle, row) {
    if (event.button) return;
    event.preventDefault();
    const before = this.rows;
    handle.setPointerCapture(event.pointerId);
    row.classList.add("dragged");
    const follow = (moved) => {
      const over = this.rows.find((one) => {
        const box = one.getBoundingClientRect();
        return one !== row && moved.clientY >= box.top && moved.clientY < box.bottom;
      });
      if (!over) return;
      const { top, height } = over.getBoundingClientRect();
      const isBelow = moved.clientY > top + height / 2;
      const follows = row.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (isBelow === Boolean(follows)) this.pass(row, over);
    };
    const drop = () => {
      handle.removeEventListener("pointermove", follow);
      row.classList.remove("dragged");
      this.number();
      if (this.rows.some((one, place) => one !== before[place])) form.dispatchEvent(new Event("input"));
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("lostpointercapture", drop, { once: true });
  }

  /** The rows up to `over` go to the other side. The row itself stays: moved in the page it would be let go. */
  pass(row, over) {
    if (row.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING) {
      while (row.previousElementSibling !== over) row.before(row.nextElementSibling);
    } else {
      while (row.nextElementSibling !== over) row.after(row.previousElementSibling);
    }
  }

  /** What a row is called goes by its place: names of fields, labels, and where its buttons lead. */
  number() {
    const { rows: path, move } = this.list.dataset;
    const chosen = [...this.list.querySelectorAll("input:checked")];
    const last = this.rows.length - 1;
    this.rows.forEach((row, place) => {
      const label = this.label(row);
      if (label) label.textContent = this.said[place];
      else rename(row, path, place);
      const [handle, up, down] = row.querySelector(":scope > .moves").children;
      handle.hidden = last === 0;
      handle.setAttribute("aria-label", `${move} ${place + 1} / ${last + 1}`);
      up.hidden = place === 0;
      down.hidden = place === last;
      up.value = `${path}:${place}`;
      down.value = `${path}:${place + 1}`;
      for (const button of [up, down]) button.querySelector("span").textContent = ` ${place + 1}`;
    });
    // While two rows had one name, one chosen answer shut the other out.
    for (const input of chosen) input.checked = true;
  }
}

/** Put the number of its place into every name in a row. */
function rename(row, path, place) {
  row.setAttribute("aria-label", place + 1);
  for (const one of row.querySelectorAll("*")) {
    for (const name of ["name", "id", "for", "data-path", "data-rows", "aria-describedby"]) {
      const said = one.getAttribute(name);
      const at = said?.indexOf(`${path}.`) ?? -1;
      if (at < 0) continue;
      const from = at + path.length + 1;
      one.setAttribute(name, said.slice(0, from) + said.slice(from).replace(/^\d+(?=\.)/, place));
    }
  }
}

for (const list of form.querySelectorAll("[data-rows]")) new Rows(list);
