import { type Look, permitRead } from '../kernel/query.js';
import type { Plan } from './plan.rules.js';
import { type SdkPayload, sdkPayload } from './sdk-payload.rules.js';

const known = new WeakMap<Plan, SdkPayload>();

/** The plan as GrowthBook's SDKs take it: of one plan always the same object. */
export function askSdkPayload(look: Look, plan: Plan): SdkPayload {
  permitRead(look, 'Payload');
  const payload = known.get(plan) ?? sdkPayload(plan);
  known.set(plan, payload);
  return payload;
}
