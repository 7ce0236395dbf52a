import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { LANGUAGE_COOKIE } from '../../platform/http/frame.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { LANGUAGES } from '../../platform/language/index.js';

const languageSchema = z.enum(LANGUAGES, { error: `one of ${LANGUAGES.join(', ')}` });
/** A path of this site: whatever is none leads to the start. */
const backSchema = z.object({
  back: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});
const YEAR_MS = 31_536_000_000;

/** Remembers the language that a reader chose, in the browser. */
@Controller('language')
export class LanguageController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get(':language')
  choose(
    @Param('language', new InputPipe(languageSchema, 'language')) language: z.output<typeof languageSchema>,
    @Query(new InputPipe(backSchema, 'query')) { back }: z.output<typeof backSchema>,
    @Res() response: Response,
  ): void {
    response.cookie(LANGUAGE_COOKIE, language, {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.configuration.publicUrl.startsWith('https:'),
      path: '/',
      maxAge: YEAR_MS,
    });
    response.redirect(303, back);
  }
}
