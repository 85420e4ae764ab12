// A table that holds one page of its rows, however many there are. Rows are opened by a button in their first cell;
// of these buttons one can be reached with Tab, the arrow keys go from one to the next.

const ROWS = 50;

// columns: [{key, label, about, class, numeric, value: row => sortable, cell: row => child}]; numeric ones begin with the most, or with
// `least` with the least. open: row => void; sorted: called when a column takes over the order.
function table(caption, columns, open, sorted = () => {}) {
  const state = { rows: [], page: 0, at: 0, sort: '', down: false };
  const body = el('tbody', {});
  const heads = columns.map((c) => head(c, () => sortBy(c)));
  const where = el('p', { class: 'where', role: 'status' });
  const previous = button('Previous', () => turn(-1));
  const next = button('Next', () => turn(1));
  const element = el('div', { class: 'rows' },
    el('table', {}, el('caption', { class: 'unseen' }, caption), el('thead', {}, el('tr', {}, heads)), body),
    el('div', { class: 'pager' }, previous, where, next));

  function show(rows, keepPlace) {
    state.rows = rows;
    if (!keepPlace) state.page = state.at = 0;
    sort();
    draw();
  }

  function sortBy(column) {
    state.down = state.sort === column.key ? !state.down : Boolean(column.numeric && !column.least);
    state.sort = column.key;
    sorted();
    state.page = state.at = 0;
    sort();
    draw();
  }

  function unsort() {
    state.sort = '';
  }

  function sort() {
    const column = columns.find((c) => c.key === state.sort);
    if (!column) return;
    const sign = state.down ? -1 : 1;
    state.rows = state.rows.map((row) => [column.value(row), row])
      .sort(([a], [b]) => (a < b ? -sign : a > b ? sign : 0)).map(([, row]) => row);
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(state.rows.length / ROWS));
    const first = state.page * ROWS;
    body.replaceChildren(...state.rows.slice(first, first + ROWS).map(drawRow));
    columns.forEach((c, i) => {
      heads[i].setAttribute('aria-sort', c.key !== state.sort ? 'none' : state.down ? 'descending' : 'ascending');
    });
    where.textContent = state.rows.length ? `${number(first + 1)} to ${number(Math.min(first + ROWS, state.rows.length))} of ${number(state.rows.length)}` : 'Nothing fits. Clear the filters to see all.';
    previous.disabled = state.page === 0;
    next.disabled = state.page >= pages - 1;
  }

  function drawRow(row, i) {
    const cells = columns.map((c, n) => el('td', { class: c.class || null, 'data-label': c.label }, n ? c.cell(row) : opener(row, i, c)));
    return el('tr', { onclick: (e) => { if (!e.target.closest('button, a')) choose(row, i); } }, cells);
  }

  function opener(row, i, column) {
    return el('button', {
      type: 'button', class: 'open', tabindex: i === state.at ? '0' : '-1', onclick: () => choose(row, i),
      onfocus: () => { state.at = i; },
    }, column.cell(row));
  }

  function choose(row, i) {
    state.at = i;
    open(row);
  }

  function turn(by) {
    const pages = Math.ceil(state.rows.length / ROWS);
    if (state.page + by < 0 || state.page + by >= pages) return false;
    state.page += by;
    state.at = 0;
    draw();
    return true;
  }

  function focus(at) {
    const openers = body.querySelectorAll('.open');
    if (!openers.length) return;
    openers.forEach((o) => o.setAttribute('tabindex', '-1'));
    const chosen = openers[Math.max(0, Math.min(at, openers.length - 1))];
    chosen.setAttribute('tabindex', '0');
    chosen.focus();
  }

  const MOVES = {
    ArrowDown: () => (state.at + 1 < body.children.length ? focus(state.at + 1) : turn(1) && focus(0)),
    ArrowUp: () => (state.at > 0 ? focus(state.at - 1) : turn(-1) && focus(ROWS - 1)),
    PageDown: () => turn(1) && focus(0),
    PageUp: () => turn(-1) && focus(0),
    Home: () => focus(0),
    End: () => focus(ROWS),
  };
  body.addEventListener('keydown', (event) => {
    const move = plainKey(event) && MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });

  // The row so many places away from this one in the order that is shown, and the place made known to the table.
  function beside(row, by) {
    const i = state.rows.indexOf(row) + by;
    if (i < 0 || i >= state.rows.length) return null;
    if (Math.floor(i / ROWS) !== state.page) { state.page = Math.floor(i / ROWS); draw(); }
    state.at = i % ROWS;
    return state.rows[i];
  }

  return { element, show, unsort, beside, focus: () => focus(state.at) };
}

function head(column, onclick) {
  return el('th', { scope: 'col', class: column.class || null, 'aria-sort': 'none' }, button(column.label, onclick, { title: column.about || null }));
}
