/** How a mail is laid out, in plain text and in HTML, from one body: both say the same, in the same order. */
import { directionOf } from '../../platform/http/page-renderer.js';

/** A mail's content. Every text is plain; the HTML form escapes it. */
export interface MailBody {
  readonly language: string;
  /** the first line: what, by when */
  readonly lead: string;
  /** the paragraphs that follow */
  readonly paragraphs: readonly string[];
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
  /** facts as pairs: reference, hash, receipt number */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly footer: readonly string[];
}

const WIDTH = 76;

/** @returns the plain-text form; lines of prose at most 76 characters, addresses and hashes whole */
export function textMail(body: MailBody): string {
  const { lead, paragraphs, deadline, action, quotes, facts, footer } = body;
  const blocks = [
    wrap(lead),
    ...(deadline
      ? [[`${deadline.label}:`, `  ${deadline.local}`, `  ${deadline.utc}`, `  ${deadline.iso}`].join('\n')]
      : []),
    ...paragraphs.map(wrap),
    ...(action ? [`${action.label}:\n${action.url}\n\n${wrap(action.note)}`] : []),
    ...quotes.map(
      ({ title, text }) =>
        `${title}\n${'-'.repeat(Math.min(title.length, WIDTH))}\n${text.split('\n').map(wrap).join('\n')}`,
    ),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    `-- \n${footer.map(wrap).join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** @returns the HTML form, with inline styles only and no foreign resource; it can be read on a small screen and aloud */
export function htmlMail(body: MailBody, subject: string): string {
  const { language, lead, paragraphs, deadline, action, quotes, facts, footer } = body;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title>`;
  const parts = [
    `<h1 style="font-size:19px;margin:0 0 16px">${escapeHtml(lead)}</h1>`,
    deadline ? deadlineBlock(deadline) : '',
    ...paragraphs.map((text) => paragraph(text)),
    action ? actionBlock(action) : '',
    ...quotes.map(quoteBlock),
    facts.length > 0 ? factsBlock(facts) : '',
    '<hr style="border:0;border-top:1px solid #b1b9be">',
    ...footer.map((text) => paragraph(text, 'font-size:14px;color:#4c5960')),
  ].filter((part) => part !== '');
  const direction = directionOf(language) === 'rtl' ? ' dir="rtl"' : '';
  return `<!DOCTYPE html>\n<html lang="${escapeHtml(language)}"${direction}><head>${head}</head><body style="${BODY_STYLE}">\n${parts.join('\n')}\n</body></html>\n`;
}

const BODY_STYLE =
  'margin:0;padding:20px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.4;color:#0b0c0c;max-width:640px';
const BUTTON_STYLE =
  'display:inline-block;padding:12px 20px;background:#0b5c46;color:#ffffff;font-weight:bold;text-decoration:none';

function paragraph(text: string, style = ''): string {
  return `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
}

function deadlineBlock({ label, iso, local, utc }: NonNullable<MailBody['deadline']>): string {
  const time = `<time datetime="${escapeHtml(iso)}"><strong>${escapeHtml(local)}</strong><br>${escapeHtml(utc)}</time>`;
  const style = 'margin:0 0 16px;padding:12px;border-inline-start:4px solid #0b2f3e;background:#f3f5f6';
  return `<p style="${style}">${escapeHtml(label)}:<br>${time}</p>`;
}

function actionBlock({ label, url, note }: NonNullable<MailBody['action']>): string {
  const button = `<a href="${escapeHtml(url)}" style="${BUTTON_STYLE}">${escapeHtml(label)}</a>`;
  return `<p style="margin:0 0 8px">${button}</p>\n${paragraph(note, 'color:#4c5960')}`;
}

function quoteBlock({ title, text }: MailBody['quotes'][number]): string {
  const style =
    'margin:0 0 16px;padding-inline-start:12px;border-inline-start:4px solid #b1b9be;white-space:pre-line';
  return `<h2 style="font-size:16px;margin:0 0 4px">${escapeHtml(title)}</h2>\n<blockquote style="${style}">${escapeHtml(text)}</blockquote>`;
}

function factsBlock(facts: MailBody['facts']): string {
  const cell = 'padding:2px 0;text-align:start;vertical-align:top;font-weight:normal';
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="${cell};padding-inline-end:12px">${escapeHtml(label)}</th><td style="${cell};word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  return `<table style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`;
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
