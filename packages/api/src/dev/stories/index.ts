import type { Story } from '../story.js';
import { browseReminders } from './browse-reminders.js';
import { productPicks } from './product-picks.js';
import { sendTime } from './send-time.js';
import { subjectLines } from './subject-lines.js';
import { urgentSubjects } from './urgent-subjects.js';
import { welcomeSeries } from './welcome-series.js';

/** The six experiments of Acme Outdoor. */
export const STORIES: readonly Story[] = [
  subjectLines,
  sendTime,
  productPicks,
  browseReminders,
  urgentSubjects,
  welcomeSeries,
];

/** The last to be created: where it exists, the demo is complete. */
export const LAST = subjectLines;
