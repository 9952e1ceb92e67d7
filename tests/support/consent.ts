import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import type { Receipt } from './make.js';

type Overrides = Readonly<Record<string, unknown>>;

/** An event of consent, as its source would tell it. */
export const saying = (recipientKey: string, action: string, overrides: Overrides = {}) => ({
  id: randomUUID(),
  recipientKey,
  action,
  purpose: action === 'GRANT' || action === 'CONFIRM' || action === 'IMPORT' ? 'MARKETING_EMAIL' : null,
  source: 'FORM',
  ...overrides,
});

export const recordConsent = (client: Client, input: readonly Overrides[]) =>
  client.ask<Receipt>(
    `mutation ($input: [ConsentEventInput!]!) {
      recordConsent(input: $input) { accepted duplicates rejected { index code message } }
    }`,
    { input },
  );

export const withdraw = (client: Client, input: Overrides) =>
  client.ask<Receipt>(
    `mutation ($input: WithdrawConsentInput!) {
      withdrawConsent(input: $input) { accepted duplicates rejected { index code message } }
    }`,
    { input },
  );

export interface Decision {
  readonly isAllowed: boolean;
  readonly reason: string;
  readonly sentence: string;
  readonly decisiveId: string | null;
  readonly decisiveAt: string | null;
  readonly jurisdiction: string;
  readonly jurisdictionVersion: number;
}

export const decisionOf = (client: Client, recipientKey: string, overrides: Overrides = {}) =>
  client.ask<Decision>(
    `query ($recipientKey: String!, $purpose: Purpose!, $channel: String, $brand: String, $region: String) {
      consentDecision(recipientKey: $recipientKey, purpose: $purpose, channel: $channel, brand: $brand,
        region: $region) {
        isAllowed reason sentence decisiveId decisiveAt jurisdiction jurisdictionVersion
      }
    }`,
    { recipientKey, purpose: 'MARKETING_EMAIL', ...overrides },
  );

export interface Notice {
  readonly noticeVersion: number;
  readonly text: string;
  readonly textHash: string;
  readonly locale: string;
}

export const publishNotice = (client: Client, overrides: Overrides = {}) =>
  client.ask<Notice>(
    `mutation ($input: PublishNoticeInput!) {
      publishNotice(input: $input) { noticeVersion text textHash locale }
    }`,
    {
      input: {
        key: 'notice',
        locale: 'en',
        mechanism: 'OPT_IN',
        purposes: ['MARKETING_EMAIL'],
        text: 'May we?',
        ...overrides,
      },
    },
  );
