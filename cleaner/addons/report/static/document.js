// A document as it was: what stayed, and in its place what went, struck through in the colour of its rule's kind.

// parts: the document's blocks; gone: its removals; rules and colour as the page knows them; onRule: rule => void.
function documentBody(parts, gone, rules, colour, onRule) {
  const placed = new Set();
  const blocks = parts.map((part) => block(part, gone, rules, colour, onRule, placed));
  return el('div', { class: 'text' }, inLists(blocks));
}

// Items that follow one another stand in one list.
function inLists(blocks) {
  const found = [];
  for (const one of blocks) {
    if (one.tagName !== 'LI') found.push(one);
    else if (found.length && found[found.length - 1].tagName === 'UL') found[found.length - 1].append(one);
    else found.push(el('ul', { class: 'items' }, one));
  }
  return found;
}

// The element that a block is shown as. code: h1 to h6, li1 to li4 (li1.5: number 5), q, tr, cap, pre, sf; none for a paragraph. The
// headings of the page itself stand over those of the document.
function shaped(code, children) {
  if (!code) return el('p', {}, children);
  if (/^h[1-6]$/.test(code)) return el(`h${Math.min(6, Number(code[1]) + 2)}`, { class: 'heading' }, children);
  const [, depth, number] = code.match(/^li([1-4])(?:[.](-?[0-9]+))?$/) || [];
  if (depth) return el('li', { class: `item depth${depth}${number ? ' numbered' : ''}`, value: number ?? null }, children);
  if (code === 'q') return el('blockquote', {}, el('p', {}, children));
  if (code === 'pre') return el('pre', {}, children);
  return el('p', { class: { tr: 'tablerow', cap: 'caption', sf: 'lead' }[code] || null }, children);
}

// A number counts blocks that the page has no room for.
function block(part, gone, rules, colour, onRule, placed) {
  if (typeof part === 'number') return el('p', { class: 'gap' }, `${counted(part, 'block')} not shown`);
  const pieces = typeof part === 'string' ? [part] : part.p || part;
  const refused = part.r || [];
  const hits = [...pieces.filter((p) => typeof p === 'number'), ...refused];
  if (!hits.length) return shaped(part.k, pieces);
  hits.forEach((h) => placed.add(h));
  const whole = pieces.length === 1 && typeof pieces[0] === 'number';
  const shown = pieces.map((p) => (typeof p === 'number' ? struck(gone[p], rules, colour) : p));
  const kind = whole ? 'hit went' : refused.length ? 'hit stayed' : 'hit';
  const item = /^li/.test(part.k || '');
  const told = el('div', { class: `${kind} ${colour(rules[gone[hits[0]][0]])}` }, shaped(item ? '' : part.k, shown),
    hits.map((h) => tag(gone[h], rules, colour, onRule)));
  return item ? shaped(part.k, told) : told;
}

function struck(removal, rules, colour) {
  if (removal[3]) return removal[1];
  if (removal[2] === 'metadata') return el('span', { class: `moved ${colour(rules[removal[0]])}` }, removal[1]);
  return el('del', { class: colour(rules[removal[0]]) }, removal[1]);
}

// The rule's name, which opens what there is to say about it.
function tag(removal, rules, colour, onRule) {
  const [at, , stage, refused, captured] = removal;
  const rule = rules[at];
  const told = el('div', { class: 'told', hidden: true },
    refused ? el('p', {}, `Refused: ${refused}. The text stayed.`) : null,
    stage === 'metadata' ? el('p', {}, 'Moved to the metadata.') : null,
    reason(rule),
    Object.entries(captured || {}).map(([name, value]) => el('p', {}, `Captured ${name}: ${String(value)}`)),
    onRule ? button('Samples of this rule', () => onRule(rule), { class: 'quietly' }) : null);
  const opener = button(refused ? `${rule.id}, refused` : rule.id, () => {
    told.hidden = !told.hidden;
    opener.setAttribute('aria-expanded', String(!told.hidden));
  }, { class: `tag ${colour(rule)}`, 'aria-expanded': 'false' });
  return el('div', { class: 'by' }, opener, told);
}

function reason(rule) {
  if (!rule.why) return el('p', {}, 'The rules in force have no rule of this name: its reason and place are not known.');
  return [el('p', {}, rule.why), el('p', { class: 'place' }, rule.place), rule.off ? el('p', {}, `Turned off: ${rule.off}`) : null];
}

// What of the page went and never was a block of the body.
function beside(doc, rules, colour, onRule) {
  if (!doc.beside && !doc.aside) return null;
  const items = (doc.beside || []).map((at) => {
    const removal = doc.gone[at];
    const kind = removal[3] ? 'stayed' : 'went';
    return el('li', { class: `hit ${kind} ${colour(rules[removal[0]])}` },
      el('p', {}, struck(removal, rules, colour)), tag(removal, rules, colour, onRule));
  });
  const all = doc.aside || items.length;
  const shown = items.length < all ? `${number(items.length)} of ` : '';
  return el('aside', { class: 'beside', 'aria-label': 'Elements of the page' },
    el('h3', {}, `${shown}${counted(all, 'element')} of the page, before its body was read`), el('ul', {}, items));
}

// From one struck text to the next.
function stepHit(container, by) {
  const tags = [...container.querySelectorAll('.tag')].filter((t) => t.offsetParent);
  if (!tags.length) return;
  const at = tags.indexOf(document.activeElement);
  tags[at < 0 ? (by > 0 ? 0 : tags.length - 1) : (at + by + tags.length) % tags.length].focus();
}

// What a document is called; an id can be empty.
function nameOf(doc) {
  return doc.title || doc.id || '(no name)';
}

// A document's title; without one its id, and how its text begins.
function nameCell(doc) {
  if (doc.title) return doc.title;
  const first = (doc.body || []).find((p) => typeof p === 'string') || '';
  return [nameOf(doc), first ? el('small', {}, ` ${first.slice(0, 80)}`) : null];
}
