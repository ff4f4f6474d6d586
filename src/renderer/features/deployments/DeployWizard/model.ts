import { defaultDeploymentSettings, deploymentDraft, objectName, type DeploymentDraft, type DeploymentTemplate } from '../../../../contract/index.ts';
import { calendarOf, later } from '../calendar.ts';

/** What the site says of the updates before the wizard asks anything. */
export interface Examined {
  name: string;
  updates: number;
  expired: number;
  gone: number;
  superseded: number;
  deployableToSms2003: boolean;
  notDownloaded: readonly number[];
  hideAll: boolean;
  now: number;
}

/** What was answered so far. */
export interface Answers {
  name: string;
  description: string;
  /** Null: a new definition. */
  template: DeploymentTemplate | null;
  settings: DeploymentDraft['settings'];
  /** Null: not saved as a template. */
  saveAs: string | null;
  available: string | null;
  /** 'suggested' goes with the available time and the duration. */
  deadline: string | 'suggested' | null;
  wakeOnLan: boolean;
  ignoreMaintenanceWindows: boolean;
}

export const firstAnswers = ({ name }: Examined, template: DeploymentTemplate | null): Answers => ({
  name, description: '', template, settings: template?.settings ?? defaultDeploymentSettings, saveAs: null, available: null, deadline: 'suggested', wakeOnLan: false, ignoreMaintenanceWindows: false,
});

export const suggestedDeadline = ({ available, settings }: Answers, now: number): string => later(available ?? calendarOf(now), settings.duration);

/** The deployment as the answers have it. */
export function draftOf(answers: Answers, now: number): DeploymentDraft {
  const { name, description, settings, available, deadline, wakeOnLan, ignoreMaintenanceWindows } = answers;
  const schedule = { available, deadline: deadline === 'suggested' ? suggestedDeadline(answers, now) : deadline, wakeOnLan, ignoreMaintenanceWindows };
  return { name, description, settings, schedule, sms2003: { hide: false, every: null, maximumMinutes: null } };
}

/** Updates whose files the wizard brings: those that no package has; for clients of SMS 2003, which know the deployment's own package only, all (D§5.3). */
export const toDownload = (updates: readonly number[], { notDownloaded }: Examined, { settings }: Answers): readonly number[] => (settings.sms2003.deploy ? updates : notDownloaded);

/** What the schema says of a part of the deployment; undefined: nothing. */
export const messageOf = (answers: Answers, now: number, path: string): string | undefined =>
  deploymentDraft.safeParse(draftOf(answers, now)).error?.issues.find((issue) => issue.path.join('.') === path)?.message;

/** Why a name for the template cannot be. */
export const saveAsMessage = (name: string, taken: readonly string[]): string | undefined =>
  objectName.safeParse(name).error?.issues[0]?.message ?? (taken.some((one) => one.toLowerCase() === name.trim().toLowerCase()) ? 'Another deployment template has this name.' : undefined);
