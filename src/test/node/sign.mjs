// Signs the matrix algorithm x claims x kind with npm's jose, for the issuer and audience that the arguments name.
// Prints {keys, tokens: [{name, token, reason}]}; a reason of null means that the token is good.
import * as jose from 'jose';

const [issuer, audience] = process.argv.slice(2);
const now = Math.floor(Date.now() / 1000);

const accepted = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const others = ['RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'Ed25519'];

const kinds = {
  user: {sub: 'ada', scope: 'read write', client_id: 'shop'},
  app: {sub: 'shop', client_id: 'shop', roles: ['admin']},
  both: {sub: 'ada', idtyp: 'app', roles: ['admin'], scope: 'read'},
};

const changes = {
  good: [{}, null],
  'good as an array of audiences': [{aud: ['x', audience]}, null],
  'good with fractions': [{exp: now + 600.5}, null],
  'another issuer': [{iss: issuer + '/'}, 'wrong_issuer'],
  'another audience': [{aud: 'x'}, 'wrong_audience'],
  'no audience': [{aud: undefined}, 'claims_not_acceptable'],
  expired: [{exp: now - 120}, 'expired'],
  'no expiry': [{exp: undefined}, 'claims_not_acceptable'],
  'expiry in milliseconds': [{exp: (now + 600) * 1000}, 'claims_not_acceptable'],
  'not yet': [{nbf: now + 600}, 'not_yet_valid'],
  'from the future': [{iat: now + 600}, 'not_yet_valid'],
  'for too long': [{exp: now + 31 * 3600}, 'lifetime_too_long'],
  bound: [{cnf: {jkt: 'x'}}, 'bound_token'],
  'of a login': [{at_hash: 'x'}, 'not_an_access_token'],
};

const headers = {
  'typ at+jwt': [{typ: 'at+jwt'}, null],
  'typ logout+jwt': [{typ: 'logout+jwt'}, 'header_not_acceptable'],
  'cty JWT': [{cty: 'JWT'}, 'header_not_acceptable'],
  'no kid': [{kid: undefined}, 'header_not_acceptable'],
  'another kid': [{kid: 'key-of-nobody'}, 'unknown_key'],
  'jku': [{jku: issuer + '/jku'}, 'header_not_acceptable'],
  'nonce': [{nonce: 'x'}, 'graph_token'],
};

const base = {iss: issuer, aud: audience, iat: now, nbf: now, exp: now + 600, jti: 'x'};
const keys = [];
const tokens = [];

function sign(claims, header, key) {
  return new jose.SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader(JSON.parse(JSON.stringify(header)))
    .sign(key);
}

async function pair(alg) {
  const made = await jose.generateKeyPair(alg, {modulusLength: 2048, extractable: true});
  const jwk = await jose.exportJWK(made.publicKey);
  keys.push({...jwk, kid: `key-${alg}`, use: 'sig', alg});
  return {...made, header: {alg, kid: `key-${alg}`, typ: 'JWT'}};
}

for (const alg of accepted) {
  const {privateKey, publicKey, header} = await pair(alg);
  for (const [kind, who] of Object.entries(kinds)) {
    for (const [name, [change, reason]] of Object.entries(changes)) {
      const token = await sign({...base, ...who, ...change}, header, privateKey);
      tokens.push({name: `${alg}, ${kind}, ${name}`, token, reason});
    }
  }
  const claims = {...base, ...kinds.user};
  for (const [name, [change, reason]] of Object.entries(headers)) {
    tokens.push({name: `${alg}, ${name}`, token: await sign(claims, {...header, ...change}, privateKey), reason});
  }
  const text = new TextEncoder().encode(JSON.stringify(claims));
  const embedded = await sign(claims, {...header, jwk: await jose.exportJWK(publicKey)}, privateKey);
  tokens.push({name: `${alg}, embedded jwk`, token: embedded, reason: 'header_not_acceptable'});
  const unencoded = await new jose.FlattenedSign(text)
    .setProtectedHeader({...header, b64: false, crit: ['b64']})
    .sign(privateKey);
  const detached = `${unencoded.protected}.${jose.base64url.encode(text)}.${unencoded.signature}`;
  tokens.push({name: `${alg}, unencoded payload`, token: detached, reason: 'header_not_acceptable'});
  const stranger = await jose.generateKeyPair(alg, {modulusLength: 2048});
  tokens.push({name: `${alg}, stranger`, token: await sign(claims, header, stranger.privateKey), reason: 'bad_signature'});
  const json = await new jose.GeneralSign(text).addSignature(privateKey).setProtectedHeader(header).sign();
  tokens.push({name: `${alg}, general JSON`, token: JSON.stringify(json), reason: 'malformed_token'});
}

for (const alg of others) {
  const {privateKey, header} = await pair(alg);
  tokens.push({name: alg, token: await sign({...base, ...kinds.user}, header, privateKey), reason: 'algorithm_not_allowed'});
}

const claims = {...base, ...kinds.user};
const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
tokens.push({name: 'HS256 of the JWK', token: await sign(claims, {alg: 'HS256', kid: keys[0].kid}, secret), reason: 'algorithm_not_allowed'});
tokens.push({name: 'unsecured', token: new jose.UnsecuredJWT(claims).encode(), reason: 'algorithm_not_allowed'});
const sealed = await new jose.EncryptJWT(claims)
  .setProtectedHeader({alg: 'dir', enc: 'A256GCM'})
  .encrypt(crypto.getRandomValues(new Uint8Array(32)));
tokens.push({name: 'encrypted', token: sealed, reason: 'encrypted_token'});

console.log(JSON.stringify({keys, tokens}));
