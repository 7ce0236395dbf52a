import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { fileTypeOf, plainFileName } from './document-file.rules.js';

const PDF = Buffer.from('%PDF-1.7\n');

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\chair\\Annex 1.PDF', 'Annex 1.pdf'],
    ['an\u0000nex\u202efdp.pdf', 'annexfdp.pdf'],
    ['.pdf', 'document.pdf'],
    ['..', 'document'],
    ['', 'document'],
    [`${'ط'.repeat(300)}.pdf`, `${'ط'.repeat(60)}.pdf`],
  ])('%j is kept as %j', (given, kept) => expect(plainFileName(given)).toBe(kept));
});

describe('the kind of a file', () => {
  it('is taken from its name and its content together', async () => {
    const docx = await new JSZip()
      .file('[Content_Types].xml', '')
      .file('word/document.xml', '')
      .generateAsync({ type: 'nodebuffer' });
    expect(fileTypeOf('annex.pdf', PDF)).toBe('application/pdf');
    expect(fileTypeOf('annex.DOCX', docx)).toContain('wordprocessingml');
    expect(fileTypeOf('note.txt', Buffer.from('Été'))).toBe('text/plain; charset=utf-8');
    expect(fileTypeOf('map.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  });

  it.each([
    ['annex.docx', PDF],
    ['annex.pdf', Buffer.from('<html><script>')],
    ['annex.html', Buffer.from('<html>')],
    ['picture.svg', Buffer.from('<svg/>')],
    ['run.exe', Buffer.from('MZ')],
    ['note.txt', Buffer.from([0xe9, 0x74])],
    ['note.txt', Buffer.from([0x61, 0])],
    ['annex', PDF],
  ])('of %s is none that is kept', (name, bytes) => expect(fileTypeOf(name, bytes)).toBeNull());
});
