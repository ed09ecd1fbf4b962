// A server that others wrote: the npm package `oidc-provider`, behind TLS. Says its port, then a line for each token.
import crypto from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';

// Its hints for production.
console.info = console.warn = () => {};

const { Provider } = await import(
  createRequire(`${process.argv[2]}/`).resolve('oidc-provider'));
const read = (name) => fs.readFileSync(name, 'utf8');
const jwk = (name, more) => ({
  ...crypto.createPublicKey(read(name)).export({ format: 'jwk' }), use: 'sig', ...more });
const client = (client_id, token_endpoint_auth_method, more) => ({
  client_id, token_endpoint_auth_method, grant_types: ['client_credentials'],
  redirect_uris: [], response_types: [], ...more });
const client_secret = 's3ntinel/of the:client+secret';
const x5c = [new crypto.X509Certificate(read('client.pem')).raw.toString('base64')];
const certificate = (ctx) => ctx.socket.getPeerX509Certificate();

const configuration = {
  clients: [
    client('by basic', 'client_secret_basic', { client_secret }),
    client('post', 'client_secret_post', { client_secret }),
    client('narrow', 'client_secret_basic', { client_secret, scope: 'read' }),
    client('rs256', 'private_key_jwt', {
      token_endpoint_auth_signing_alg: 'RS256', jwks: { keys: [jwk('rsa.pub', { kid: '1' })] } }),
    client('es256', 'private_key_jwt', {
      token_endpoint_auth_signing_alg: 'ES256', jwks: { keys: [jwk('ec.pub', { kid: '2' })] } }),
    client('tls', 'tls_client_auth', { tls_client_auth_subject_dn: 'CN=client' }),
    client('self', 'self_signed_tls_client_auth', {
      jwks: { keys: [jwk('client.pem', { x5c })] } }),
  ],
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt',
    'tls_client_auth', 'self_signed_tls_client_auth'],
  scopes: ['read', 'write'],
  ttl: { ClientCredentials: 600 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    mTLS: {
      enabled: true,
      tlsClientAuth: true,
      selfSignedTlsClientAuth: true,
      certificateAuthorized: (ctx) => ctx.socket.authorized,
      certificateSubjectMatches: (ctx, property, expected) =>
        property === 'tls_client_auth_subject_dn' && certificate(ctx).subject === expected,
      getCertificate: certificate,
    },
  },
};

let handle;
const server = https.createServer({
  key: read('server.key'), cert: read('server.pem'), ca: read('ca.pem'),
  requestCert: true, rejectUnauthorized: false,
}, (request, response) => handle(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`https://localhost:${port}`, configuration);
  provider.on('grant.success', (ctx) => console.log(
    [ctx.oidc.client.clientId, ctx.body.scope ?? '', ctx.body.access_token].join('|')));
  provider.on('server_error', (ctx, error) => console.error(error));
  handle = provider.callback();
  console.log(port);
});
