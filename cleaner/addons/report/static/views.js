// The list, and over it one document or rule that the address names (#d/3, #r/7), so that the browser's Back goes back.

// page: open(kind, number), draw(kind, thing), focusList(), search (a field), clear(), step(by).
function screen(page) {
  const state = { doc: null };
  const list = el('div', { class: 'list' });
  const one = el('div', { class: 'one' });

  function route() {
    const [, kind, at] = location.hash.match(/^#([dr])\/(\d+)$/) || [];
    const thing = kind ? page.open(kind, Number(at)) : null;
    const wasOver = list.hidden;
    state.doc = kind === 'd' && thing ? thing : null;
    list.hidden = Boolean(thing);
    one.replaceChildren(...(thing ? [page.draw(kind, thing)] : []));
    if (thing) {
      window.scrollTo(0, 0);
      one.querySelector('h2').focus();
    } else if (wasOver) page.focusList();
  }

  function back() {
    location.hash = '';
  }

  function toSearch() {
    if (list.hidden) {
      history.replaceState(null, '', '#');
      route();
    }
    page.search.focus();
    page.search.select();
  }

  const inOne = {
    Escape: back, ArrowRight: () => page.step(1), ArrowLeft: () => page.step(-1), n: () => stepHit(one, 1), p: () => stepHit(one, -1),
  };
  const inList = { Escape: page.clear };

  function onKey(event) {
    if (!plainKey(event)) return;
    if (typing(event)) {
      onKeyInField(event);
      return;
    }
    const action = event.key === '/' ? toSearch : (list.hidden ? inOne : inList)[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  function onKeyInField(event) {
    const leave = event.key === 'Escape' || (event.target === page.search && ['ArrowDown', 'Enter'].includes(event.key));
    if (!leave) return;
    event.preventDefault();
    if (list.hidden) back();
    else page.focusList();
  }

  function start() {
    document.getElementById('app').replaceChildren(el('main', {}, list, one));
    document.addEventListener('keydown', onKey);
    window.addEventListener('hashchange', route);
    route();
  }

  return {
    list,
    get doc() { return state.doc; },
    backButton: () => button('Back to the list', back, { 'aria-keyshortcuts': 'Escape' }),
    start,
  };
}
