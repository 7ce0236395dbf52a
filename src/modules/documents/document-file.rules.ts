/** Which files Plenum keeps as documents of a decision, and how it calls them. Pure. */

/** A kind of file, by how it is called, what it is served as, and how its bytes begin. */
interface FileKind {
  readonly extensions: readonly string[];
  readonly type: string;
  readonly fits: (bytes: Buffer) => boolean;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const beginsWith =
  (...beginning: readonly number[]) =>
  (bytes: Buffer): boolean =>
    bytes.subarray(0, beginning.length).equals(Buffer.from(beginning));
/** Names of a ZIP archive's parts stand in it as they are; the first bytes say that it is one. */
const archiveWith =
  (...parts: readonly string[]) =>
  (bytes: Buffer): boolean =>
    beginsWith(0x50, 0x4b, 0x03, 0x04)(bytes) && parts.every((part) => bytes.includes(part));

/** What bodies send around; which of it a body wants is not on record, so the list is assumed. No kind that a browser would run. */
const KINDS: readonly FileKind[] = [
  {
    extensions: ['pdf'],
    type: 'application/pdf',
    fits: (bytes) => bytes.subarray(0, 1024).includes('%PDF-'),
  },
  {
    extensions: ['docx'],
    type: `${OFFICE}wordprocessingml.document`,
    fits: archiveWith('[Content_Types].xml', 'word/'),
  },
  {
    extensions: ['xlsx'],
    type: `${OFFICE}spreadsheetml.sheet`,
    fits: archiveWith('[Content_Types].xml', 'xl/'),
  },
  {
    extensions: ['odt'],
    type: 'application/vnd.oasis.opendocument.text',
    fits: archiveWith('mimetype', 'application/vnd.oasis.opendocument.text'),
  },
  { extensions: ['png'], type: 'image/png', fits: beginsWith(0x89, 0x50, 0x4e, 0x47) },
  { extensions: ['jpg', 'jpeg'], type: 'image/jpeg', fits: beginsWith(0xff, 0xd8, 0xff) },
  { extensions: ['txt'], type: 'text/plain; charset=utf-8', fits: isText },
];

/** Extensions of the kinds that are kept, for the form that chooses a file. */
export const KEPT_EXTENSIONS: readonly string[] = KINDS.flatMap(({ extensions }) => extensions);

/** Longest name that is kept; file systems take 255 bytes, and some letters are four. */
const LONGEST_NAME = 60;

/**
 * @param name as the browser gave it
 * @returns the name alone: no path of any system, no control characters or marks of direction, and not too long; its extension stays
 */
export function plainFileName(name: string): string {
  const base = (name.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim();
  const extension = extensionOf(base);
  const end = extension === '' ? '' : `.${extension}`;
  const stem = [...base.slice(0, base.length - end.length)].slice(0, LONGEST_NAME).join('').trim();
  return `${stem === '' || /^\.+$/.test(stem) ? 'document' : stem}${end}`;
}

/**
 * @param name of the file
 * @param bytes of it
 * @returns what it is served as, when its extension is one of those kept and its content begins as such a file does; else null
 */
export function fileTypeOf(name: string, bytes: Buffer): string | null {
  const kind = KINDS.find(({ extensions }) => extensions.includes(extensionOf(name)));
  return kind?.fits(bytes) ? kind.type : null;
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // another encoding would show as nonsense to whoever opens it
  }
}
