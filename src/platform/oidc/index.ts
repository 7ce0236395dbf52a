export { type Attempt, type Identity, IdentityProvider } from './identity-provider.js';
export { ProviderRefusal, type RefusalReason } from './provider-refusal.js';
