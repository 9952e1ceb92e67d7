import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { LAUNCH_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, recordExposures, recordOutcomes } from '../support/make.js';
import type { SignedIn } from '../support/people.js';
import { importedExperiment } from '../support/results.js';

/** Shorter than a test may take, so that it is told what was waited for. */
const PATIENCE_MS = 8000;

/** A whole Probity with a browser in front of it. */
export interface Stage {
  readonly house: House;
  /** A page of nobody known. */
  stranger(look?: Look): Promise<Page>;
  /** A page of somebody signed in with these roles, at an address such as `/experiments`. */
  visit(path: string, look?: Look & { roles?: readonly string[] }): Promise<Page>;
  /** A page of a person with an account, who has signed in without the screen. */
  visitAs(person: SignedIn, path: string): Promise<Page>;
  /** Errors of the pages, and requests to anywhere else: there must be none. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

interface Setting {
  /** A house of its own unless given; it is closed with the stage. */
  readonly house?: House;
  /** Where pages may lead besides, such as to a sign-in provider. */
  readonly elsewhere?: string;
}

export async function openStage({ house: given, elsewhere }: Setting = {}): Promise<Stage> {
  const executablePath = await findChromium({ install: true });
  const house = given ?? (await openHouse());
  const browser = await chromium.launch({ executablePath, args: [...LAUNCH_FLAGS] });
  const faults: string[] = [];
  const stranger = async (look: Look = {}) => {
    const page = await (await contextOf(browser, look)).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    watch(page, [house.url, ...(elsewhere ? [elsewhere] : [])], faults);
    return page;
  };
  return {
    house,
    faults,
    stranger,
    visit: async (path, { roles = ['administrator'], ...look } = {}) => {
      const page = await stranger(look);
      await signIn(page, house, roles);
      return opened(page, house, path);
    },
    visitAs: async ({ cookie }, path) => {
      const page = await stranger();
      const [name = '', value = ''] = cookie.split('=');
      await page.context().addCookies([{ name, value, url: house.url }]);
      return opened(page, house, path);
    },
    close: async () => {
      await browser.close();
      await house.close();
    },
  };
}

async function opened(page: Page, house: House, path: string): Promise<Page> {
  await page.goto(`${house.url}/#${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const contextOf = (
  browser: Browser,
  { colorScheme = 'light', width = 1280 }: Look,
): Promise<BrowserContext> =>
  browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
    // Nothing moves, so that nothing is looked at halfway.
    reducedMotion: 'reduce',
  });

/** Without the screen: the cookie that the answer sets is the browser's. */
async function signIn(page: Page, house: House, roles: readonly string[]): Promise<void> {
  const token = await house.signInToken(roles);
  const query = 'mutation ($token: String!) { signIn(token: $token) { id } }';
  const response = await page.request.post(`${house.url}/graphql`, { data: { query, variables: { token } } });
  if (!(await response.text()).includes('"signIn"')) throw new Error('the test could not sign in');
}

function watch(page: Page, places: readonly string[], faults: string[]): void {
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('request', request => {
    if (![...places, 'data:', 'blob:'].some(place => request.url().startsWith(place)))
      faults.push(request.url());
  });
}

type Rules = NonNullable<Parameters<AxeBuilder['options']>[0]['runOnly']>;

const WCAG_2_2_AA: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
};

/** The rules that can find something on a page in other colours that they did not find before. */
export const COLOUR_RULES: Rules = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block'],
};

/** What axe finds wrong with a page, by the rules of WCAG 2.2 AA unless others are given. */
export async function barriersOf(page: Page, runOnly: Rules = WCAG_2_2_AA): Promise<string[]> {
  // Half a megabyte, read once for each page and not for each look at it.
  const isRead = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder({ page, ...(isRead && { axeSource: ';' }) })
    .options({ resultTypes: ['violations'], runOnly })
    // There are no frames here, so the page can be judged in one go.
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Two metrics and three drafts. */
export async function draftsIn(client: Client): Promise<void> {
  await defineMetric(client);
  await defineMetric(client, {
    key: 'unsubscribed',
    name: 'Unsubscribe rate',
    outcomeTypes: ['unsubscribed'],
    direction: 'DECREASE',
  });
  await createExperiment(client, { name: 'Short subject lines', market: 'NL', channel: 'email' });
  await createExperiment(client, { key: 'send-time', name: 'Send time by model', market: 'DE' });
  await createExperiment(client, { key: 'cart-tone', name: 'Tone of the cart reminder', market: 'NL' });
}

interface Arm {
  readonly variantKey: string;
  readonly units: number;
  readonly orders: number;
}

/** A running experiment with results: so many recipients of each arm, of whom so many ordered. */
export async function resultsIn(client: Client, key: string, arms: readonly Arm[]): Promise<void> {
  const { at } = await importedExperiment(client, key, { metric: { name: 'Order rate' } });
  const recipients = arms.flatMap(({ variantKey, units, orders }) =>
    Array.from({ length: units }, (_none, index) => ({
      recipientKey: `${key}-${variantKey}-${index}`,
      variantKey,
      isBuyer: index < orders,
    })),
  );
  await recordExposures(
    client,
    recipients.map(({ recipientKey, variantKey }) => ({
      experimentKey: key,
      recipientKey,
      variantKey,
      occurredAt: at(0),
    })),
  );
  await recordOutcomes(
    client,
    recipients
      .filter(({ isBuyer }) => isBuyer)
      .map(({ recipientKey }) => ({
        id: `${recipientKey}-order`,
        recipientKey,
        type: 'ordered',
        // Outcomes of the future are not counted yet, so these come with the exposure.
        occurredAt: at(0),
      })),
  );
}

export const arm = (variantKey: string, units: number, orders: number): Arm => ({
  variantKey,
  units,
  orders,
});
