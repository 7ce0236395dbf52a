// What pages do more where a browser runs scripts. Every page is whole without it.

/** A summary of faults is read first, by whoever sees and by whoever listens. */
document.querySelector('.govuk-error-summary')?.focus();
