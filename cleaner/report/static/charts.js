// Bars that filter when they are picked.

const FIRST_BARS = 8;
const MORE_BARS = 200;

// entries: [{value, label, count, note, colour}]; picked: () => the value that filters now; pick: value => void.
function chart(title, entries, picked, pick) {
  // Entries can be more than a call may have arguments.
  const most = entries.reduce((found, e) => Math.max(found, e.count), 1);
  const list = el('ul', { class: 'bars' });
  const draw = (many) => list.replaceChildren(...entries.slice(0, many).map((e) => bar(e, most, picked, pick)));
  draw(FIRST_BARS);
  const more = entries.length > FIRST_BARS ? moreButton(entries.length, draw) : null;
  const none = entries.length ? null : el('p', { class: 'quiet' }, 'none');
  return el('section', { class: 'chart', 'aria-label': title }, el('h2', {}, title), list, more, none);
}

function bar(entry, most, picked, pick) {
  const drawn = svg('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: Math.max(0.5, (100 * entry.count) / most), height: 4, class: entry.colour || 'plain' }));
  return el('li', {}, el('button', {
    type: 'button', class: 'bar', 'data-value': entry.value, 'aria-pressed': String(picked() === entry.value),
    onclick: () => pick(picked() === entry.value ? '' : entry.value),
  }, el('span', { class: 'label' }, entry.label), el('span', { class: 'count' }, number(entry.count)), drawn));
}

function moreButton(total, draw) {
  let all = false;
  const many = total > MORE_BARS ? `${number(MORE_BARS)} of ${number(total)}` : `all ${number(total)}`;
  const label = () => (all ? 'Show fewer' : `Show ${many}`);
  const toggle = button(label(), () => {
    all = !all;
    draw(all ? MORE_BARS : FIRST_BARS);
    toggle.textContent = label();
    toggle.setAttribute('aria-expanded', String(all));
  }, { class: 'more', 'aria-expanded': 'false' });
  return toggle;
}

// After a filter changed elsewhere.
function showPicked(section, value) {
  for (const b of section.querySelectorAll('.bar')) b.setAttribute('aria-pressed', String(b.dataset.value === value));
}

// Charts stand open where there is room for them beside one another.
function chartBox(sections) {
  const roomy = !window.matchMedia('(max-width: 40rem)').matches;
  return el('details', { class: 'chartbox', open: roomy }, el('summary', {}, 'Charts'), el('div', { class: 'charts' }, sections));
}
