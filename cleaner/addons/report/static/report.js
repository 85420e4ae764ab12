// The report: charts and a table that filter each other, a document, a rule with its samples.

const data = read();
const docs = data.docs || [];
const rules = data.rules;
const families = colours(rules.map((r) => r.family));
const colour = (rule) => families.get(rule.family);
const filters = { query: '', outlet: '', rule: '', flag: '', status: '', language: '', share: '', confidence: '', length: '' };
const SPREADS = data.counts.spreads;
const SAMPLES = 5;
const ALL_SAMPLES = 200;
const MOST_OPTIONS = 2000;
const ruleAt = new Map(rules.map((r, i) => [r.id, i]));

docs.forEach((doc, i) => {
  doc.number = i;
  doc.rules = new Set(doc.rules || (doc.gone || []).map((g) => g[0]));
  doc.hits = doc.hits || (doc.gone || []).length;
  doc.flagNames = (doc.flags || []).map((f) => f.split(':')[0].trim());
  doc.share = doc.chars[0] + doc.chars[1] ? doc.chars[1] / (doc.chars[0] + doc.chars[1]) : 0;
  doc.length = doc.chars[0];
  doc.confidence = doc.sure === undefined ? null : doc.sure;
  doc.steps = Object.fromEntries(Object.entries(SPREADS).map(([name, { edges }]) =>
    [name, doc.status === 'failed' || doc[name] === null ? null : stepOf(doc[name], edges)]));
});

// What a person wants to see first: what failed, what was flagged, then what is least sure, then what lost most.
const URGENT = ['failed', 'flagged', 'ok'];
const byNeed = [...docs].sort((a, b) => URGENT.indexOf(a.status) - URGENT.indexOf(b.status)
  || unsure(a) - unsure(b) || b.share - a.share || a.number - b.number);
const ORDERS = { need: ['Needs a look', byNeed], file: ['As in the output', docs] };

function unsure(doc) {
  return doc.confidence === null ? 1 : doc.confidence;
}

// --- filtering

function fits(doc) {
  return (!filters.outlet || doc.outlet === filters.outlet)
    && (!filters.status || doc.status === filters.status)
    && (!filters.language || doc.language === filters.language)
    && (!filters.flag || doc.flagNames.includes(filters.flag))
    && (!filters.rule || doc.rules.has(ruleNumber(filters.rule)))
    && Object.keys(SPREADS).every((name) => !filters[name] || doc.steps[name] === filters[name])
    && (!filters.query || words(doc).includes(filters.query));
}

function words(doc) {
  if (doc.words === undefined) {
    const kept = (doc.body || []).map((p) => (typeof p === 'string' ? p : typeof p === 'number' ? '' : (p.p || p).filter((x) => typeof x === 'string').join(' ')));
    const gone = (doc.gone || []).map((g) => g[1]);
    doc.words = [doc.title, doc.id, doc.url, doc.outlet, doc.error, ...kept, ...gone].join('\n').toLowerCase();
  }
  return doc.words;
}

function ruleNumber(id) {
  return ruleAt.get(id);
}

function setFilter(name, value) {
  filters[name] = value;
  refresh();
}

function clearFilters() {
  Object.keys(filters).forEach((name) => { filters[name] = ''; });
  search.value = '';
  refresh();
}

// --- the list

const search = el('input', {
  type: 'search', id: 'search', placeholder: 'Search title, id, address, text', autocomplete: 'off', 'aria-keyshortcuts': '/',
  oninput: later(() => setFilter('query', search.value.trim().toLowerCase()), 150),
});
const entriesOf = (pairs) => pairs.map(([value, count]) => ({ value, label: value, count }));
const CHOICES = {
  status: entriesOf(data.counts.status),
  flag: entriesOf(data.counts.flag),
  language: entriesOf(data.counts.language),
  outlet: entriesOf(data.counts.outlet),
  rule: rules.map((r) => ({ value: r.id, label: r.id, count: r.counts[0] + r.counts[2], colour: colour(r) }))
    .sort((a, b) => b.count - a.count),
};
const LABELS = { status: 'Status', flag: 'Flags', language: 'Languages', outlet: 'Outlets', rule: 'Rules, by removals' };
const NUMBERS = { share: ['Removed', percent, 'of a body '], confidence: ['Confidence', hundredth, ''], length: ['Length', short, 'characters '] };
const charts = Object.fromEntries([
  ...Object.entries(NUMBERS).map(([name, [title, show, unit]]) =>
    [name, histogram(title, SPREADS[name], show, unit, () => filters[name], (value) => setFilter(name, value))]),
  ...Object.entries(CHOICES).map(([name, entries]) =>
    [name, chart(LABELS[name], entries, () => filters[name], (value) => setFilter(name, value))]),
]);
const selects = {
  outlet: choice('outlet', 'Outlet'), rule: choice('rule', 'Rule'), flag: choice('flag', 'Flag'),
  status: choice('status', 'Status'), language: choice('language', 'Language'),
};
const order = el('select', { id: 'by-order', onchange: () => { list.unsort(); refresh(); } },
  Object.entries(ORDERS).map(([value, [label]]) => el('option', { value }, label)), el('option', { value: 'column', disabled: true }, 'By a column'));
const clear = button('Clear filters', clearFilters, { class: 'clear' });
const ruleBox = el('div', { class: 'rulebox' });
const COLUMNS = [
  { key: 'title', label: 'Document', value: (d) => nameOf(d).toLowerCase(), cell: nameCell },
  { key: 'outlet', label: 'Outlet', class: 'wide', value: (d) => d.outlet, cell: (d) => d.outlet },
  { key: 'language', label: 'Lang.', class: 'wide language', value: (d) => d.language, cell: (d) => d.language },
  { key: 'status', label: 'Status', class: 'state', value: (d) => d.status + d.flagNames.join(), cell: statusCell },
  { key: 'confidence', label: 'Sure', about: 'Confidence: 0 to 1', class: 'number', numeric: true, least: true, value: unsure, cell: (d) => (d.confidence === null ? '' : hundredth(d.confidence)) },
  { key: 'share', label: 'Removed', about: 'Of the body', class: 'number', numeric: true, value: (d) => d.share, cell: (d) => percent(d.share) },
  { key: 'cuts', label: 'Cut', about: 'Parts cut out of lines that stayed', class: 'number wide', numeric: true, value: (d) => d.cuts || 0, cell: cutCell },
  { key: 'hits', label: 'Hits', about: 'Removals, refused ones too', class: 'number wide', numeric: true, value: (d) => d.hits, cell: (d) => number(d.hits) },
];
const views = screen({
  open: (kind, at) => (kind === 'd' ? docs[at] : rules[at]),
  draw: (kind, thing) => (kind === 'd' ? documentView(thing) : ruleView(thing)),
  focusList: () => list.focus(), search, clear: clearFilters, step: (by) => stepDocument(by),
});
const list = table('Documents', COLUMNS, (doc) => { location.hash = `d/${doc.number}`; }, () => { order.value = 'column'; });

function cutCell(doc) {
  return doc.cuts ? el('span', { class: 'cut' }, number(doc.cuts)) : '';
}

function statusCell(doc) {
  return [el('span', { class: `status ${doc.status}` }, doc.status), ' ', el('small', {}, doc.flagNames.join(', '))];
}

function choice(name, label) {
  const options = CHOICES[name].slice(0, MOST_OPTIONS).map((e) => el('option', { value: e.value }, `${e.label} (${number(e.count)})`));
  return select(name, label, [el('option', { value: '' }, 'any'), ...options]);
}

function select(name, label, options) {
  const chosen = el('select', { id: `by-${name}`, onchange: () => setFilter(name, chosen.value) }, options);
  return { element: field(chosen, label), chosen };
}

function refresh() {
  for (const [name, { chosen }] of Object.entries(selects)) chosen.value = filters[name];
  for (const [name, section] of Object.entries(charts)) showPicked(section, filters[name]);
  clear.hidden = !Object.values(filters).some(Boolean);
  const rule = filters.rule && rules[ruleNumber(filters.rule)];
  ruleBox.replaceChildren(...(rule ? ruleFacts(rule, SAMPLES) : []));
  list.show((ORDERS[order.value] || ORDERS.need)[1].filter(fits));
}

// --- a rule and what it took

function ruleFacts(rule, most) {
  const [removals, inDocs, refused] = rule.counts;
  const found = different(rule);
  const facts = `${counted(removals, 'removal')} in ${counted(inDocs, 'document')}${refused ? `, ${number(refused)} refused` : ''}`;
  const more = found.length > most ? button(`All ${number(found.length)} different texts`, () => { location.hash = `r/${ruleNumber(rule.id)}`; }, { class: 'quietly' }) : null;
  return [
    el('h2', { tabindex: '-1' }, el('span', { class: `swatch ${colour(rule)}`, 'aria-hidden': 'true' }), rule.id),
    reason(rule), el('p', { class: 'quiet' }, `${facts}. Two of its longest texts, then others from different outlets and documents.`),
    el('ol', { class: 'samples' }, samples(found, most).map((s) => sample(s, rule))), more,
  ].flat().filter(Boolean);
}

// The different texts that a rule took in the documents shown, each with how often and where first.
function different(rule) {
  const wanted = ruleNumber(rule.id);
  const found = new Map();
  for (const doc of docs) {
    if (!doc.rules.has(wanted)) continue;
    for (const removal of doc.gone || []) {
      if (removal[0] !== wanted) continue;
      const key = `${removal[3] ? 'refused' : ''}|${removal[1]}`;
      const known = found.get(key);
      if (known) known.count += 1;
      else found.set(key, { removal, doc, count: 1 });
    }
  }
  return [...found.values()];
}

function sample({ removal, doc, count }, rule) {
  const kind = removal[3] ? 'stayed' : 'went';
  const text = removal[1].length > 400 ? `${removal[1].slice(0, 400)} ...` : removal[1];
  return el('li', { class: `hit ${kind} ${colour(rule)}` },
    el('p', {}, struck([removal[0], text, removal[2], removal[3]], rules, colour)),
    el('p', { class: 'quiet' }, removal[3] ? `Refused: ${removal[3]}. ` : '', count > 1 ? `${number(count)} times; first in ` : 'in ',
      button(nameOf(doc), () => { location.hash = `d/${doc.number}`; }, { class: 'quietly' })));
}

function ruleView(rule) {
  return el('section', { class: 'view' }, views.backButton(), ruleFacts(rule, ALL_SAMPLES));
}

// --- a document

function documentView(doc) {
  const toggle = el('input', { type: 'checkbox', id: 'clean-only' });
  const body = documentBody(doc.body || [], doc.gone || [], rules, colour, openRule);
  const side = beside(doc, rules, colour, openRule);
  const view = el('article', { class: 'view doc' },
    el('nav', { class: 'steps', 'aria-label': 'Documents' }, views.backButton(), button('Previous', () => stepDocument(-1)), button('Next', () => stepDocument(1)),
      el('label', { class: 'check', for: 'clean-only' }, toggle, 'Only what stayed')),
    el('h2', { tabindex: '-1' }, nameOf(doc)), facts(doc), legend(doc),
    doc.cut ? el('p', { class: 'note' }, 'This document is too long for this page: parts of it are not shown.') : null,
    el('div', { class: side ? 'columns' : '' }, body.childNodes.length ? body : el('p', { class: 'quiet' }, 'There is no text.'), side));
  toggle.addEventListener('change', () => view.classList.toggle('clean-only', toggle.checked));
  return view;
}

function facts(doc) {
  const found = [
    ['Id', doc.id], ['Address', doc.url && address(doc.url)], ['Outlet', doc.outlet], ['Language', doc.language], ['Published', doc.date],
    ['Status', el('span', { class: `status ${doc.status}` }, doc.status)], ['Flags', [...(doc.flags || []), doc.moreFlags ? `${number(doc.moreFlags)} more` : ''].filter(Boolean).join('; ')], ['Error', doc.error],
    ['Confidence', doc.confidence === null ? '' : hundredth(doc.confidence)],
    ['Cut', doc.cuts ? `${counted(doc.cuts, 'part')} of lines that stayed` : ''],
    ['Removed', `${percent(doc.share)} of the body: ${number(doc.chars[1])} of ${number(doc.chars[0] + doc.chars[1])} characters`],
  ];
  return el('dl', { class: 'facts' }, found.filter(([, v]) => v).map(([k, v]) => el('div', {}, el('dt', {}, k), el('dd', {}, v))));
}

function legend(doc) {
  const kinds = [...new Set([...doc.rules].map((r) => rules[r].family))].sort();
  return kinds.length ? el('p', { class: 'legend' }, kinds.map((k) => el('span', {}, el('span', { class: `swatch ${families.get(k)}`, 'aria-hidden': 'true' }), k))) : null;
}

function openRule(rule) {
  location.hash = `r/${ruleNumber(rule.id)}`;
}

function stepDocument(by) {
  const other = views.doc && list.beside(views.doc, by);
  if (other) location.replace(`#d/${other.number}`);
}

function start() {
  const c = data.counts;
  const all = c.kept + c.gone;
  const summary = `${counted(c.rows, 'document')}; rules took ${percent(all ? c.gone / all : 0)} of the bodies' text.`;
  views.list.append(
    el('header', {}, el('h1', {}, data.name), el('p', {}, summary),
      [data.sampled, data.cut, data.stale].filter(Boolean).map((note) => el('p', { class: 'note' }, `${note}.`))),
    chartBox(Object.values(charts).slice(0, 5), Object.values(charts).slice(5)),
    el('section', { class: 'documents', 'aria-label': 'Documents' },
      el('div', { class: 'filters', role: 'search' }, field(search, 'Search'),
        Object.values(selects).map((s) => s.element), field(order, 'Order'), clear),
      ruleBox, list.element),
    el('footer', {}, el('p', { class: 'quiet' }, 'Keys: / search, ↑ ↓ rows, Enter open, Esc back or clear; in a document ← → the one before and after, n and p from removal to removal.')));
  refresh();
  views.start();
}

start();
