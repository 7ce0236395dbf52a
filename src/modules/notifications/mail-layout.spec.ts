import { describe, expect, it } from '@jest/globals';
import { type MailBody, htmlMail, plainText, textMail } from './mail-layout.js';

const URL = `https://plenum.example/b/${'t'.repeat(43)}`;
const HASH = 'a'.repeat(64);
const body: MailBody = {
  language: 'en',
  lead: 'Answer by 14 August 24:00 UTC: WP-1 Admission of Ruritania',
  paragraphs: ['word '.repeat(60).trim(), 'A & B <script>alert(1)</script>'],
  deadline: {
    iso: '2026-08-15T00:00:00.000Z',
    utc: 'Friday 14 August 2026, 24:00 UTC',
    local: 'Saturday 15 August 2026, 02:00 (Brussels)',
    label: 'Answers count if received before',
  },
  action: { label: 'Read and answer', url: URL, note: 'The link is yours alone.' },
  quotes: [{ title: 'The text', text: 'It is decided:\n\n"Ruritania" is admitted.' }],
  facts: [['Fingerprint', HASH]],
  footer: ['Replies to this mail are no answers.'],
};

describe('a mail in plain text', () => {
  const text = textMail(body);

  it('begins with what and by when', () => {
    expect(text.split('\n')[0]).toBe(body.lead);
  });

  it('has lines of at most 76 characters, but links and hashes whole', () => {
    const long = text.split('\n').filter((line) => line.length > 76);
    expect(long).toEqual([`Fingerprint: ${HASH}`]);
    expect(text).toContain(`\n${URL}\n`);
  });

  it('loses no word', () => {
    expect(text.replace(/\s+/g, ' ')).toContain(plainText(body.paragraphs[0] ?? ''));
  });
});

describe('a mail in HTML', () => {
  const html = htmlMail(body, 'Subject <1>');
  const words = html
    .replace(/<title>.*<\/title>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

  it('says what the text says, in the same order', () => {
    const said = [
      plainText(body.lead),
      'Answers count if received before',
      'Saturday 15',
      'word word',
      'Read and answer',
      'The text',
      HASH,
      'Replies to this mail',
    ];
    const places = said.map((part) => words.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('takes nothing as markup that people wrote', () => {
    expect(html).not.toContain('<script');
    expect(html).toContain('A &amp; B &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;Ruritania&quot;');
    expect(
      htmlMail({ ...body, action: { label: 'x', url: 'https://x.example/"onclick="y', note: '' } }, 's'),
    ).toContain('href="https://x.example/&quot;onclick=&quot;y"');
  });

  it('loads nothing from elsewhere and runs nothing', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|style|form)|url\(|@import/i);
  });

  it('is one document with a language, a heading, and the deadline where a machine finds it', () => {
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en"><head>/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<time datetime="2026-08-15T00:00:00.000Z">');
  });

  it('says its language and direction where mail programs keep it, and marks what is in another', () => {
    const arabic = htmlMail(
      { ...body, language: 'ar', paragraphs: ['كلمة', { text: 'It is due.', lang: 'en' }] },
      's',
    );
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain('<div lang="ar" dir="rtl">');
    expect(arabic).toMatch(/<p style="[^"]*" lang="en" dir="ltr">It is due\.<\/p>/);
    expect(arabic).toMatch(/<p style="[^"]*" dir="auto">كلمة<\/p>/);
    expect(htmlMail({ ...body, lead: { text: 'x', lang: 'en' } }, 's')).not.toContain('<h1 lang');
  });
});
