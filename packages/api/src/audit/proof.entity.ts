import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../kernel/scalars.js';

@ObjectType({
  description:
    'What the audit log has committed itself to: so many entries, this root. Signed, and copied out of the database.',
})
export class AuditCheckpoint {
  @Field(() => Int, { description: 'How many entries it covers.' })
  size!: number;

  @Field(() => String, { description: 'The root of their Merkle tree (RFC 9162), in hex.' })
  root!: string;

  @Field(() => String, {
    description: 'The checkpoint as it was signed: a signed note of C2SP tlog-checkpoint.',
  })
  text!: string;

  @Field(() => DateTime, { description: 'When it was signed.' })
  at!: Date;

  @Field(() => String, {
    description: 'The public key to verify it with, as programs for signed notes take it.',
  })
  verifierKey!: string;
}

@ObjectType({
  description: 'That an entry is in the tree of a checkpoint, and says what it said from the beginning.',
})
export class AuditProof {
  @Field(() => Int, { description: 'The place of the entry among all, from 0.' })
  leafIndex!: number;

  @Field(() => Int, { description: 'How many entries the checkpoint covers.' })
  treeSize!: number;

  @Field(() => [String], {
    description:
      'The hashes beside the way from the leaf to the root (RFC 9162, 2.1.3), lowest first, in hex.',
  })
  hashes!: readonly string[];

  @Field(() => AuditCheckpoint, { description: 'The checkpoint whose root the way leads to.' })
  checkpoint!: AuditCheckpoint;

  @Field(() => GraphQLJSON, {
    description:
      'What was hashed. The leaf is SHA-256 of a zero byte and its canonical JSON (RFC 8785). Personal values stand in it as commitments.',
  })
  record!: unknown;

  @Field(() => String, { description: 'The hash of the leaf, in hex.' })
  leafHash!: string;
}

@ObjectType({ description: 'That the tree of the newest checkpoint begins with the tree of an older one.' })
export class AuditConsistency {
  @Field(() => Int, { description: 'How many entries the older tree has.' })
  oldSize!: number;

  @Field(() => Int, { description: 'How many entries the checkpoint covers.' })
  treeSize!: number;

  @Field(() => [String], { description: 'The hashes of the proof (RFC 9162, 2.1.4), in hex.' })
  hashes!: readonly string[];

  @Field(() => AuditCheckpoint, { description: 'The newest checkpoint.' })
  checkpoint!: AuditCheckpoint;
}

@ObjectType({ description: 'The first entry of a stretch that is not as it was.' })
export class BadAuditEntry {
  @Field(() => Int, { description: 'Its place among all, from 0.' })
  leafIndex!: number;

  @Field(() => ID, { nullable: true, description: 'Its id; null where there is no entry at all.' })
  entryId!: string | null;

  @Field(() => String, { description: 'What is wrong with it.' })
  what!: string;
}

@ObjectType({ description: 'What came out when a stretch of the audit log was hashed again.' })
export class AuditCheck {
  @Field(() => Int, { description: 'How many entries were checked, up to the first that is wrong.' })
  checked!: number;

  @Field(() => Int, { description: 'How many entries have their place in all.' })
  total!: number;

  @Field(() => BadAuditEntry, { nullable: true, description: 'The first that is wrong; null where none is.' })
  firstBad!: BadAuditEntry | null;
}

@ObjectType({ description: 'What came out when the root was computed again.' })
export class AuditRootCheck {
  @Field(() => Int, { description: 'How many entries the newest checkpoint covers; 0 where there is none.' })
  size!: number;

  @Field(() => Int, { description: 'How many entries have their place in all.' })
  total!: number;

  @Field(() => String, { nullable: true, description: 'What is wrong; null where everything agrees.' })
  what!: string | null;
}
