import { decideExperiment } from '../decisions/index.js';
import {
  type Experiment,
  createExperiment,
  experiment,
  openExperimentPhase,
  startExperiment,
  stopExperiment,
} from '../experiments/index.js';
import { mail } from './mail.js';
import { uuidNamed } from './random.js';
import type { Simulation } from './simulation.js';
import { STORIES } from './stories/index.js';
import { type Chapter, type Story, untold } from './story.js';

interface Untold {
  readonly story: Story;
  readonly chapter: Chapter;
}

/** What is left to tell of all stories, in the order of the days, so that the audit log reads like one past. */
export async function untoldChapters({ context }: Simulation): Promise<Untold[]> {
  const left: Untold[] = [];
  for (const story of STORIES) {
    const present = await experiment(context.look, story.experiment.key);
    left.push(...untold(story, present).map(chapter => ({ story, chapter })));
  }
  return left.sort((one, other) => one.chapter.day - other.chapter.day);
}

/** Tells one chapter at its time. Counts the facts recorded. */
export async function tell(simulation: Simulation, { story, chapter }: Untold): Promise<number> {
  simulation.turnTo(chapter.day);
  if (chapter.verb !== 'mail') {
    await command(simulation, story, chapter);
    return 0;
  }
  const name = `from day ${chapter.traffic.days[0]}`;
  return mail(simulation, { experimentKey: story.experiment.key, name, traffic: chapter.traffic });
}

type Commanded = Exclude<Chapter, { verb: 'mail' }>;

function command(
  { context }: Simulation,
  { experiment: draft }: Story,
  chapter: Commanded,
): Promise<Experiment> {
  const { change } = context;
  const { key } = draft;
  switch (chapter.verb) {
    case 'create':
      return change(createExperiment, { ...draft, ...identityOf(key) });
    case 'start':
      return change(startExperiment, { key });
    case 'openPhase':
      return change(openExperimentPhase, { key, ...chapter.change });
    case 'stop':
      return change(stopExperiment, { key });
    case 'decide':
      return change(decideExperiment, { key, ...chapter.decision });
    default:
      return chapter satisfies never;
  }
}

/** Names decide, not luck: the same recipients get the same variants wherever the demo is told. */
const identityOf = (key: string) => ({
  id: uuidNamed(`Acme Outdoor experiment ${key}`),
  seed: uuidNamed(`Acme Outdoor seed ${key}`),
});
