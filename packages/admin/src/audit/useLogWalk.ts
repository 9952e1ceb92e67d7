import { useEffect, useRef, useState } from 'react';
import { AuditCheckDocument, AuditRootCheckDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { type Questions, type Walk, walkLog } from './log-walk';

const QUESTIONS: Questions = {
  stretch: async (from, count) => (await request(AuditCheckDocument, { from, count })).auditCheck,
  root: async () => (await request(AuditRootCheckDocument, {})).auditRootCheck,
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
