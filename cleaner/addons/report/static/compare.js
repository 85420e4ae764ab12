// A comparison: what was lost and won in all, by rule, and in each of the documents that changed most.

const data = read();
const docs = data.docs;
const rules = data.rules;
const families = colours(rules.map((r) => r.family));
const colour = (rule) => families.get(rule.family);
const filters = { query: '', rule: '' };
const [OLD, NEW] = data.names;
const ruleAt = new Map(rules.map((r, i) => [r.id, i]));

docs.forEach((doc, i) => {
  doc.number = i;
  doc.changes = doc.body.filter(Array.isArray).flat().filter(Array.isArray);
  doc.rules = new Set(doc.changes.map((c) => c[2]));
});

// --- filtering

function fits(doc) {
  return (!filters.rule || doc.rules.has(ruleAt.get(filters.rule)))
    && (!filters.query || words(doc).includes(filters.query));
}

function words(doc) {
  doc.words = doc.words || [doc.title, doc.id, doc.outlet, ...doc.changes.map((c) => c[1])].join('\n').toLowerCase();
  return doc.words;
}

function setFilter(name, value) {
  filters[name] = value;
  refresh();
}

function clearFilters() {
  filters.query = filters.rule = search.value = '';
  refresh();
}

function refresh() {
  charts.forEach((c) => showPicked(c, filters.rule));
  clear.hidden = !filters.query && !filters.rule;
  const rule = rules[ruleAt.get(filters.rule)];
  ruleBox.replaceChildren(...(rule ? ruleFacts(rule) : []));
  list.show(docs.filter(fits));
}

// --- the list

const search = el('input', {
  type: 'search', id: 'search', placeholder: 'Search title, id, changed text', autocomplete: 'off', 'aria-keyshortcuts': '/',
  oninput: later(() => setFilter('query', search.value.trim().toLowerCase()), 150),
});
const clear = button('Clear filters', clearFilters, { class: 'clear' });
const ruleBox = el('div', { class: 'rulebox' });
const charts = [['Characters lost, by rule', 0], ['Characters won, by rule', 1], ['Rows changed, by rule', 2]].map(([title, at]) =>
  chart(title, ruleBars(at), () => filters.rule, (value) => setFilter('rule', value)));
const COLUMNS = [
  { key: 'title', label: 'Document', value: (d) => nameOf(d).toLowerCase(), cell: nameCell },
  { key: 'outlet', label: 'Outlet', class: 'wide', value: (d) => d.outlet, cell: (d) => d.outlet },
  { key: 'status', label: 'Status', value: (d) => d.status.join(), cell: statusCell },
  { key: 'lost', label: 'Lost', class: 'number', numeric: true, value: (d) => d.lost, cell: (d) => number(d.lost) },
  { key: 'won', label: 'Won', class: 'number', numeric: true, value: (d) => d.won, cell: (d) => number(d.won) },
];
const views = screen({
  open: (kind, at) => (kind === 'd' ? docs[at] : null), draw: (kind, doc) => documentView(doc),
  focusList: () => list.focus(), search, clear: clearFilters, step: (by) => stepDocument(by),
});
const list = table('Documents that changed', COLUMNS, (doc) => { location.hash = `d/${doc.number}`; });

function ruleBars(at) {
  return rules.filter((r) => r.counts[at]).map((r) => ({ value: r.id, label: r.id, count: r.counts[at], colour: colour(r) }))
    .sort((a, b) => b.count - a.count);
}

function statusCell(doc) {
  const [before, after] = doc.status;
  const now = el('span', { class: `status ${after}` }, after);
  return before === after ? now : [`${before} to `, now];
}

function ruleFacts(rule) {
  const [lost, won, rows] = rule.counts;
  return [el('h2', {}, el('span', { class: `swatch ${colour(rule)}`, 'aria-hidden': 'true' }), rule.id), reason(rule),
    el('p', { class: 'quiet' }, `${counted(lost, 'character')} lost and ${number(won)} won in ${counted(rows, 'row')}.`)].flat().filter(Boolean);
}

// --- a document

function documentView(doc) {
  return el('article', { class: 'view doc' },
    el('nav', { class: 'steps', 'aria-label': 'Documents' }, views.backButton(), button('Previous', () => stepDocument(-1)), button('Next', () => stepDocument(1))),
    el('h2', { tabindex: '-1' }, nameOf(doc)),
    el('p', {}, `${doc.id}: ${counted(doc.lost, 'character')} lost, ${number(doc.won)} won, `, statusCell(doc)),
    el('p', { class: 'legend' }, el('del', { class: 'lost' }, `only in ${OLD}`), el('ins', { class: 'won' }, `only in ${NEW}`)),
    el('div', { class: 'text' }, doc.body.map(changedBlock)));
}

function changedBlock(part) {
  if (typeof part === 'number') return el('p', { class: 'gap' }, counted(part, 'block the same', 'blocks the same'));
  const changes = part.filter(Array.isArray);
  const pieces = part.map((p) => (Array.isArray(p) ? el(p[0] === 'lost' ? 'del' : 'ins', { class: p[0] }, p[1]) : p));
  if (!changes.length) return el('p', {}, pieces);
  const known = [...new Set(changes.map((c) => c[2]))];
  return el('div', { class: `hit ${changes[0][0]}` }, el('p', {}, pieces), known.map((at) => tag([at, ''], rules, colour, null)));
}

function stepDocument(by) {
  const other = views.doc && list.beside(views.doc, by);
  if (other) location.replace(`#d/${other.number}`);
}

// --- all of it

function figures() {
  const [lost, won, lostBlocks, wonBlocks] = data.total;
  const share = (n) => (data.chars ? `, ${percent(n / data.chars)}` : '');
  const found = [
    ['Rows in both', number(data.rows.both)], ['Rows changed', number(data.rows.changed)],
    ['Text lost', `${number(lost)} characters${share(lost)}`], ['Text won', `${number(won)} characters${share(won)}`],
    ['Blocks lost', number(lostBlocks)], ['Blocks won', number(wonBlocks)], ['Rows newly failed', number(data.rows.failed)],
  ];
  return el('dl', { class: 'figures' }, found.map(([k, v]) => el('div', {}, el('dt', {}, k), el('dd', {}, v))));
}

function others() {
  const changes = data.statuses.map(([before, after, n]) => `${before} to ${after}: ${number(n)}`);
  const fields = data.fields.map(([name, n]) => `${name} ${number(n)}`);
  return [
    changes.length ? el('p', {}, `Status: ${changes.join('; ')}.`) : null,
    fields.length ? el('p', {}, `Other fields that changed, in rows: ${fields.join(', ')}.`) : null,
    lonely(OLD, data.rows.old - data.rows.both, data.only[0]), lonely(NEW, data.rows.new - data.rows.both, data.only[1]),
  ];
}

function lonely(name, count, ids) {
  if (!count) return null;
  const more = count > ids.length ? `, of which ${number(ids.length)} are named` : '';
  return el('details', {}, el('summary', {}, `${counted(count, 'row')} only in ${name}${more}`), el('ul', { class: 'ids' }, ids.map((id) => el('li', {}, id))));
}

function start() {
  const shown = docs.length < data.rows.changed ? el('p', { class: 'note' }, `The ${number(docs.length)} biggest of ${number(data.rows.changed)} differences are shown.`) : null;
  views.list.append(
    el('header', {}, el('h1', {}, `${OLD} and ${NEW}`), figures(), others(), shown),
    chartBox(charts),
    el('section', { class: 'documents', 'aria-label': 'Documents that changed' },
      el('div', { class: 'filters', role: 'search' }, field(search, 'Search'), clear), ruleBox, list.element),
    el('footer', {}, el('p', { class: 'quiet' }, 'Keys: / search, \u2191 \u2193 rows, Enter open, Esc back or clear; in a document \u2190 \u2192 the one before and after.')));
  refresh();
  views.start();
}

start();
