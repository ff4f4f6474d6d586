import { Checkbox, Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { MANY_UPDATES, type DeploymentTemplate } from '../../../../contract/index.ts';
import { Block, count, counted, type WizardPage } from '../../../ui/index.ts';
import { calendarOf } from '../calendar.ts';
import { GeneralFields } from '../GeneralFields.tsx';
import { ScheduleFields } from '../settings/ScheduleFields.tsx';
import { whyNotUsable } from '../templates/choice.ts';
import { draftOf, messageOf, saveAsMessage, suggestedDeadline, type Answers, type Examined } from './model.ts';

interface PageProps {
  answers: Answers;
  examined: Examined;
  set(change: Partial<Answers>): void;
}

/** Software updates that stay without files, since the user may not download them. */
export interface Without {
  updates: number;
  reason: string;
}

/** What is worth knowing of the updates before they are deployed. */
const Noted = ({ examined: { updates, expired, gone, superseded }, without }: { examined: Examined; without: Without | null }) => (
  <>
    {updates > MANY_UPDATES && (
      <Block intent="warning" title={`${count(updates)} software updates are many for one deployment.`}>
        Each computer evaluates all of them at each policy, scan and deadline, and its list of what to install grows too long for a maintenance window. {MANY_UPDATES} or fewer are usual; several deployments do as well.
      </Block>
    )}
    {expired > 0 && <Block intent="warning">{counted(expired, 'chosen update')} {expired === 1 ? 'is' : 'are'} expired and will be left out: expired updates cannot be deployed any more.</Block>}
    {gone > 0 && <Block intent="warning">{counted(gone, 'chosen update')} {gone === 1 ? 'is' : 'are'} not in the repository any more and will be left out.</Block>}
    {superseded > 0 && <Block intent="information">{counted(superseded, 'chosen update')} {superseded === 1 ? 'is' : 'are'} superseded: a newer update replaces {superseded === 1 ? 'it' : 'them'}.</Block>}
    {without && <Block intent="warning" title={`${counted(without.updates, 'chosen update')} ${without.updates === 1 ? 'is' : 'are'} not downloaded.`}>{without.reason} The deployment can be made; clients cannot install {without.updates === 1 ? 'it' : 'them'} until somebody downloads {without.updates === 1 ? 'it' : 'them'}.</Block>}
  </>
);

export const generalPage = ({ answers, examined, set, without }: PageProps & { without: Without | null }): WizardPage => ({
  name: 'General', title: 'Name the deployment',
  missing: messageOf(answers, examined.now, 'name') ?? messageOf(answers, examined.now, 'description') ?? null,
  content: (
    <GeneralFields {...answers} messageOf={(field) => (answers[field] === '' ? undefined : messageOf(answers, examined.now, field))} onChange={set}>
      <p>{counted(examined.updates, 'software update')} will be deployed.</p>
      <Noted examined={examined} without={without} />
    </GeneralFields>
  ),
});

/** ○ a new definition, ○ one of the templates, which answers the pages after this one. */
export function templatePage({ answers, examined, set, templates }: PageProps & { templates: readonly DeploymentTemplate[] }): WizardPage {
  const { template } = answers;
  const first = templates.find((one) => whyNotUsable(one, examined.deployableToSms2003) === null);
  const why = template && whyNotUsable(template, examined.deployableToSms2003);
  const use = (one: DeploymentTemplate | undefined) => one && set({ template: one, settings: one.settings });
  return {
    name: 'Deployment Template', title: 'Use settings that are kept, or new ones', missing: why,
    content: (
      <div className="deployment-form">
        <RadioGroup aria-label="Deployment definition" value={template === null ? 'new' : 'existing'} onChange={(_, data) => (data.value === 'new' ? set({ template: null }) : use(first))}>
          <Radio value="new" label="Create a new deployment definition" />
          <Radio value="existing" label="Use an existing deployment template" disabled={first === undefined} />
        </RadioGroup>
        <div className="deployment-more">
          <Field label="Deployment template" validationMessage={why ?? undefined}>
            <Select disabled={template === null} value={template === null ? '' : String(template.id)} onChange={(_, data) => use(templates.find((one) => one.id === Number(data.value)))}>
              {template === null && <option value="">{templates.length === 0 ? 'There is none yet' : '–'}</option>}
              {templates.map((one) => <option key={one.id} value={one.id} disabled={whyNotUsable(one, examined.deployableToSms2003) !== null}>{one.name}{one.settings.collection === null ? ' (without a collection)' : ''}</option>)}
            </Select>
          </Field>
          {template !== null && template.description !== '' && <p className="secondary">{template.description}</p>}
          {templates.length > 0 && first === undefined && <p className="secondary">Each template deploys to SMS 2003 clients, and not every software update is deployable to SMS 2003.</p>}
        </div>
      </div>
    ),
  };
}

/** ☐ save what was answered as a template. */
export function createTemplatePage({ answers, set, templates, reason }: Omit<PageProps, 'examined'> & { templates: readonly DeploymentTemplate[]; /** Why the user may make none. */ reason: string | null }): WizardPage {
  const { saveAs } = answers;
  const message = saveAs === null ? undefined : saveAsMessage(saveAs, templates.map((one) => one.name));
  return {
    name: 'Create Template', title: 'Keep the settings for later deployments', missing: message ?? null,
    content: (
      <div className="deployment-form">
        <Checkbox label="Save deployment properties to a template" disabled={reason !== null} checked={saveAs !== null} onChange={(_, data) => set({ saveAs: data.checked === true ? answers.name : null })} />
        {reason !== null && <p className="secondary">{reason}</p>}
        <div className="deployment-more">
          <Field label="Template name" validationMessage={saveAs === '' ? undefined : message}><Input disabled={saveAs === null} maxLength={200} value={saveAs ?? ''} onChange={(_, data) => set({ saveAs: data.value })} /></Field>
        </div>
      </div>
    ),
  };
}

export function schedulePage({ answers, examined, set }: PageProps): WizardPage {
  const { schedule } = draftOf(answers, examined.now);
  const optional = examined.hideAll && schedule.deadline === null ? 'Set a deadline.' : undefined;
  const message = (field: 'available' | 'deadline') => messageOf(answers, examined.now, `schedule.${field}`) ?? (field === 'deadline' ? optional : undefined);
  const suggested = suggestedDeadline(answers, examined.now);
  return {
    name: 'Schedule', title: 'When the updates are offered and enforced', missing: message('available') ?? message('deadline') ?? null,
    content: (
      <ScheduleFields
        schedule={schedule} utc={answers.settings.utc} now={calendarOf(examined.now)} suggested={suggested} hideAll={examined.hideAll} messageOf={message}
        onSchedule={({ deadline, ...next }) => set({ ...next, deadline: deadline === schedule.deadline ? answers.deadline : deadline === suggested ? 'suggested' : deadline })}
      />
    ),
  };
}
