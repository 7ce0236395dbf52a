/**
 * An identity provider for tests, on loopback: a real OpenID Connect provider whose login page lets anybody be whom they say, with the
 * address they say. Whoever says to be `forged` gets an ID token with a signature that does not fit. Its one client is Plenum. Argument: a
 * JSON object with port, clientId, clientSecret, publicUrl of Plenum, and `addressIn`: `id-token`, or `userinfo` as the specification has it.
 */
import { text } from 'node:stream/consumers';
import { URLSearchParams } from 'node:url';
import Provider from 'oidc-provider';

const { port, clientId, clientSecret, publicUrl, addressIn } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
/** subject to what the person said at the last login */
const people = new Map();

async function ownGrant(ctx) {
  const { client, session } = ctx.oidc;
  const grantId = session.grantIdFor(client.clientId);
  if (grantId) return provider.Grant.find(grantId);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${publicUrl}/sign-in/oidc/callback`],
      post_logout_redirect_uris: [`${publicUrl}/sign-in/out`],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: addressIn === 'userinfo',
  cookies: { keys: ['for tests alone'] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  loadExistingGrant: ownGrant,
  pkce: { required: () => true },
});

function loginPage(uid) {
  const field = (name, value = '') => `<input type="text" name="${name}" value="${value}">`;
  return `<!DOCTYPE html><title>Log in</title><form action="${issuer}/interaction/${uid}" method="post">${field('sub')}${field('email')}${field('verified', 'yes')}${field('cancel')}<button>Log in</button></form>`;
}

function resultOf(form) {
  if (form.get('cancel')) return { error: 'access_denied', error_description: 'the person said no' };
  const sub = form.get('sub');
  const email = form.get('email');
  people.set(sub, email ? { email, email_verified: form.get('verified') === 'yes' } : {});
  return { login: { accountId: sub } };
}

function asIssued(token) {
  const [head, claims, signature] = token.split('.');
  const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  return sub === 'forged' ? [head, claims, [...signature].reverse().join('')].join('.') : token;
}

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === '/token' && ctx.body.id_token)
    ctx.body = { ...ctx.body, id_token: asIssued(ctx.body.id_token) };
});
provider.use(async (ctx, next) => {
  const uid = /^\/interaction\/([\w-]+)$/.exec(ctx.path)?.[1];
  if (!uid) return next();
  if (ctx.method === 'GET') {
    ctx.type = 'html';
    ctx.body = loginPage(uid);
    return undefined;
  }
  const form = new URLSearchParams(await text(ctx.req));
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, resultOf(form));
});
provider.listen(port, '127.0.0.1', () => console.log('ready'));
