import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, personIn } from '../support/people.js';
import { type Stage, barriersOf, openStage } from './support.js';

let stage: Stage;

const NEXT_PASSWORD = 'five words are even more';

beforeAll(async () => {
  stage = await openStage();
});

afterAll(async () => {
  // A wrong password and a stale sign-in are told by the server with an error, and by the browser as one.
  expect(stage.faults.filter(fault => !/status of (400|401|403|422|429)/.test(fault))).toEqual([]);
  await stage.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const roleBox = (page: Page, role: string) => page.getByRole('checkbox', { name: new RegExp(`^${role} `) });

/** Invites somebody in the screens, and gives the link that is handed over. */
async function invited(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.goto(`${stage.house.url}/#/users/create`);
  await heading(page, 'Invite somebody');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await roleBox(page, 'Viewer').uncheck();
  await roleBox(page, role).check();
  await button(page, 'Invite').click();
  return (await page.getByLabel('The link of the invitation').textContent()) ?? '';
}

async function accept(link: string): Promise<Page> {
  const page = await stage.stranger();
  await page.goto(link);
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Accept and sign in').click();
  await heading(page, 'Experiments');
  return page;
}

async function signIn(email: string, password: string): Promise<Page> {
  const page = await stage.stranger();
  await page.goto(`${stage.house.url}/#/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
  return page;
}

it('who is invited chooses a password, and signs in with it', async () => {
  const administrator = await stage.visit('/users');
  const link = await invited(administrator, 'Ada', 'ada@example.com', 'Analyst');

  await accept(link);
  const page = await signIn('ada@example.com', PASSWORD);

  await heading(page, 'Experiments');
  await button(page, 'Ada').waitFor();
  await administrator.goto(`${stage.house.url}/#/users`);
  await administrator.getByRole('row', { name: /Ada.*Active.*Analyst/ }).waitFor();
});

it('a wrong password says so, and nothing of whether there is such a person', async () => {
  const known = await signIn('ada@example.com', 'not the right one');
  const unknown = await signIn('nobody@example.com', 'not the right one');

  const words = async (page: Page) =>
    (await page.getByRole('alert').textContent())?.replace(/reference.*/, '');
  expect(await words(known)).toBe(await words(unknown));
});

it('one-time codes are set up by scanning, and asked for from then on', async () => {
  const ben = await personIn(stage.house, ['viewer']);
  const page = await stage.visitAs(ben, '/account');
  await button(page, 'Set up').click();
  await page.getByAltText(/QR code/).waitFor();
  const secret = (await page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/).textContent()) ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  const codeAt = (periods: number) =>
    totp.generate({ timestamp: stage.house.application.now().getTime() + periods * 30_000 });
  await page.getByRole('textbox', { name: 'One-time code' }).fill(codeAt(0));
  await button(page, 'Confirm').click();
  await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').nth(9).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await button(page, 'I have kept them').click();

  const again = await signIn(ben.email, PASSWORD);
  await again.getByRole('textbox', { name: 'One-time code' }).fill(codeAt(1));
  await button(again, 'Sign in').click();

  await heading(again, 'Experiments');
});

it('what needs a fresh sign-in asks for one, and goes on with what was typed', async () => {
  const page = await stage.visitAs(await personIn(stage.house, ['administrator']), '/users/create');
  await page.getByLabel('E-mail address').fill('dan@example.com');
  await page.getByRole('textbox', { name: 'Name' }).fill('Dan');
  stage.house.advance(6 * 60_000);
  await button(page, 'Invite').click();

  await page.getByRole('heading', { name: 'Is it still you?' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Confirm').click();

  expect(await page.getByLabel('The link of the invitation').textContent()).toContain('/#/invitation?token=');
});

it('a password is changed where it is known', async () => {
  const eve = await personIn(stage.house, ['viewer']);
  const page = await stage.visitAs(eve, '/account');
  await page.getByLabel('Present password').fill(PASSWORD);
  await page.getByLabel('New password').fill(NEXT_PASSWORD);
  await button(page, 'Change password').click();
  await page.getByText('The password is changed. Your other sessions are over.').waitFor();

  await heading(await signIn(eve.email, NEXT_PASSWORD), 'Experiments');
});

it('roles that do not go together are explained before they are sent', async () => {
  const page = await stage.visit('/users/create');
  await roleBox(page, 'Administrator').check();
  await roleBox(page, 'Auditor').check();

  await page.getByText(/Nobody is administrator and Auditor/).waitFor();
  expect(await button(page, 'Invite').isDisabled()).toBe(true);
});

it('a person is put into a team, disabled and enabled', async () => {
  const page = await stage.visit('/teams/create');
  await page.getByRole('textbox', { name: 'Name' }).fill('DACH');
  await page.getByRole('combobox', { name: 'Markets' }).fill('DE');
  await page.keyboard.press('Enter');
  await button(page, 'Define team').click();
  await heading(page, 'DACH');
  const person = await stage.visit('/users');
  await invited(person, 'Finn', 'finn@example.com', 'Experimenter');
  await person.goto(`${stage.house.url}/#/users`);
  await person.getByRole('link', { name: 'Finn' }).click();
  await heading(person, 'Finn');
  await button(person, 'Change').click();
  await person.getByRole('combobox', { name: 'Teams' }).fill('DACH');
  await person.getByRole('option', { name: 'DACH' }).click();
  await button(person, 'Save').click();
  await person.getByText('It is saved.').waitFor();

  await page.goto(`${stage.house.url}/#/teams`);
  await page.getByRole('link', { name: 'DACH' }).click();
  await page.getByRole('link', { name: 'Finn' }).waitFor();
  await button(person, 'Disable').click();
  await person.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await person.getByText('Finn is disabled.').waitFor();
  await button(person, 'Enable').click();
  await person.getByRole('dialog').getByRole('button', { name: 'Enable' }).click();

  await person.getByText('Finn can sign in again.').waitFor();
});

it('who only looks at people and teams is offered nothing that changes them', async () => {
  const { id } = await personIn(stage.house, ['viewer']);
  const administrator = await stage.house.as('administrator');
  await administrator.ask('mutation { defineTeam(input: { key: "looked-at", name: "Looked at" }) { key } }');
  const page = await stage.visit('/users', { roles: ['auditor'] });
  const offered = () =>
    page.getByRole('main').getByRole('button').or(page.getByRole('main').getByRole('link'));
  const names = async () => (await offered().allTextContents()).filter(name => CHANGES.test(name));

  await page.getByRole('row').nth(1).waitFor();
  expect(await names()).toEqual([]);
  await page.goto(`${stage.house.url}/#/users/${id}/show`);
  await page.getByText('Accepted the invitation').waitFor();
  expect(await names()).toEqual([]);
  await page.goto(`${stage.house.url}/#/teams`);
  await page.getByRole('link', { name: 'Looked at' }).waitFor();
  expect(await names()).toEqual([]);
  await page.goto(`${stage.house.url}/#/teams/looked-at/show`);
  await page.getByText('Defined team').waitFor();
  expect(await names()).toEqual([]);
});

const CHANGES = /^(Invite|Change|Disable|Enable|New link|Take codes away|Define team|Put away)$/;

it('a form follows the person, and nobody is set back to what a screen had read before', async () => {
  const finn = await personIn(stage.house, ['viewer']);
  const page = await stage.visit(`/users/${finn.id}/show`);
  const other = await stage.visit(`/users/${finn.id}/show`);
  await button(other, 'Change').click();
  await roleBox(other, 'Analyst').check();
  await button(other, 'Save').click();
  await other.getByText('It is saved.').waitFor();

  await button(page, 'Change').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Finn the second');
  await button(page, 'Save').click();
  await page.getByText('Somebody changed this in the meantime.').first().waitFor();
  await button(page, 'Save').click();

  await page.getByText('It is saved.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Finn the second' }).waitFor();
  await page.getByText(/^(Viewer, Analyst|Analyst, Viewer)$/).waitFor();
});
