/** How a mail is laid out, in plain text and in HTML, from one body: both say the same, in the same order. */
import { directionOf } from '../../platform/http/page-renderer.js';
import type { Said } from '../../platform/language/index.js';

/** A text in the mail's language; or one that says itself which language it is in. */
export type MailText = string | Said;

/** A mail's content. Every text is plain; the HTML form escapes it, and marks what is in another language than the mail. */
export interface MailBody {
  readonly language: string;
  /** the first line: what, by when */
  readonly lead: MailText;
  /** the paragraphs that follow */
  readonly paragraphs: readonly MailText[];
  /** instant the mail is about, put where a machine can read it */
  readonly deadline: {
    readonly iso: string;
    readonly utc: string;
    readonly local: string;
    readonly label: string;
  } | null;
  readonly action: { readonly label: string; readonly url: string; readonly note: string } | null;
  /** quoted text: the decision, a reason */
  readonly quotes: readonly { readonly title: string; readonly text: string }[];
  /** facts as pairs: reference, hash, receipt number; with an address that stands in the value, which is then a link */
  readonly facts: readonly (readonly [label: MailText, value: MailText, address?: string])[];
  readonly footer: readonly string[];
}

const WIDTH = 76;

/** @returns the words of a text */
export function plainText(text: MailText): string {
  return typeof text === 'string' ? text : text.text;
}

/** What stands between a label and what it labels, where it is not a colon and a space. */
const COLONS: Readonly<Record<string, string>> = { fr: '\u00a0: ', zh: '：' };

/** @returns a label and its value on one line, as the language writes it */
export function labelled(language: string, label: MailText, value: MailText): string {
  return `${plainText(label)}${COLONS[language] ?? ': '}${plainText(value)}`;
}

/** @returns the plain-text form; lines of prose at most 76 characters, addresses and hashes whole */
export function textMail(body: MailBody): string {
  const { language, lead, paragraphs, deadline, action, quotes, facts, footer } = body;
  const blocks = [
    wrap(plainText(lead)),
    ...(deadline
      ? [
          [
            labelled(language, deadline.label, '').trim(),
            `  ${deadline.local}`,
            `  ${deadline.utc}`,
            `  ${deadline.iso}`,
          ].join('\n'),
        ]
      : []),
    ...paragraphs.map((text) => wrap(plainText(text))),
    ...(action
      ? [`${labelled(language, action.label, '').trim()}\n${action.url}\n\n${wrap(action.note)}`]
      : []),
    ...quotes.map(
      ({ title, text }) =>
        `${title}\n${'-'.repeat(Math.min(title.length, WIDTH))}\n${text.split('\n').map(wrap).join('\n')}`,
    ),
    ...(facts.length > 0 ? [facts.map(([label, value]) => labelled(language, label, value)).join('\n')] : []),
    `-- \n${footer.map(wrap).join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** @returns the HTML form, with inline styles only and no foreign resource; it can be read on a small screen and aloud */
export function htmlMail(body: MailBody, subject: string): string {
  const { language, lead, paragraphs, deadline, action, quotes, facts, footer } = body;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title>`;
  const parts = [
    `<h1 style="font-size:19px;margin:0 0 16px"${marked(lead, language)}>${escapeHtml(plainText(lead))}</h1>`,
    deadline ? deadlineBlock(deadline, language) : '',
    ...paragraphs.map((text) => paragraph(text, language)),
    action ? actionBlock(action, language) : '',
    ...quotes.map(quoteBlock),
    facts.length > 0 ? factsBlock(facts, language) : '',
    '<hr style="border:0;border-top:1px solid #b1b9be">',
    ...footer.map((text) => paragraph(text, language, 'font-size:14px;color:#4c5960')),
  ].filter((part) => part !== '');
  const direction = directionOf(language) === 'rtl' ? ' dir="rtl"' : '';
  const tag = `lang="${escapeHtml(language)}"${direction}`;
  // Mail programs drop the outer elements of a mail and what they say of it: so the language stands further in, too.
  return `<!DOCTYPE html>\n<html ${tag}><head>${head}</head><body style="${BODY_STYLE}"><div ${tag}>\n${parts.join('\n')}\n</div></body></html>\n`;
}

const BODY_STYLE =
  'margin:0;padding:20px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.4;color:#0b0c0c;max-width:640px';
const BUTTON_STYLE =
  'display:inline-block;padding:12px 20px;background:#0b5c46;color:#ffffff;font-weight:bold;text-decoration:none';

/** @returns the attributes of an element whose text is in another language than the mail; what people wrote finds its own direction */
function marked(text: MailText, language: string): string {
  if (typeof text === 'string') return directionOf(language) === 'rtl' ? ' dir="auto"' : '';
  return text.lang === language ? '' : ` lang="${text.lang}" dir="${directionOf(text.lang)}"`;
}

function paragraph(text: MailText, language: string, style = ''): string {
  return `<p style="margin:0 0 16px;${style}"${marked(text, language)}>${escapeHtml(plainText(text))}</p>`;
}

function deadlineBlock(
  { label, iso, local, utc }: NonNullable<MailBody['deadline']>,
  language: string,
): string {
  const time = `<time datetime="${escapeHtml(iso)}"><strong>${escapeHtml(local)}</strong><br>${escapeHtml(utc)}</time>`;
  const style = 'margin:0 0 16px;padding:12px;border-inline-start:4px solid #0b2f3e;background:#f3f5f6';
  return `<p style="${style}">${escapeHtml(labelled(language, label, '').trim())}<br>${time}</p>`;
}

function actionBlock({ label, url, note }: NonNullable<MailBody['action']>, language: string): string {
  const button = `<a href="${escapeHtml(url)}" style="${BUTTON_STYLE}">${escapeHtml(label)}</a>`;
  return `<p style="margin:0 0 8px">${button}</p>\n${paragraph(note, language, 'color:#4c5960')}`;
}

/** What people wrote: whatever language it is in, it finds its direction itself. */
function quoteBlock({ title, text }: MailBody['quotes'][number]): string {
  const style =
    'margin:0 0 16px;padding-inline-start:12px;border-inline-start:4px solid #b1b9be;white-space:pre-line';
  return `<h2 style="font-size:16px;margin:0 0 4px" dir="auto">${escapeHtml(title)}</h2>\n<blockquote style="${style}" dir="auto">${escapeHtml(text)}</blockquote>`;
}

function factsBlock(facts: MailBody['facts'], language: string): string {
  const cell = 'padding:2px 0;text-align:start;vertical-align:top;font-weight:normal';
  const rows = facts.map(
    ([label, value, address]) =>
      `<tr><th scope="row" style="${cell};padding-inline-end:12px"${marked(label, language)}>${escapeHtml(plainText(label))}</th><td style="${cell};word-break:break-word"${marked(value, language)}>${linked(plainText(value), address)}</td></tr>`,
  );
  return `<table style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`;
}

/** Only an address of the web is a link; whatever else somebody wrote into its field stays words. */
function linked(value: string, address: string | undefined): string {
  const at = address !== undefined && /^https?:\/\//.test(address) ? value.indexOf(address) : -1;
  if (address === undefined || at < 0) return escapeHtml(value);
  const link = `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
  return `${escapeHtml(value.slice(0, at))}${link}${escapeHtml(value.slice(at + address.length))}`;
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Breaks between words; a word longer than a line (an address, a hash) stays whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}
