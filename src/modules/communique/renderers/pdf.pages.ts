/** Pages of a PDF: where the next block goes, when a page is full, and what stands at the head and foot of each. */
import { PDF_FONTS, type PdfFont } from './pdf.fonts.js';
import { type Line, type Piece, type Span, linesOf } from './pdf.lines.js';

/** A4 in points, and its margins. */
const PAGE = { width: 595.28, height: 841.89, side: 68, top: 76, bottom: 70 } as const;

const LINE_HEIGHT = 1.42;
const SMALL = 8.5;
const MUTED = '#505a5f';
const INK = '#111111';

/** A paragraph on the page; sizes and distances in points. */
export interface Block {
  readonly spans: readonly Span[];
  readonly size: number;
  /** distance to what follows */
  readonly after: number;
  /** from the edge at which its lines begin */
  readonly indent?: number;
  readonly direction?: 'ltr' | 'rtl';
  /** a line below it across the page */
  readonly rule?: boolean;
}

/** Writes blocks one below the other. */
export class PdfPages {
  private y: number = PAGE.top;

  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly direction: 'ltr' | 'rtl',
  ) {
    pdf.addPage();
  }

  /** Begins a new page unless at least two lines of the block (or all it has) find room on this one. */
  keep(block: Block): void {
    const height = block.size * LINE_HEIGHT * Math.min(2, this.lines(block).length);
    if (!this.hasRoom(height)) this.turn();
  }

  /** The number of a paragraph, at the edge where its lines begin; the paragraph comes on the same line. */
  label(text: string, { size, direction = this.direction, indent = 0 }: Block): void {
    const x = direction === 'rtl' ? PAGE.width - PAGE.side - indent * 0.8 : PAGE.side;
    this.pdf.font(PDF_FONTS.serif).fontSize(size).fillColor(INK);
    this.pdf.text(text, x, this.y + size, { lineBreak: false, baseline: 'alphabetic' });
  }

  /** Writes a block, over as many pages as it needs. */
  write(block: Block): void {
    const { size, direction = this.direction, indent = 0, after, rule = false } = block;
    const left = PAGE.side + (direction === 'rtl' ? 0 : indent);
    const lines = this.lines(block);
    for (const [index, line] of lines.entries()) {
      const isLastButOne = index > 0 && index === lines.length - 2; // the last line is not left alone on the next page
      if (!this.hasRoom(size * LINE_HEIGHT * (isLastButOne ? 2 : 1))) this.turn();
      for (const piece of line) this.draw(piece, { x: left + piece.x, y: this.y + size, size });
      this.y += size * LINE_HEIGHT;
    }
    if (rule) this.across(this.y + 4);
    this.y += after;
  }

  /** Writes head and foot of every page, once their number is known. They are no part of the text. */
  number(foot: (number: number, total: number) => string, head: string): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(start + page);
      this.pdf.markContent('Artifact', { type: 'Pagination' });
      if (page > 0) this.small(head, 46);
      this.small(foot(page + 1, count), PAGE.height - 40);
      this.pdf.endMarkedContent();
    }
  }

  private lines({ spans, size, direction = this.direction, indent = 0 }: Block): readonly Line[] {
    const width = PAGE.width - 2 * PAGE.side - indent;
    return linesOf(spans, { width, direction, measure: (text, font) => this.widthOf(text, font, size) });
  }

  private widthOf(text: string, font: PdfFont, size: number): number {
    this.pdf.font(PDF_FONTS[font]).fontSize(size);
    if (text.trim() === '') return this.pdf.widthOfString(text);
    // pdfkit shapes a line word by word, each with the space after it, and keeps what it shaped
    return this.pdf.widthOfString(`${text} `) - this.pdf.widthOfString(' ');
  }

  private draw(piece: Piece, { x, y, size }: { x: number; y: number; size: number }): void {
    const { text, actual, font, color = INK, line, width } = piece;
    if (actual !== null) this.pdf.markContent('Span', { actual });
    this.pdf.font(PDF_FONTS[font]).fontSize(size).fillColor(color);
    this.pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
    if (actual !== null) this.pdf.endMarkedContent();
    if (line === undefined) return;
    const at = line === 'under' ? y + size * 0.14 : y - size * 0.28;
    this.pdf
      .lineWidth(0.6)
      .moveTo(x, at)
      .lineTo(x + width, at)
      .stroke(color);
  }

  private small(text: string, y: number): void {
    const width = PAGE.width - 2 * PAGE.side;
    const [line = []] = linesOf([{ text, color: MUTED }], {
      width,
      direction: this.direction,
      measure: (piece, font) => this.widthOf(piece, font, SMALL),
    });
    const used = line.reduce((total, piece) => total + piece.width, 0);
    const start = Math.min(...line.map(({ x }) => x));
    const shift = (width - used) / 2 - start;
    for (const piece of line) this.draw(piece, { x: PAGE.side + shift + piece.x, y, size: SMALL });
  }

  private hasRoom(height: number): boolean {
    return this.y + height <= PAGE.height - PAGE.bottom;
  }

  private across(y: number): void {
    this.pdf
      .lineWidth(1)
      .moveTo(PAGE.side, y)
      .lineTo(PAGE.width - PAGE.side, y)
      .stroke(INK);
  }

  /** The structure that is open goes on over the page. */
  private turn(): void {
    this.pdf.continueOnNewPage();
    this.y = PAGE.top;
  }
}
