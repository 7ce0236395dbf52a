export { isLoopbackHost, isPublicAddress, literalAddress } from './address.js';
export { type OutboundAnswer, Unreachable, post } from './post.js';
