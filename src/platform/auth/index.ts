export { Seal } from './seal.js';
export { newToken, tokenHash } from './token.js';
