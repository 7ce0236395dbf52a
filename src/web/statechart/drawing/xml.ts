/** XML, written so that no text can become markup. */

/** By name; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** @returns the text with every sign of markup escaped, and without signs that XML does not allow at all */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * @param name of the element
 * @param attributes not yet escaped
 * @param content markup, from this function or {@link escaped}
 * @returns the element
 */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const inside = content.join('');
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}
