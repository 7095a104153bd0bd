// npm's oidc-provider on the port of the loopback address that the argument names: an authorization server that others
// wrote. POST /rotate makes a new signing key; POST /forget drops all but that.
import {createServer} from 'node:http';
import {generateKeyPair, exportJWK} from 'jose';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
let keys = [];
let handle;

async function serve() {
  const provider = new Provider(issuer, {
    jwks: {keys},
    clients: [
      {
        client_id: 'shop',
        client_secret: 'secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: ['read'],
    features: {
      devInteractions: {enabled: false},
      clientCredentials: {enabled: true},
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (ctx, resource) => ({
          scope: 'read write',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: {sign: {alg: 'RS256'}},
        }),
      },
    },
  });
  handle = provider.callback();
}

async function rotate() {
  const {privateKey} = await generateKeyPair('RS256', {extractable: true});
  const jwk = {...(await exportJWK(privateKey)), kid: `key-${keys.length + 1}-${Date.now()}`, use: 'sig', alg: 'RS256'};
  keys = [jwk, ...keys];
  await serve();
}

await rotate();
createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/rotate') {
    await rotate();
    response.end();
  } else if (request.method === 'POST' && request.url === '/forget') {
    keys = keys.slice(0, 1);
    await serve();
    response.end();
  } else {
    handle(request, response);
  }
}).listen(port, '127.0.0.1', () => console.log('listening'));
