import { z } from 'zod';
import { languageTagSchema } from '../../kernel/language-tag.js';
import type { ApiRoute } from '../../platform/openapi/index.js';
import {
  annulmentSchema,
  compendiumAsOfSchema,
  compendiumFilterSchema,
  compendiumSearchSchema,
  conclusionSchema,
  correctionSchema,
  exportSchema,
  newInstrumentSchema,
  newTextSchema,
  nextNumberSchema,
  officialLanguageSchema,
  publicationSchema,
  relationSchema,
} from '../compendium/index.js';

const tag = 'compendium';
const base = '/api/v1/compendium';
const document = `${base}/documents/{which}`;
const AS_OF =
  'As of `at` (left out: now), as it was known at `knownAt` (left out: with every later correction). A date may be a year, a month, a day or an instant; of a year or month it is the last day.';
const WHICH = '`which` is an id, a number in any style, or a title.';
const changeAnswer = z.object({ id: z.uuid(), changed: z.boolean() });
const changed = [
  {
    status: 200,
    description: 'Whether anything is different now.',
    schema: changeAnswer,
    name: 'CompendiumChange',
  },
] as const;

/** The Compendium: decisions and other documents, their languages and chains. */
export const compendiumRoutes: readonly ApiRoute[] = [
  {
    ...read('', 'listCompendium', 'Documents in force', `${AS_OF} Latest adoption first.`),
    query: compendiumFilterSchema,
  },
  {
    ...read(
      '/search',
      'searchCompendium',
      'Words in titles, numbers and texts of any language',
      `«"…"» asks for a phrase, «-word» leaves out, «or» takes either. ${AS_OF}`,
    ),
    query: compendiumSearchSchema,
  },
  {
    ...read(
      '/missing-translations',
      'listMissingTranslations',
      'What lacks an official version in an official language',
      `Washington communiqué 2012, paragraph 47. ${AS_OF}`,
    ),
    query: compendiumAsOfSchema,
  },
  {
    ...read(
      '/next-number',
      'proposeNextNumber',
      'The next number of a year',
      'One more than the highest in use, whatever its style.',
    ),
    query: nextNumberSchema,
  },
  read(
    '/verification',
    'verifyCompendium',
    'Compute the hash of every text anew',
    'Texts whose words are not those that were hashed are listed.',
  ),
  { ...read('/export', 'exportCompendium', 'The whole list as a file', AS_OF), query: exportSchema },
  {
    ...read(
      '/documents/{which}',
      'showDocument',
      'One document',
      `Chain both ways, languages, the text in force. ${WHICH} ${AS_OF}`,
    ),
    query: compendiumAsOfSchema,
  },
  read(
    '/documents/{which}/history',
    'showDocumentHistory',
    'Everything that was ever believed of a document',
    WHICH,
  ),
  {
    ...read(
      '/documents/{which}/texts/{language}',
      'showText',
      'One language version with its words',
      `${WHICH} ${AS_OF}`,
    ),
    pathSchemas: { language: languageTagSchema },
    query: compendiumAsOfSchema,
  },
  {
    ...change('post', `${base}/documents`, 'addDocument', 'Enter a document', newInstrumentSchema),
    description: 'Numbers are unique in a series and year, whatever the style.',
    answers: [{ status: 201, description: 'Its id.', schema: changeAnswer, name: 'CompendiumChange' }],
  },
  change('put', document, 'correctDocument', 'Correct what is said of a document', correctionSchema),
  {
    ...change('post', `${document}/texts`, 'putText', 'Enter a language version', newTextSchema),
    answers: [
      {
        status: 200,
        description: 'Its version and the SHA-256 of its normalised text.',
        schema: changeAnswer.extend({ version: z.int(), sha256: z.string().nullable() }),
      },
    ],
  },
  change(
    'post',
    `${document}/relations`,
    'relateDocument',
    'Say how a document bears on an earlier one',
    relationSchema,
  ),
  change(
    'post',
    `${document}/publish`,
    'publishDocument',
    'Publish a document with its official texts',
    publicationSchema,
  ),
  change(
    'post',
    `${document}/annul`,
    'annulDocument',
    'Say that a document was never adopted',
    annulmentSchema,
  ),
  change(
    'post',
    `${document}/conclude`,
    'concludeDocument',
    'Say that a document has ended',
    conclusionSchema,
  ),
  {
    ...change(
      'put',
      `${base}/languages`,
      'setOfficialLanguage',
      'Say from when a language is official',
      officialLanguageSchema,
    ),
    description: 'An entry ends after it begins.',
    answers: [{ status: 204, description: 'Done.' }],
  },
];

function read(path: string, operationId: string, summary: string, description: string): ApiRoute {
  const answers = [{ status: 200, description: summary }] as const;
  return {
    method: 'get',
    path: `${base}${path}`,
    operationId,
    tag,
    summary,
    description,
    open: 'signed-in',
    answers,
  };
}

function change(
  method: 'post' | 'put',
  path: string,
  operationId: string,
  summary: string,
  body: z.ZodType,
): ApiRoute {
  return {
    method,
    path,
    operationId,
    tag,
    summary,
    description: WHICH,
    open: ['secretariat'],
    body,
    answers: changed,
  };
}
