/** The command that reports a certificate that seems fake. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  codeSchema,
  commandsFor,
  documentsSchema,
  openingShape,
  proseSchema,
  refusalOfCodes,
  refusalOfSpeaking,
  visibilitySchema,
} from '../casework/index.js';
import {
  ENFORCEMENT_RULES,
  type EnforcementContext,
  certificateSchema,
  enforcementRulesSchema,
} from './enforcement-notice.context.js';

const payload = z.strictObject({
  ...openingShape,
  /** until it is shared, it is a matter of the one that reports it, the alleged issuer and the offices */
  visibility: visibilitySchema.default('concerned'),
  reportedBy: codeSchema,
  certificate: certificateSchema,
  text: proseSchema,
  documents: documentsSchema,
  rules: enforcementRulesSchema.default(ENFORCEMENT_RULES),
});

/** Reports a certificate. */
export const report = commandsFor<EnforcementContext>()(payload, {
  title: 'report a certificate that seems fake',
  by: ['participant', 'chair', 'secretariat', 'system'],
  article: 'Washington communiqué 2012, paragraph 54; steps assumed',
  recordedAs: 'reported',
  refusal: ({ event, payload: { reportedBy, certificate, visibility } }) =>
    firstRefusal(
      () => refusalOfCodes(event, [reportedBy], 'reportedBy', ['participant']),
      () => refusalOfSpeaking(event, reportedBy, 'reportedBy'),
      () =>
        certificate.issuer === null
          ? null
          : refusalOfCodes(event, [certificate.issuer], 'certificate.issuer', ['participant']),
      () =>
        visibility === 'all'
          ? refuse(
              'notice.governments-only',
              'Industry, civil society and the press are not told of fake certificates. Leave visibility out, or give concerned.',
              'visibility',
            )
          : null,
    ),
});
