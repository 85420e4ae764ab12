// What all pages share. Text from documents is only ever added as text nodes; nothing here reads markup.

function read() {
  const holder = document.getElementById('data');
  const found = JSON.parse(holder.textContent);
  holder.textContent = '';
  return found;
}

// An element with attributes that this script names, and children: texts or elements; null is left out.
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter((c) => c !== null && c !== undefined && c !== ''));
  return element;
}

function button(label, onclick, attributes) {
  return el('button', { type: 'button', onclick, ...attributes }, label);
}

// A field and, beside it, so that it isn't read as part of the name, its label.
function field(input, label) {
  return el('div', { class: `field ${input.id}` }, el('label', { for: input.id }, label), input);
}

function number(n) {
  return n.toLocaleString('en');
}

function counted(n, one, many) {
  return `${number(n)} ${n === 1 ? one : many || one + 's'}`;
}

function percent(share) {
  return share === 0 ? '0%' : share < 0.001 ? '<0.1%' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)}%`;
}

function hundredth(n) {
  return n.toFixed(2);
}

// 250, 1.2k, 16k.
function short(n) {
  return n < 1000 ? number(Math.round(n)) : `${Number((n / 1000).toPrecision(2)).toLocaleString('en')}k`;
}

// A link for http and https alone; any other address, and one of which a part is not shown, is text.
function address(url) {
  let safe = false;
  try { safe = !url.includes(' ') && ['http:', 'https:'].includes(new URL(url).protocol); } catch { /* no address */ }
  return safe ? el('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, url) : url;
}

// One colour a kind of rule, by the kinds that the page knows in alphabetical order.
function colours(families) {
  const known = [...new Set(families)].sort();
  return new Map(known.map((family, i) => [family, `k${(i * 7) % 20}`]));
}

// Runs once the calls have stopped for a moment.
function later(action, milliseconds) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(action, milliseconds); };
}

function typing(event) {
  return ['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName);
}

function plainKey(event) {
  return !(event.ctrlKey || event.metaKey || event.altKey);
}
