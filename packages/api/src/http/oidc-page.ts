import { OIDC_REFUSALS, type OidcReason } from '../access/index.js';

/** What a person reads who was not signed in. `id` is what finds the reason in the log. */
export const refusalPage = (reason: OidcReason, id: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not signed in · Probity</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto 0; padding: 0 1.5rem }
code { overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>You were not signed in</h1>
<p>${OIDC_REFUSALS[reason].text}</p>
<p><a href="/">Back to Probity</a></p>
<p><small>If you ask somebody about this, tell them the reference <code>${id}</code>.</small></p>
</main>
</body>
</html>
`;
