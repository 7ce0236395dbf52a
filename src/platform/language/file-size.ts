const KILOBYTE = 1024;

/**
 * @param bytes length of a file
 * @param locale BCP 47 tag of its reader
 * @returns the length as people say it, `340 kB`, `1.2 MB`; never nothing of what is something
 */
export function fileSize(bytes: number, locale: string): string {
  const [unit, size] =
    bytes < KILOBYTE * KILOBYTE
      ? (['kilobyte', Math.max(1, Math.round(bytes / KILOBYTE))] as const)
      : (['megabyte', bytes / KILOBYTE / KILOBYTE] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
}
