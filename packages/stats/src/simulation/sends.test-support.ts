import { binomialFrom } from './draws.test-support.js';
import { type Arm, NOBODY, type Population, type Sums, together } from './populations.test-support.js';
import { meanOrder, orderFrom } from './revenue.test-support.js';

/** So that the average send is as good as the average send. */
const OTHERS = 0.106 / 1.84;

/** Kinds of recipient: their share, the messages each is sent, and how often it acts relative to the average send. */
const KINDS = [
  { share: 0.04, sends: 1, times: 2.7 },
  { share: 0.06, sends: 3, times: 2.7 },
  { share: 0.1, sends: 8, times: 2.7 },
  { share: 0.48, sends: 1, times: OTHERS },
  { share: 0.24, sends: 3, times: OTHERS },
  { share: 0.08, sends: 8, times: OTHERS },
] as const;

type Kind = (typeof KINDS)[number];

/** Clicks per send, where recipients and not sends are randomised: y clicks, x sends. */
export function clicksPerSend(share: number, unitsPerDay: number): Population {
  return {
    name: `clicks per send, ${share * 100} %`,
    metric: 'rate per send',
    unitsPerDay,
    baseline: share,
    arm: lift => byKind(kind => clickers(kind, share * (1 + lift) * kind.times)),
  };
}

/** Revenue per send: y what a recipient spends, in one order at most, x sends. */
export function revenuePerSend(buyersPerSend: number, unitsPerDay: number): Population {
  return {
    name: 'revenue per send, heavy tail',
    metric: 'mean per send',
    unitsPerDay,
    baseline: buyersPerSend * meanOrder(),
    arm: lift => byKind(kind => buyers(kind, buyersPerSend * (1 + lift) * kind.times)),
  };
}

/** Splits the units of a day among the kinds, one kind after the other. */
function byKind(armOf: (kind: Kind) => Arm): Arm {
  let left = 1;
  const kinds = KINDS.map(kind => {
    const chance = Math.min(1, kind.share / left);
    left -= kind.share;
    return { chance, draw: armOf(kind) };
  });
  const last = kinds.length - 1;
  return (random, n) => {
    let sums = NOBODY;
    kinds.forEach(({ chance, draw }, i) => {
      const rest = n - sums.n;
      sums = together(sums, draw(random, i === last ? rest : binomialFrom(random, rest, chance)));
    });
    return sums;
  };
}

/** How many of the recipients click 0, 1, ... all times, drawn as counts: a recipient's clicks are binomial. */
function clickers({ sends }: Kind, chance: number): Arm {
  let left = 1;
  let chanceOfCount = (1 - chance) ** sends;
  const conditional = Array.from({ length: sends }, (_, clicks) => {
    const share = chanceOfCount / left;
    left -= chanceOfCount;
    chanceOfCount *= ((sends - clicks) / (clicks + 1)) * (chance / (1 - chance));
    return share;
  });
  return (random, n) => {
    let rest = n;
    let y = 0;
    let yy = 0;
    let silent = 0;
    for (let clicks = 0; clicks <= sends && rest > 0; clicks++) {
      const some = clicks === sends ? rest : binomialFrom(random, rest, conditional[clicks] as number);
      if (clicks === 0) silent = some;
      rest -= some;
      y += some * clicks;
      yy += some * clicks * clicks;
    }
    return sentTo(n, sends, { conversions: n - silent, y, yy });
  };
}

function buyers({ sends }: Kind, chancePerSend: number): Arm {
  return (random, n) => {
    const conversions = binomialFrom(random, n, chancePerSend * sends);
    let y = 0;
    let yy = 0;
    for (let i = 0; i < conversions; i++) {
      const value = orderFrom(random);
      y += value;
      yy += value * value;
    }
    return sentTo(n, sends, { conversions, y, yy });
  };
}

function sentTo(n: number, sends: number, did: Pick<Sums, 'conversions' | 'y' | 'yy'>): Sums {
  return { n, ...did, x: n * sends, xx: n * sends * sends, xy: sends * did.y };
}
