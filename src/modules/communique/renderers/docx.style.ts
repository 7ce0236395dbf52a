/** Styles of the Word document. Sizes are half points, distances twentieths of a point. */
import type { IStylesOptions } from 'docx';

export const INK = {
  text: '111111',
  muted: '505A5F',
  warning: '594D00',
  inserted: '005A30',
  deleted: '942514',
};

const FONT = 'Times New Roman';

export const DOCX_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK.text },
      paragraph: { spacing: { after: 160, line: 288 } },
    },
    heading1: {
      run: { font: FONT, size: 36, bold: true, color: INK.text },
      paragraph: { spacing: { after: 120 }, outlineLevel: 0 },
    },
  },
  paragraphStyles: [
    {
      id: 'Kind',
      name: 'Kind',
      basedOn: 'Normal',
      run: { bold: true, allCaps: true, size: 22 },
      paragraph: { spacing: { after: 60 } },
    },
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      run: { size: 24 },
      paragraph: { spacing: { after: 60 } },
    },
    {
      id: 'Status',
      name: 'Status',
      basedOn: 'Normal',
      run: { color: INK.muted, italics: true },
      paragraph: {
        spacing: { after: 360 },
        border: { bottom: { style: 'single', size: 8, space: 6, color: INK.text } },
      },
    },
    { id: 'Clause', name: 'Clause', basedOn: 'Normal', paragraph: { spacing: { after: 160 } } },
    {
      id: 'Change',
      name: 'Change',
      basedOn: 'Normal',
      run: { size: 19 },
      paragraph: { indent: { left: 1080 }, spacing: { after: 80 } },
    },
    { id: 'Header', name: 'header', basedOn: 'Normal', run: { size: 18, color: INK.muted } },
    { id: 'Footer', name: 'footer', basedOn: 'Normal', run: { size: 18, color: INK.muted } },
  ],
  characterStyles: [
    { id: 'Mark', name: 'Mark', basedOn: 'DefaultParagraphFont', run: { size: 18, color: INK.warning } },
  ],
};
