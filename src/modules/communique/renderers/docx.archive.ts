/** A .docx is an archive. Its files carry the time at which it was packed; here they carry none, so that the same content is the same bytes. */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/** 1 January 1980, 00:00, the first moment that the format can say: time, then date, in two bytes each. */
const NO_TIME = Buffer.from([0x00, 0x00, 0x21, 0x00]);

/**
 * @param archive ZIP file without comment (APPNOTE 4.3.16)
 * @returns the same archive, each of its files dated at the first moment that the format can say
 * @throws TypeError when it is no such archive
 */
export function withoutTimes(archive: Buffer): Buffer {
  const bytes = Buffer.from(archive);
  const end = bytes.length - 22;
  requireSignature(bytes, end, END_OF_DIRECTORY);
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry += 1) {
    requireSignature(bytes, at, DIRECTORY_ENTRY);
    const local = bytes.readUInt32LE(at + 42);
    requireSignature(bytes, local, LOCAL_HEADER);
    NO_TIME.copy(bytes, at + 12);
    NO_TIME.copy(bytes, local + 10);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}

function requireSignature(bytes: Buffer, at: number, signature: number): void {
  if (at < 0 || bytes.readUInt32LE(at) !== signature)
    throw new TypeError(`no ZIP record ${signature.toString(16)} at ${at}`);
}
