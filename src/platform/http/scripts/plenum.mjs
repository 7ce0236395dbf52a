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
  if (!answer.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .getElementById('main-content');
  if (!fresh) return;
  const open = [...main.querySelectorAll('details[open]')].map(({ id }) => id).filter(Boolean);
  const focused = document.activeElement?.id;
  main.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const main = document.querySelector('main[data-live]');
if (main && 'EventSource' in window) follow(main);

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
