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
  events.addEventListener('changed', async () => {
    const isFilling = [...main.querySelectorAll('form')].some((form) => form.dataset.touched === 'yes');
    if (!isFilling) await renew(main);
    if (news) news.textContent = isFilling ? news.dataset.waiting : news.dataset.done;
  });
  main.addEventListener('input', ({ target }) => {
    const form = target.closest('form');
    if (form) form.dataset.touched = 'yes';
  });
  window.addEventListener('pagehide', () => events.close());
}

async function renew(main) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok && answer.status !== 410) return; // a link that has ended has a page that says so
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .getElementById('main-content');
  if (!fresh) return;
  const open = [...main.querySelectorAll('details[open]')].map(({ id }) => id).filter(Boolean);
  const focused = document.activeElement?.id;
  main.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  countDown(main);
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
for (const table of document.querySelectorAll('table[data-grid]')) grid(table);
for (const hint of document.querySelectorAll('.plenum-grid-keys')) hint.hidden = false;
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
function countDown(within) {
  const from = performance.now();
  for (const place of within.querySelectorAll('[data-countdown]')) {
    const { countdown, now, left, passed } = place.dataset;
    const atLoad = Date.parse(countdown) - Date.parse(now);
    if (atLoad <= 0) continue;
    const tell = () => {
      const ms = atLoad - (performance.now() - from);
      const words = ms > 0 ? left.replace('{}', spanText(ms)) : passed;
      if (place.textContent !== words) place.textContent = words;
      if (!place.isConnected) window.clearInterval(ticking);
    };
    const ticking = window.setInterval(tell, 15_000);
  }
}
countDown(document);

/** A button that prints is shown only where it works. */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** A countdown in seconds, from what the server says is left: `data-seconds`, `data-left` with {} for the number, `data-over`. */
for (const place of document.querySelectorAll('[data-seconds]')) {
  const { seconds, left, over } = place.dataset;
  const tell = () => {
    const rest = Math.ceil(Number(seconds) - performance.now() / 1000);
    place.textContent = rest > 0 ? left.replace('{}', String(rest)) : over;
    if (rest > 0) setTimeout(tell, 1000);
  };
  tell();
}
