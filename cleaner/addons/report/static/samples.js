// Which of a rule's texts are shown, the same ones every time. A false hit is mostly a long one; but it may be of a short kind, or of
// one outlet alone.

const LONGEST = 2;

// found: [{removal, doc}] in the order of the documents. The longest, then others from outlet to outlet, spread over their documents.
function samples(found, most) {
  const byLength = [...found].sort((a, b) => b.removal[1].length - a.removal[1].length);
  const longest = byLength.slice(0, LONGEST);
  const taken = new Set(longest);
  return [...longest, ...inTurn(found.filter((f) => !taken.has(f)), most - longest.length)].slice(0, most);
}

function inTurn(found, most) {
  const outlets = new Map();
  for (const one of found) {
    if (!outlets.has(one.doc.outlet)) outlets.set(one.doc.outlet, []);
    outlets.get(one.doc.outlet).push(one);
  }
  const groups = evenly([...outlets.values()], most);
  const wanted = Math.min(most, groups.reduce((n, group) => n + group.length, 0));
  let each = 0;
  for (let have = 0; have < wanted; each += 1) have += groups.filter((group) => group.length > each).length;
  const chosen = groups.map((group) => evenly(group, each));
  const order = [];
  for (let i = 0; i < each; i += 1) order.push(...chosen.filter((group) => i < group.length).map((group) => group[i]));
  return order.slice(0, most);
}

// At most so many, at even distances.
function evenly(list, most) {
  return list.length <= most ? list : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}
