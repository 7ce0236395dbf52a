/**
 * The embedded fonts of a PDF and which of them writes which character. All are under the SIL Open Font License 1.1.
 * Covered: Latin, Greek, Cyrillic (Noto Serif); Arabic (Noto Naskh Arabic); the Chinese of GB 2312 (ZCOOL XiaoWei).
 * A character of any other script is shown as an empty box: its text is in the file, but not to be seen.
 */
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const file = (path: string): string => resolve(`@expo-google-fonts/${path}.ttf`);

/** Files of the fonts. A document asks for a font by its file: pdfkit opens one that was registered under a name again at every use. */
export const PDF_FONTS = {
  serif: file('noto-serif/400Regular/NotoSerif_400Regular'),
  'serif-bold': file('noto-serif/700Bold/NotoSerif_700Bold'),
  arabic: file('noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular'),
  'arabic-bold': file('noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold'),
  chinese: file('zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular'),
} as const;
export type PdfFont = keyof typeof PDF_FONTS;

const ARABIC = /\p{Script=Arabic}|[،؛؟]/u;
const CHINESE = /\p{Script=Han}|[\u3000-\u303F\uFF00-\uFFEF]/u;

/**
 * @param character one
 * @param bold whether it is to be bold; Chinese has one weight
 * @returns the font that writes it
 */
export function fontOf(character: string, bold: boolean): PdfFont {
  if (CHINESE.test(character)) return 'chinese';
  if (ARABIC.test(character)) return bold ? 'arabic-bold' : 'arabic';
  return bold ? 'serif-bold' : 'serif';
}
