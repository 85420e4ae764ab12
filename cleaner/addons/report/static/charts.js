// Bars that filter when they are picked.

const FIRST_BARS = 5;
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

// Columns that filter when they are picked: how many documents lie in each step of a number, and the average of all.
// spread: {edges, counts, mean}; show: number => text; unit: what stands behind the average; picked: () => the step that filters now, as
// text; pick: step => void.
function histogram(title, spread, show, unit, picked, pick) {
  const most = Math.max(1, ...spread.counts);
  const step = (i) => {
    const [from, to] = [spread.edges[i - 1], spread.edges[i]];
    return from === undefined ? (to ? `up to ${show(to)}` : show(to)) : to === undefined ? `over ${show(from)}` : `${show(from)} to ${show(to)}`;
  };
  const column = (count, i) => {
    const height = count ? Math.max(1.5, (40 * count) / most) : 0;
    const drawn = svg('svg', { viewBox: '0 0 10 40', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { y: 40 - height, width: 10, height, class: 'plain' }));
    const label = `${step(i)}: ${counted(count, 'document')}`;
    return el('li', {}, el('button', {
      type: 'button', class: 'column', 'data-value': String(i), 'aria-label': label, title: label,
      'aria-pressed': String(picked() === String(i)), onclick: () => pick(picked() === String(i) ? '' : String(i)),
    }, drawn));
  };
  const ends = el('p', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, step(0)), el('span', {}, step(spread.counts.length - 1)));
  return el('section', { class: 'chart', 'aria-label': title }, el('h2', {}, title),
    el('p', { class: 'mean' }, spread.mean === null ? 'not known' : `${show(spread.mean)} ${unit}on average`),
    el('ul', { class: 'histogram' }, spread.counts.map(column)), ends);
}

// The step of a value: as many as there are edges under it.
function stepOf(value, edges) {
  return String(edges.filter((edge) => edge < value).length);
}

// After a filter changed elsewhere.
function showPicked(section, value) {
  for (const b of section.querySelectorAll('.bar, .column')) b.setAttribute('aria-pressed', String(b.dataset.value === value));
}

// Charts stand open where there is room for them beside one another.
function chartBox(...rows) {
  const roomy = !window.matchMedia('(max-width: 40rem)').matches;
  return el('details', { class: 'chartbox', open: roomy }, el('summary', {}, 'Charts'), rows.map((sections) => el('div', { class: 'charts' }, sections)));
}
