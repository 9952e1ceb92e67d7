import {
  type EntityManager,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThanOrEqual,
  MoreThan,
  Not,
} from 'typeorm';
import { badInput } from '../kernel/errors.js';
import { isId } from '../kernel/ids.js';
import type { Purpose } from '../kernel/purpose.js';
import { SortField, SortOrder } from '../kernel/list.js';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import type { Reading } from '../kernel/reading.js';
import { type RecipientId, recipientKeyFault } from '../kernel/recipient.js';
import { brandFrom } from './claim.rules.js';
import { suppressedAmong } from './suppressed.queries.js';
import type { SuppressionStatus } from './suppression-status.entity.js';
import { Suppression } from './suppression.entity.js';
import type { SuppressionReason, SuppressionScope, SuppressionSource } from './suppression.enums.js';
import { NOT_SUPPRESSED, sentenceOf } from './suppression.rules.js';
import { addressees, asUuid, domainFrom, domainId } from './target.rules.js';

/** Who asks for whom. That a person was looked up is recorded before anything is shown. */
export interface LookUp {
  readonly look: Look;
  readonly recipientId: RecipientId;
  readonly recordReading: (reading: Reading) => Promise<void>;
  readonly now: Date;
}

export interface SuppressionQuestion {
  readonly recipientKey?: string | null;
  readonly domain?: string | null;
  readonly reason?: readonly SuppressionReason[] | null;
  readonly scope?: SuppressionScope | null;
  readonly source?: SuppressionSource | null;
  readonly brand?: string | null;
  readonly purpose?: Purpose | null;
  readonly isActive?: boolean | null;
}

const COLUMNS = { AT: 'since', CREATED_AT: 'recordedAt', KIND: 'reason' } as const;
const NEWEST = [{ field: SortField.CREATED_AT, order: SortOrder.DESC }];

/** The suppressions, newest first unless asked otherwise. */
export async function suppressions(lookUp: LookUp, question: SuppressionQuestion, request: PageRequest) {
  const { look, now } = lookUp;
  permitRead(look, 'Suppression');
  const { reason, scope, source, purpose, isActive } = question;
  const criteria: FindOptionsWhere<Suppression> = {
    ...(await targetsOf(lookUp, question)),
    ...brandIn(question),
  };
  if (reason?.length) criteria.reason = In([...reason]);
  if (scope) criteria.scope = scope;
  if (source) criteria.source = source;
  if (purpose) criteria.purpose = purpose;
  const where = standingOf(isActive ?? null, now).map(standing => ({ ...criteria, ...standing }));
  const sort = request.sort?.length ? request.sort : NEWEST;
  return page(look, Suppression, where, COLUMNS, { ...request, sort });
}

const standingOf = (isActive: boolean | null, now: Date): FindOptionsWhere<Suppression>[] => {
  if (isActive === null) return [{}];
  return isActive
    ? [
        { liftedAt: IsNull(), until: IsNull() },
        { liftedAt: IsNull(), until: MoreThan(now) },
      ]
    : [{ liftedAt: Not(IsNull()) }, { liftedAt: IsNull(), until: LessThanOrEqual(now) }];
};

function brandIn({ brand }: SuppressionQuestion): FindOptionsWhere<Suppression> {
  if (brand == null) return {};
  const known = brandFrom(brand);
  if (known === null) throw badInput('brand', 'no brand is called so');
  return { brand: known };
}

async function targetsOf(lookUp: LookUp, { recipientKey, domain }: SuppressionQuestion) {
  if (recipientKey != null) {
    const { recipientId, domainId: whole } = await lookedUp(lookUp, recipientKey);
    return { targetId: In([recipientId, whole ?? recipientId].map(asUuid)) };
  }
  if (domain == null) return {};
  const known = domainFrom(domain);
  if (known === null) throw badInput('domain', 'a domain is the part of an address behind the @');
  return { targetId: asUuid(domainId(lookUp.recipientId, known)) };
}

/** The recipient of a key. That a person looked is recorded; machines ask before every message, and are not. */
async function lookedUp({ look, recipientId, recordReading }: LookUp, recipientKey: string) {
  const fault = recipientKeyFault(recipientKey);
  if (fault) throw badInput('recipientKey', `the recipient key is ${fault}`);
  const [found] = addressees([recipientKey], recipientId) as [ReturnType<typeof addressees>[number]];
  if (look.actor.type === 'USER') {
    const id = asUuid(found.recipientId);
    await recordReading({
      action: 'suppression.lookUp',
      subjectType: 'Recipient',
      subjectId: id,
      subjectKey: id,
    });
  }
  return found;
}

export async function suppression(look: Look, id: string): Promise<Suppression | null> {
  permitRead(look, 'Suppression');
  return isId(id) ? one(look, Suppression, { id }) : null;
}

/** Whether a recipient may be written to on an occasion, and what forbids it. */
export async function suppressionStatus(
  lookUp: LookUp,
  { recipientKey, brand, purpose }: { recipientKey: string; brand: string | null; purpose: Purpose | null },
): Promise<SuppressionStatus> {
  permitRead(lookUp.look, 'Suppression', 'ask');
  const asked = await lookedUp(lookUp, recipientKey);
  const { manager } = lookUp.look;
  const found = await suppressedAmong({ manager }, [asked], { brand, purpose, now: lookUp.now });
  const most = found.get(asked.recipientId);
  if (!most) return { isSuppressed: false, decisive: null, sentence: NOT_SUPPRESSED };
  return { isSuppressed: true, decisive: await whole(manager, most.id), sentence: sentenceOf(most) };
}

const whole = (manager: EntityManager, id: string): Promise<Suppression | null> =>
  manager.findOneBy(Suppression, { id });
