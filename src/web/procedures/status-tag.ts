/** How a procedure's status is coloured: the word says it, the colour only helps to find it. */
const TAGS: Readonly<Record<string, string>> = {
  draft: 'govuk-tag--grey',
  scheduled: 'govuk-tag--light-blue',
  open: 'govuk-tag--blue',
  insufficient: 'govuk-tag--orange',
  consulting: 'govuk-tag--yellow',
  'awaiting-declaration': 'govuk-tag--yellow',
  'declared-without-authority': 'govuk-tag--orange',
  contested: 'govuk-tag--purple',
  adopted: 'govuk-tag--green',
  'adopted-final': 'govuk-tag--green',
  'not-adopted': 'govuk-tag--red',
  'not-adopted-final': 'govuk-tag--red',
};

/** @returns the class of the tag of a status; grey for what has ended without an outcome */
export function tagOf(status: string): string {
  return TAGS[status] ?? 'govuk-tag--grey';
}
