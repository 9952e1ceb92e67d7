import { useEffect, useRef, useState } from 'react';
import {
  AuditCheckDocument,
  AuditCheckpointDocument,
  AuditConsistencyDocument,
  AuditRootCheckDocument,
} from '../generated/graphql';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { type CheckpointQuestions, type Extension, extensionOf } from './extension';
import { type Questions, type Walk, walkLog } from './log-walk';
import { keepCheckpoint, seenCheckpoint } from './seen-checkpoint';

const CHECKPOINTS: CheckpointQuestions = {
  newest: async () => (await request(AuditCheckpointDocument, {})).auditCheckpoint,
  consistency: async oldSize => (await request(AuditConsistencyDocument, { oldSize })).auditConsistency,
};

/** Compares with what this browser saw before, and keeps what it has seen now: never in the place of what differs. */
async function comparedWithBefore(): Promise<Extension> {
  const found = await extensionOf(seenCheckpoint(), CHECKPOINTS);
  if (found.state === 'FIRST' || found.state === 'EXTENDS') keepCheckpoint(found.now);
  return found;
}

const QUESTIONS: Questions = {
  stretch: async (from, count) => (await request(AuditCheckDocument, { from, count })).auditCheck,
  root: async () => (await request(AuditRootCheckDocument, {})).auditRootCheck,
  extension: comparedWithBefore,
};

/** A check of the whole log: begun by the reader, and stopped between two stretches. */
export function useLogWalk() {
  const [walk, setWalk] = useState<Walk | null>(null);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const [phase, setPhase] = useState<'IDLE' | 'RUNNING' | 'STOPPED'>('IDLE');
  const isWanted = useRef(false);
  useEffect(
    () => () => {
      isWanted.current = false;
    },
    [],
  );
  const start = async () => {
    isWanted.current = true;
    setWalk(null);
    setTrouble(null);
    setPhase('RUNNING');
    try {
      for await (const step of walkLog(QUESTIONS)) {
        if (!isWanted.current) return;
        setWalk(step);
      }
    } catch (error) {
      if (isWanted.current) setTrouble(asApiError(error));
    }
    if (isWanted.current) setPhase('IDLE');
  };
  const stop = () => {
    isWanted.current = false;
    setPhase('STOPPED');
  };
  return { walk, trouble, isRunning: phase === 'RUNNING', isStopped: phase === 'STOPPED', start, stop };
}
