import { Engine1764000000001 } from './0001-engine.js';
import { Registry1764000000002 } from './0002-registry.js';
import { Mail1764000000003 } from './0003-mail.js';
import { Ballots1764000000004 } from './0004-ballots.js';
import { SignIn1764000000005 } from './0005-sign-in.js';
import { PartyStatus1764000000006 } from './0006-party-status.js';
import { Organs1764000000007 } from './0007-organs.js';
import { Compendium1764000000008 } from './0008-compendium.js';
import { Reach1764000000009 } from './0009-reach.js';
import { CaseLookups1764000000011 } from './0011-case-lookups.js';
import { DeadlineBoard1764000000012 } from './0012-deadline-board.js';
import { PlenaryWaits1764000000013 } from './0013-plenary-waits.js';
import { CaseOwing1764000000014 } from './0014-case-owing.js';
import { BoardImported1764000000015 } from './0015-board-imported.js';
import { Webhooks1764000000016 } from './0016-webhooks.js';
import { ApiTokens1764000000017 } from './0017-api-tokens.js';
import { Oidc1764000000018 } from './0018-oidc.js';
import { LaunchPlan1764000000019 } from './0019-launch-plan.js';
import { BoardSearch1764000000020 } from './0020-board-search.js';
import { WebhookRotation1764000000021 } from './0021-webhook-rotation.js';
import { MailAttempts1764000000022 } from './0022-mail-attempts.js';
import { LaunchTrace1764000000024 } from './0024-launch-trace.js';
import { PartyNames1764000000025 } from './0025-party-names.js';
import { DocumentFile1764000000033 } from './0033-document-file.js';
import { FeedLanguage1764000000034 } from './0034-feed-language.js';

/** Every migration, in order. Forward only: a released one is never edited. */
export const MIGRATIONS = [
  Engine1764000000001,
  Registry1764000000002,
  Mail1764000000003,
  Ballots1764000000004,
  SignIn1764000000005,
  PartyStatus1764000000006,
  Organs1764000000007,
  Compendium1764000000008,
  Reach1764000000009,
  CaseLookups1764000000011,
  DeadlineBoard1764000000012,
  PlenaryWaits1764000000013,
  CaseOwing1764000000014,
  BoardImported1764000000015,
  Webhooks1764000000016,
  ApiTokens1764000000017,
  Oidc1764000000018,
  LaunchPlan1764000000019,
  BoardSearch1764000000020,
  WebhookRotation1764000000021,
  MailAttempts1764000000022,
  LaunchTrace1764000000024,
  PartyNames1764000000025,
  DocumentFile1764000000033,
  FeedLanguage1764000000034,
] as const;
