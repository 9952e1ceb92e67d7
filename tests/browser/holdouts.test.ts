import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type Stage, openStage } from './support.js';
import { contaminatedHoldout, openHoldout } from './support-holdouts.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
});

afterAll(() => stage.close());

describe('before there is any', () => {
  it('the list says what a holdout is for, and leads to the first', async () => {
    const page = await stage.visit('/holdouts');

    await page.getByText('what all your experiments together are worth').waitFor();
    await page.getByRole('link', { name: 'Open holdout' }).first().click();

    await page.getByRole('heading', { level: 1, name: 'Open holdout' }).waitFor();
  });

  it('an alert is nothing to look for', async () => {
    const page = await stage.visit('/alerts');

    await page.getByText('Nothing needs a look').waitFor();
  });
});

describe('a holdout is opened', () => {
  it('with a key that its name suggests, and a look at what it will be able to show', async () => {
    const page = await stage.visit('/holdouts/create');

    await page.getByRole('textbox', { name: 'Name' }).fill('Everything, 2027');
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('everything-2027');
    await page.getByText('the smallest lift that the holdout will be able to see').waitFor();
    await page.getByLabel('Recipients on the list').fill('400000');
    await page.getByLabel('Base rate, %').fill('2');
    await page.getByText('This holdout will see a lift of 14.2\u202f% or more').waitFor();
    await page.getByText('About 20,000 of 400,000 recipients are held out.').waitFor();
    await page.getByLabel('Size, %').fill('3');
    await page.getByText('Smaller than the common 5 to 10 %').waitFor();
    await page.getByText('A holdout commonly has 5 % to 10 % of recipients.').waitFor();
    await page.getByLabel('Size, %').fill('21');
    await page.getByLabel('Size, %').blur();
    await page.getByText('From 1 to 20.').waitFor();
    await page.getByLabel('Size, %').fill('6');
    await page.getByRole('button', { name: 'Add exemption' }).click();
    await page.getByLabel('Messages').click();
    await page.getByRole('option', { name: /^Legal/ }).click();
    await page.getByLabel('Why they must be sent').fill('The terms of business.');
    await page.getByRole('button', { name: 'Open holdout' }).click();

    await page.getByRole('heading', { level: 1, name: 'Everything, 2027' }).waitFor();
    const made = await administrator.ask<object>(
      '{ holdout(key: "everything-2027") { scope sizeBp listSize baseRate exemptions { category reason } } }',
    );
    expect(made).toEqual({
      scope: 'GLOBAL',
      sizeBp: 600,
      listSize: 400_000,
      baseRate: 0.02,
      exemptions: [{ category: 'LEGAL', reason: 'The terms of business.' }],
    });
  });

  it('but not a second global one: that is said before it is filled in, and again at its field', async () => {
    const page = await stage.visit('/holdouts/create');

    await page.getByText('is not closed, and only one can be open at a time').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Another');
    await page.getByRole('textbox', { name: 'Key' }).fill('a-key-of-its-own');
    await page.getByRole('textbox', { name: 'Name' }).fill('Another one');
    await page.getByLabel('Recipients on the list').fill('1000');
    await page.getByLabel('Base rate, %').fill('2');
    await page.getByRole('button', { name: 'Open holdout' }).click();

    await page.getByText('RULE_VIOLATED: second-global-holdout').waitFor();
    await page.getByText('The global holdout "everything-2027" is not closed.').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('a-key-of-its-own');
  });

  it('for one channel, with the field that only this scope has', async () => {
    const page = await stage.visit('/holdouts/create');

    await page.getByRole('textbox', { name: 'Name' }).fill('Push');
    expect(await page.getByRole('textbox', { name: 'Channel' }).count()).toBe(0);
    await page.getByLabel(/^One channel/).check();
    await page.getByRole('textbox', { name: 'Channel' }).fill('push');
    await page.getByLabel('Recipients on the list').fill('90000');
    await page.getByLabel('Base rate, %').fill('1.5');
    await page.getByLabel('Who can be a member').fill('{"country": ');
    await page.getByLabel('Who can be a member').blur();
    await page.getByText('This is not JSON yet').waitFor();
    await page.getByLabel('Who can be a member').fill('{"country": {"$inn": ["NL"]}}');
    await page.getByRole('button', { name: 'Open holdout' }).click();
    await page.getByText('Nothing was saved. Correct the condition and try again.').waitFor();
    await page.getByText('There is no operator $inn.').first().waitFor();
    expect(await page.getByLabel('Who can be a member').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Who can be a member').fill('{"country": {"$in": ["NL"]}}');
    await page.getByRole('button', { name: 'Open holdout' }).click();

    await page.getByText('push · The channel push').waitFor();
  });
});

describe('an open holdout', () => {
  it('grows and shrinks with a reason, and shows what each size can see before', async () => {
    await openHoldout(administrator, { key: 'growing', name: 'Growing', scope: 'MARKET', market: 'FR' });
    const page = await stage.visit('/holdouts/growing/show');

    await page.getByRole('button', { name: 'Grow or shrink' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the size of “Growing”?' });
    await dialog.getByText('This holdout will see a lift of 14.2\u202f% or more').waitFor();
    await dialog.getByLabel('New size, %').fill('10');
    await dialog.getByText('about 20,000 more recipients are held out').waitFor();
    await dialog.getByText('This holdout will see a lift of 10.3\u202f% or more').waitFor();
    expect(await dialog.getByRole('button', { name: 'Change size' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why').fill('It sees too little.');
    await dialog.getByRole('button', { name: 'Change size' }).click();

    await page.getByText('The holdout has another size.').waitFor();
    const sizes = page.getByRole('table', { name: 'Sizes' });
    await sizes.getByText('It sees too little.').waitFor();
    await page.getByText('Changed the size of the holdout').waitFor();
  });

  it('is frozen, and then closed for good', async () => {
    await openHoldout(administrator, { key: 'ending', name: 'Ending', scope: 'MARKET', market: 'ES' });
    const page = await stage.visit('/holdouts/ending/show');

    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByRole('button', { name: 'Freeze holdout' }).click();
    await page.getByText('The holdout is frozen.').waitFor();
    await page.getByRole('button', { name: 'Grow or shrink' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Close “Ending”?' });
    await dialog.getByText('This cannot be undone').waitFor();
    await dialog.getByRole('button', { name: 'Close holdout' }).click();

    await page.getByText('The holdout is closed.').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor({ state: 'detached' });
  });

  it('offers nothing to those who may not', async () => {
    const page = await stage.visit('/holdouts/everything-2027/show', { roles: ['viewer'] });

    await page.getByText('The terms of business.').waitFor();

    expect(await page.getByRole('button', { name: 'Close', exact: true }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Explain' }).count()).toBe(0);
  });
});

it('the list is filtered by scope and status', async () => {
  const page = await stage.visit('/holdouts');
  await page.getByRole('link', { name: 'Everything, 2027' }).waitFor();

  await page.getByLabel('Kept out of').click();
  await page.getByRole('option', { name: 'One market' }).click();

  await page.getByRole('link', { name: 'Everything, 2027' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Growing' }).waitFor();
});

it('members who were shown a variant are counted in red, and lead to the alerts and back', async () => {
  await contaminatedHoldout(administrator);
  const page = await stage.visit('/holdouts/spoilt/show');

  await page.getByText('1 member was shown a variant all the same').waitFor();
  await page.getByText('It happened once.').waitFor();
  await page.getByRole('link', { name: 'See the alerts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  await page.getByText('Holdout contaminated').waitFor();
  await page.getByRole('link', { name: 'Alerts , 1' }).waitFor();
  await page.getByRole('link', { name: 'spoilt' }).click();

  await page.getByRole('heading', { level: 1, name: 'Spoilt' }).waitFor();
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
