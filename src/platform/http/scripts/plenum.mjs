// What pages do more where a browser runs scripts. Every page is whole without it.

/** A summary of faults is read first, by whoever sees and by whoever listens. */
document.querySelector('.govuk-error-summary')?.focus();

/**
 * A page of something that is under way follows it: `<main data-live="/live/…">`. When it has changed the page is read again and its content put in
 * place, unless somebody has begun to fill a form in it; then only a line says that there is news.
 */
function follow(main) {
  const news = document.getElementById('live-news');
  const events = new EventSource(main.dataset.live);
  let turn = Promise.resolve();
  const bringUpToDate = async () => {
    const isDone = await renew(main).catch(() => false);
    if (!news) return;
    news.textContent = '';
    setTimeout(() => (news.textContent = isDone ? news.dataset.done : news.dataset.waiting), 100); // a change is read out, the same words are not
  };
  events.addEventListener('changed', () => (turn = turn.then(bringUpToDate)));
  main.addEventListener('input', ({ target }) => {
    const form = target.closest('form');
    if (form) form.dataset.touched = 'yes';
  });
  window.addEventListener('pagehide', () => events.close());
}

const isFilling = (main) => main.querySelector('form[data-touched]') !== null;

/** Puts the page's present content in place: what the reader opened stays open, and the focus where it was. Says whether it did. */
async function renew(main) {
  if (isFilling(main)) return false;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const hasPage = answer.ok || answer.status === 410; // a link that has ended has a page that says so
  if (!hasPage || answer.redirected) return false; // led to signing in
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .getElementById('main-content');
  if (!fresh || isFilling(main)) return false;
  const parts = [...main.querySelectorAll('details')].map((part) => [placeOf(main, part), part.open]);
  const focused = main.contains(document.activeElement) ? placeOf(main, document.activeElement) : null;
  main.replaceChildren(...fresh.childNodes);
  for (const [place, open] of parts) atPlace(main, place)?.toggleAttribute('open', open);
  enliven(main, performance.now());
  if (focused) focusOn(atPlace(main, focused) ?? main);
  return true;
}

function focusOn(element) {
  if (element.localName === 'main') element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** What an element is known by when its page is read again, beside being the n-th that is known by it. */
function markOf(element) {
  const { id, name, value } = element;
  const words = element.localName === 'details' ? element.querySelector('summary') : element;
  return (
    id ||
    element.getAttribute('href') ||
    (name && `${name}=${value}`) ||
    element.getAttribute('aria-label') ||
    words?.textContent.trim() ||
    ''
  );
}
const alike = (main, tag, mark) => [...main.querySelectorAll(tag)].filter((one) => markOf(one) === mark);
const placeOf = (main, element) => {
  const [tag, mark] = [element.localName, markOf(element)];
  return { tag, mark, nth: alike(main, tag, mark).indexOf(element) };
};

/** The element that was at this place; where its words hold numbers, such as how many there are, they may have changed. */
function atPlace(main, { tag, mark, nth }) {
  const same = alike(main, tag, mark);
  if (same.length > 0) return same[nth] ?? same.at(-1);
  const plain = (text) => text.replace(/\d+/g, '#');
  return [...main.querySelectorAll(tag)].find((one) => plain(markOf(one)) === plain(mark));
}

const main = document.querySelector('main[data-live]');
if (main && 'EventSource' in window) follow(main);

/**
 * Lets the arrow keys move from cell to cell of a table of links, so that Tab leaves it in one step. Home and End go to the ends of the
 * row, with Ctrl to those of the table. Only one cell is in the order of Tab at a time: what it holds, or else the cell itself.
 */
function grid(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.querySelector('a') ?? cell));
  const place = { row: 0, column: 0 };
  const go = (row, column) => {
    const line = rows[Math.min(Math.max(row, 0), rows.length - 1)];
    const next = line[Math.min(Math.max(column, 0), line.length - 1)];
    rows[place.row][place.column].tabIndex = -1;
    place.row = rows.indexOf(line);
    place.column = line.indexOf(next);
    next.tabIndex = 0;
    return next;
  };
  const last = () => rows[place.row].length - 1;
  const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
  const keys = {
    ArrowDown: () => go(place.row + 1, place.column),
    ArrowUp: () => go(place.row - 1, place.column),
    ArrowRight: () => go(place.row, place.column + forward),
    ArrowLeft: () => go(place.row, place.column - forward),
    Home: (all) => go(all ? 0 : place.row, 0),
    End: (all) => go(all ? rows.length - 1 : place.row, last()),
  };
  table.setAttribute('role', 'grid');
  for (const one of rows.flat()) one.tabIndex = -1;
  go(0, 0);
  table.addEventListener('focusin', ({ target }) => {
    const row = rows.findIndex((line) => line.includes(target));
    if (row >= 0) go(row, rows[row].indexOf(target));
  });
  table.addEventListener('keydown', (event) => {
    const move = event.altKey || event.metaKey ? undefined : keys[event.key];
    if (!move) return;
    event.preventDefault();
    move(event.ctrlKey).focus();
  });
}

/** How long is left, in words; told anew while the page is open. The server says what time it is: a clock may be wrong, or simulated. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const { lang } = document.documentElement;
function spanText(ms) {
  const largest = UNITS.findIndex(([, unit]) => ms >= unit);
  if (largest < 0) return spanText(60_000);
  const [[first, size], second] = UNITS.slice(largest);
  const parts = [inUnit(Math.floor(ms / size), first)];
  if (second && ms % size >= second[1]) parts.push(inUnit(Math.floor((ms % size) / second[1]), second[0]));
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(parts);
}
function inUnit(count, unit) {
  const form = { style: 'unit', unit, unitDisplay: 'long', numberingSystem: 'latn' };
  return new Intl.NumberFormat(lang, form).format(count);
}
function countDown(place, since) {
  const { countdown, now, left, passed } = place.dataset;
  const atLoad = Date.parse(countdown) - Date.parse(now);
  if (atLoad <= 0) return;
  const timer = window.setInterval(() => {
    const ms = atLoad - (performance.now() - since);
    const words = ms > 0 ? left.replace('{}', spanText(ms)) : passed;
    if (place.textContent !== words) place.textContent = words;
    if (!place.isConnected) window.clearInterval(timer);
  }, 15_000);
}

/** A countdown in seconds, from what the server says is left: `data-seconds`, `data-left` with {} for the number, `data-over`. */
function countSeconds(place, since) {
  const { seconds, left, over } = place.dataset;
  const tell = () => {
    const rest = Math.ceil(Number(seconds) - (performance.now() - since) / 1000);
    place.textContent = rest > 0 ? left.replace('{}', String(rest)) : over;
    if (rest > 0 && place.isConnected) setTimeout(tell, 1000);
  };
  tell();
}

/** Gives life to a page or to its new content, which was made at `since` milliseconds after the page began to load. */
function enliven(root, since) {
  for (const table of root.querySelectorAll('table[data-grid]')) grid(table);
  for (const hint of root.querySelectorAll('.plenum-grid-keys')) hint.hidden = false;
  for (const place of root.querySelectorAll('[data-countdown]')) countDown(place, since);
  for (const place of root.querySelectorAll('[data-seconds]')) countSeconds(place, since);
  // A button that prints is shown only where it works.
  for (const button of root.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}
enliven(document, 0);
