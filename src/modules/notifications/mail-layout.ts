/** How a mail is laid out, in plain text and in HTML, from one body: both say the same, in the same order. */

/** A mail's content. Every text is plain; the HTML form escapes it. */
export interface MailBody {
  readonly language: string;
  /** the first line: what, by when */
  readonly lead: string;
  /** the paragraphs that follow */
  readonly paragraphs: readonly string[];
  /** instant the mail is about, put where a machine can read it */
  readonly deadline: { readonly iso: string; readonly utc: string; readonly local: string; readonly label: string } | null;
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
    ...(deadline ? [[`${deadline.label}:`, `  ${deadline.local}`, `  ${deadline.utc}`, `  ${deadline.iso}`].join('\n')] : []),
    ...paragraphs.map(wrap),
    ...(action ? [`${action.label}:\n${action.url}\n\n${wrap(action.note)}`] : []),
    ...quotes.map(({ title, text }) => `${title}\n${'-'.repeat(Math.min(title.length, WIDTH))}\n${text.split('\n').map(wrap).join('\n')}`),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    `-- \n${footer.map(wrap).join('\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** @returns the HTML form, with inline styles only and no foreign resource */
export function htmlMail(body: MailBody, subject: string): string {
  const { language, lead, paragraphs, deadline, action, quotes, facts, footer } = body;
  const p = (text: string, style = ''): string => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`;
  const parts = [
    p(lead, 'font-size:19px;font-weight:bold;'),
    ...(deadline
      ? [`<p style="margin:0 0 16px;padding:12px;border-left:4px solid #0b2f3e;background:#f3f5f6">${escapeHtml(deadline.label)}:<br><time datetime="${deadline.iso}"><strong>${escapeHtml(deadline.local)}</strong><br>${escapeHtml(deadline.utc)}</time></p>`]
      : []),
    ...paragraphs.map((text) => p(text)),
    ...(action
      ? [
          `<p style="margin:0 0 8px"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:12px 20px;background:#0b5c46;color:#ffffff;font-weight:bold;text-decoration:none">${escapeHtml(action.label)}</a></p>`,
          p(action.note, 'color:#4c5960;'),
        ]
      : []),
    ...quotes.map(({ title, text }) => `<h2 style="font-size:16px;margin:0 0 4px">${escapeHtml(title)}</h2><blockquote style="margin:0 0 16px;padding-left:12px;border-left:4px solid #b1b9be;white-space:pre-line">${escapeHtml(text)}</blockquote>`),
    ...(facts.length > 0
      ? [`<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">${facts.map(([label, value]) => `<tr><td style="padding:2px 12px 2px 0;vertical-align:top">${escapeHtml(label)}</td><td style="padding:2px 0;word-break:break-all">${escapeHtml(value)}</td></tr>`).join('')}</table>`]
      : []),
    `<hr style="border:0;border-top:1px solid #b1b9be">${footer.map((text) => p(text, 'font-size:14px;color:#4c5960;')).join('')}`,
  ];
  return `<!DOCTYPE html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:20px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.4;color:#0b0c0c;max-width:640px">${parts.join('\n')}</body></html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join('\n');
}
