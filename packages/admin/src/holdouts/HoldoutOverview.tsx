import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Json } from '../fields/Json';
import { basisPointsText, chosenShareText, countText, countedText } from '../fields/numbers';
import { lengthText, useNow } from '../fields/time';
import { Section } from '../layout/Section';
import { MONOSPACE } from '../layout/theme';
import { Contaminated } from './Contaminated';
import { ExemptionTable } from './ExemptionTable';
import { type Holdout, scopeText } from './holdout';
import { OutlookNote } from './OutlookNote';
import { membersOf } from './prospect';
import { SizeTable } from './SizeTable';

/** What a holdout is, whom it has kept out, and what it is able to tell. */
export function HoldoutOverview({ holdout }: { holdout: Holdout }) {
  const now = useNow();
  return (
    <>
      <Section title="Holdout">
        <Facts facts={factsOf(holdout, now)} />
      </Section>
      <Section
        title="What it can show"
        note={`With ${countedText(holdout.listSize, 'recipient', 'recipients')} on the list and a base rate of ${chosenShareText(holdout.baseRate)} when it was opened.`}
      >
        <OutlookNote outlook={holdout.outlook} prospect={holdout} />
      </Section>
      <Section title="Sizes" isFlush note="Every size it has had, the latest last.">
        <SizeTable sizes={holdout.sizes} />
      </Section>
      <Section
        title="Exemptions"
        isFlush={holdout.exemptions.length > 0}
        note="Messages that members receive all the same."
      >
        {holdout.exemptions.length > 0 ? <ExemptionTable exemptions={holdout.exemptions} /> : 'None.'}
      </Section>
      <Section title="Record">
        <Facts facts={recordOf(holdout)} />
      </Section>
    </>
  );
}

const factsOf = (holdout: Holdout, now: Date) =>
  [
    ['Members are kept out of', <ScopeLinks key="scope" holdout={holdout} />],
    [
      'Size',
      `${basisPointsText(holdout.sizeBp)}, about ${countedText(membersOf(holdout), 'recipient', 'recipients')}`,
    ],
    ['Age', ageText(holdout, now)],
    ['Members so far', countText(holdout.count.members)],
    ['First member', <Instant key="first" at={holdout.count.firstAt} none="None yet" />],
    [
      'Shown a variant all the same',
      <Contaminated key="contaminated" members={holdout.count.contaminatedMembers} />,
    ],
    ['Who can be a member', <Json key="eligibility" value={holdout.eligibility} none="Everybody" />],
  ] as const;

function ageText({ openedAt, closedAt }: Holdout, now: Date): string {
  const opened = new Date(openedAt);
  return closedAt === null ? lengthText(opened, now) : `It lasted ${lengthText(opened, new Date(closedAt))}`;
}

function ScopeLinks({ holdout }: { holdout: Holdout }) {
  if (holdout.scope !== 'EXPERIMENTS') return scopeText(holdout);
  return (holdout.experimentKeys ?? []).map((key, index) => (
    <span key={key}>
      {index > 0 ? ', ' : ''}
      <MuiLink component={Link} to={`/experiments/${key}/show`}>
        {key}
      </MuiLink>
    </span>
  ));
}

const recordOf = (holdout: Holdout) =>
  [
    ['Key', holdout.key],
    ['Opened', <Instant key="opened" at={holdout.openedAt} />],
    ['Frozen', <Instant key="frozen" at={holdout.frozenAt} none="No" />],
    ['Closed', <Instant key="closed" at={holdout.closedAt} none="No" />],
    ['Version', holdout.version],
    [
      'Seed',
      <code key="seed" style={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>
        {holdout.seed}
      </code>,
    ],
  ] as const;
