import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { auditCheck, auditRootCheck } from './check.queries.js';
import { AuditCheck, AuditCheckpoint, AuditConsistency, AuditProof, AuditRootCheck } from './proof.entity.js';
import { auditCheckpoint, auditConsistency, auditProof } from './proof.queries.js';

@Resolver()
export class AuditProofResolver {
  @Query(() => AuditCheckpoint, {
    nullable: true,
    description: 'The newest checkpoint of the audit log; null before the first.',
  })
  auditCheckpoint(@Ctx() { look, verifyingKey }: Context) {
    return auditCheckpoint(look, verifyingKey);
  }

  @Query(() => AuditProof, {
    nullable: true,
    description:
      'The proof that an entry is in the newest checkpoint; null for the seconds until one covers it, and where there is no such entry.',
  })
  auditProof(
    @Ctx() { look, verifyingKey }: Context,
    @Arg('entryId', () => ID, { description: 'The entryId of the entry.' }) entryId: string,
  ) {
    return auditProof(look, entryId, verifyingKey);
  }

  @Query(() => AuditConsistency, {
    nullable: true,
    description:
      'The proof that the newest checkpoint covers what an older one covered, unchanged; null before the first.',
  })
  auditConsistency(
    @Ctx() { look, verifyingKey }: Context,
    @Arg('oldSize', () => Int, { description: 'How many entries the older checkpoint covers.' })
    oldSize: number,
  ) {
    return auditConsistency(look, oldSize, verifyingKey);
  }

  @Query(() => AuditCheck, {
    description: 'Hashes a stretch of the audit log again, and compares it with what was recorded.',
  })
  auditCheck(
    @Ctx() { look }: Context,
    @Arg('from', () => Int, { description: 'The first place, from 0.' }) from: number,
    @Arg('count', () => Int, { description: 'How many places, at most 50,000.' }) count: number,
  ) {
    return auditCheck(look, from, count);
  }

  @Query(() => AuditRootCheck, {
    description: 'Computes the root of the audit log again, and compares it with the newest checkpoint.',
  })
  auditRootCheck(@Ctx() { look, verifyingKey }: Context) {
    return auditRootCheck(look, verifyingKey);
  }
}
