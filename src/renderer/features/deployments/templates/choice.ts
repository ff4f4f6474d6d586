import type { DeploymentTemplate } from '../../../../contract/index.ts';

/** Why a template cannot be used for some updates; null: it can. */
export const whyNotUsable = ({ settings }: DeploymentTemplate, deployableToSms2003: boolean): string | null =>
  settings.sms2003.deploy && !deployableToSms2003 ? 'It deploys to SMS 2003 clients, and not every software update is deployable to SMS 2003.' : null;
