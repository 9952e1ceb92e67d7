import { type Look, permitRead } from '../kernel/query.js';
import { permittedPlan } from './permitted-plan.js';
import type { Plan } from './plan.rules.js';
import { type SdkPayload, sdkPayload } from './sdk-payload.rules.js';

const known = new WeakMap<Plan, SdkPayload>();

/** The plan as GrowthBook's SDKs take it, as far as the caller may read of it: of one such plan always the same object. */
export function askSdkPayload(look: Look, plan: Plan): SdkPayload {
  permitRead(look, 'Payload');
  const permitted = permittedPlan(look.ability, plan, 'read', 'Payload');
  const payload = known.get(permitted) ?? sdkPayload(permitted);
  known.set(permitted, payload);
  return payload;
}
