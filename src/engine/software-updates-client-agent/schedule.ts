import type { AgentSchedule, SoftwareUpdatesClientAgentSettings } from '../../contract/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longer than any site is run. */
const ONCE = 36_500 * DAY;

function recurring({ recurrence }: AgentSchedule['custom']): number {
  switch (recurrence.kind) {
    case 'none':
      return ONCE;
    case 'weekly':
      return recurrence.every * 7 * DAY;
    case 'monthly':
    case 'monthlyByWeekday':
      return recurrence.every * 30 * DAY;
    case 'interval':
      return recurrence.every * { minutes: 60_000, hours: HOUR, days: DAY }[recurrence.unit];
  }
}

/**
 * Milliseconds between two runs of a schedule, a hundred years when it runs once or the agent is switched off; an interval shorter than
 * a day becomes one (D§6.1).
 */
export function intervalOf(settings: SoftwareUpdatesClientAgentSettings, name: 'scanSchedule' | 'reevaluationSchedule'): number {
  const { kind, simple, custom } = settings[name];
  if (!settings.enabled) return ONCE;
  return Math.max(DAY, kind === 'simple' ? simple.every * { hours: HOUR, days: DAY, weeks: 7 * DAY }[simple.unit] : recurring(custom));
}
