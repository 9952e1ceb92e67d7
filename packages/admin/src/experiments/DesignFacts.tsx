import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { Facts } from '../fields/Facts';
import { chosenShareText, countText } from '../fields/numbers';
import { CORRECTION_WORDS, type Design, METHOD_WORDS } from './experiment';

/** The registered analysis in words. */
export const DesignFacts = ({ design }: { design: Design }) => (
  <Facts
    facts={[
      ['Decides', <MetricLink key="primary" metric={design.primaryMetric} />],
      ['Reported beside it', <MetricLinks key="secondary" metrics={design.secondaryMetrics} />],
      [
        'Must not get worse',
        design.guardrails.length === 0
          ? 'None'
          : design.guardrails.map(({ metric, margin }) => (
              <div key={metric}>
                <MetricLink metric={metric} /> by more than {chosenShareText(margin)} of the control
              </div>
            )),
      ],
      ['Method', `${METHOD_WORDS[design.method].name}. ${METHOD_WORDS[design.method].says}`],
      ['False positives accepted', chosenShareText(design.alpha)],
      ['Power', chosenShareText(design.power)],
      [
        'Smallest lift that matters',
        design.minimumDetectableLift === null ? 'Not stated' : chosenShareText(design.minimumDetectableLift),
      ],
      [
        'Recipients planned',
        design.plannedRecipients === null ? 'Not stated' : countText(design.plannedRecipients),
      ],
      ['Correction for several', CORRECTION_WORDS[design.correction]],
      [
        'Covariate (CUPED)',
        design.covariateMetric === null ? (
          'None'
        ) : (
          <MetricLink key="covariate" metric={design.covariateMetric} />
        ),
      ],
    ]}
  />
);

const MetricLink = ({ metric }: { metric: string }) => (
  <MuiLink component={Link} to={`/metrics/${metric}/show`}>
    {metric}
  </MuiLink>
);

const MetricLinks = ({ metrics }: { metrics: readonly string[] }) =>
  metrics.length === 0
    ? 'None'
    : metrics.map((metric, index) => (
        <span key={metric}>
          {index > 0 ? ', ' : ''}
          <MetricLink metric={metric} />
        </span>
      ));
