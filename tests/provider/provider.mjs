// A real OpenID provider on this machine only, for tests. `POST /lie {"what": "..."}` makes it answer wrongly on purpose.
// Environment: MODULES (folder of node_modules), BACK (addresses to send people back to, with spaces), LEFT (after logging out).
import { createHmac, generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const from = createRequire(`${process.env.MODULES}/`);
const load = (name) => import(pathToFileURL(from.resolve(name)));
const { default: Provider } = await load("oidc-provider");
const { SignJWT, UnsecuredJWT, importJWK, decodeJwt } = await load("jose");

const jwk = (number) => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), kid: number, alg: "RS256", use: "sig" });
const [own, foreign] = [jwk("own"), jwk("own")];

// People are "name" or "name+mfa": the second logged in with a second step.
const person = (sub) => ({
  accountId: sub,
  claims: () => ({
    sub, name: `Naam van ${sub}`, email: `${sub.replace("+mfa", "")}@waterrijk.example`, email_verified: !sub.startsWith("vreemd"),
  }),
});

const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "schakel", client_secret: "een-geheim-van-de-aanbieder", redirect_uris: process.env.BACK.split(" "),
    post_logout_redirect_uris: (process.env.LEFT || "").split(" ").filter(Boolean),
  }],
  jwks: { keys: [own] },
  cookies: { keys: ["only-for-tests"] },
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_ctx, sub) => person(sub),
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_ctx, asked) => `/wie/${asked.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

let lie = "", before = "";
const read = async (request) => { const parts = []; for await (const part of request) parts.push(part); return Buffer.concat(parts).toString(); };
const signed = (claims, key = own) => importJWK(key, "RS256").then((secret) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(secret));
const shared = (claims) => { // signed with what is public, as if it were a shared secret
  const part = (one) => Buffer.from(JSON.stringify(one)).toString("base64url");
  const said = `${part({ alg: "HS256", kid: "own" })}.${part(claims)}`;
  return `${said}.${createHmac("sha256", own.n).update(said).digest("base64url")}`;
};
const tokens = {
  signature: (claims) => signed(claims, foreign),
  none: (claims) => new UnsecuredJWT(claims).encode(),
  shared: (claims) => shared(claims),
  aud: (claims) => signed({ ...claims, aud: "another" }),
  many: (claims) => signed({ ...claims, aud: ["another", claims.aud] }),
  azp: (claims) => signed({ ...claims, azp: "another" }),
  iss: (claims) => signed({ ...claims, iss: "https://elders.example" }),
  exp: (claims) => signed({ ...claims, exp: claims.iat - 120 }),
  iat: (claims) => signed({ ...claims, iat: claims.iat - 3600 }),
  nonce: (claims) => signed({ ...claims, nonce: "another" }),
  sub: (claims) => signed({ ...claims, sub: "" }),
  replay: () => before,
};
const discovery = {
  issuer: (said) => ({ ...said, issuer: "https://elders.example" }),
  elsewhere: (said) => ({ ...said, jwks_uri: "http://127.0.0.1:9/jwks" }),
  token_elsewhere: (said) => ({ ...said, token_endpoint: "http://127.0.0.1:9/token" }),
  no_pkce: (said) => ({ ...said, code_challenge_methods_supported: ["plain"] }),
  big: (said) => ({ ...said, more: "x".repeat(300_000) }),
  list: () => [1],
};

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path.endsWith("openid-configuration")) {
    if (lie === "redirect") ctx.redirect(`${issuer}/elsewhere`);
    else if (lie === "broken") ctx.status = 500;
    else if (lie === "no_json") ctx.body = "<html>";
    else if (discovery[lie]) ctx.body = discovery[lie](ctx.body);
  } else if (ctx.path === "/token" && ctx.body?.id_token) {
    if (tokens[lie]) ctx.body = { ...ctx.body, id_token: await tokens[lie](decodeJwt(ctx.body.id_token)) };
    else if (lie === "no_token") ctx.body = { access_token: "x" };
    else before = ctx.body.id_token;
  }
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  if (request.url === "/lie") {
    lie = JSON.parse(await read(request)).what;
    response.end("ok");
  } else if (request.url.startsWith("/wie/")) {
    if (request.method === "GET") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end('<!doctype html><html lang="nl"><title>Inlog van de gemeente</title><h1>Inlog van de gemeente</h1><form method="post"><label>Naam <input name="who"></label><button>Verder</button></form></html>');
      return;
    }
    const who = new URLSearchParams(await read(request)).get("who");
    await provider.interactionFinished(request, response, who === "nee" ? { error: "access_denied" } : { login: { accountId: who, remember: false, amr: who.endsWith("+mfa") ? ["pwd", "mfa"] : ["pwd"] } });
  } else {
    answer(request, response);
  }
});
console.log(issuer);
