// Writes docs/results-light.png and docs/results-dark.png: the results of an experiment, as the admin of a running
// Probity shows them.
//
//   npm run screenshot -- http://127.0.0.1:4000 "$(npm run --silent probity -- keys link)" [experiment key]
//
// The link is one that `probity keys link` prints; it is spent by this.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { LAUNCH_FLAGS, findChromium } from './chromium.mjs';

const [url, link, key = 'browse-reminders'] = process.argv.slice(2);
if (!url || !link) {
  process.stderr.write('usage: npm run screenshot -- URL SIGN-IN-LINK [EXPERIMENT-KEY]\n');
  process.exit(2);
}

const docs = new URL('../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });

const browser = await chromium.launch({
  executablePath: await findChromium({ install: true }),
  args: LAUNCH_FLAGS,
});
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor();
  await page.goto(`${url.replace(/\/$/, '')}/#/experiments/${key}/show/results`);
  await page.locator('svg[role="img"]').first().waitFor();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    // The chart measures itself anew after the theme has changed.
    await page.waitForTimeout(300);
    const path = fileURLToPath(new URL(`results-${colorScheme}.png`, docs));
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
  }
} finally {
  await browser.close();
}
