/** Front door of signing in by a mailed link, and of the tokens of programs. */
export { LONGEST_DAYS, type TokenInput, tokenSchema } from './api-tokens/api-token.dto.js';
export { TOKEN_STATUSES, type TokenRow } from './api-tokens/api-token.store.js';
export { ApiTokens, type NewToken } from './api-tokens/api-tokens.service.js';
export { SignInModule } from './sign-in.module.js';
export { SignIn } from './sign-in.service.js';
