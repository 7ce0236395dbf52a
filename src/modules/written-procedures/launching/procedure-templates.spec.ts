import { describe, expect, it } from '@jest/globals';
import { PROCEDURE_TEMPLATES, gapsLeft } from './procedure-templates.js';

describe('what a template leaves to be filled in', () => {
  it.each(PROCEDURE_TEMPLATES.map((template) => [template.id, template] as const))(
    'is found in %s as it was suggested',
    (id, { title, text }) => {
      expect(gapsLeft(id, [title])).not.toEqual([]);
      expect(gapsLeft(id, [text])).not.toEqual([]);
    },
  );

  it('is found once, and brackets of the author’s own are none', () => {
    expect(gapsLeft('admission', ['Admission of [applicant]', '[applicant] is admitted'])).toEqual([
      '[applicant]',
    ]);
    expect(gapsLeft('admission', ['The annex [2013] is adopted.'])).toEqual([]);
    expect(gapsLeft(null, ['[Text of the decision]'])).toEqual(['[Text of the decision]']);
    expect(gapsLeft(null, ['[applicant]'])).toEqual([]);
  });
});
