// What pages do more where a browser runs scripts. Every page is whole without it.

/** A summary of faults is read first, by whoever sees and by whoever listens. */
document.querySelector('.govuk-error-summary')?.focus();

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
for (const place of document.querySelectorAll('[data-countdown]')) {
  const { countdown, now, left, passed } = place.dataset;
  const atLoad = Date.parse(countdown) - Date.parse(now);
  if (atLoad <= 0) continue;
  const tell = () => {
    const ms = atLoad - performance.now();
    const words = ms > 0 ? left.replace('{}', spanText(ms)) : passed;
    if (place.textContent !== words) place.textContent = words;
  };
  window.setInterval(tell, 15_000);
}

/** A button that prints is shown only where it works. */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
