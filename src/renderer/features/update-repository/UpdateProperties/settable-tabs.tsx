import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import type { Severity as Level, UpdateDetails } from '../../../../contract/index.ts';
import { openDialog } from '../../../state/index.ts';
import { Block, counted, dateTime, Severity } from '../../../ui/index.ts';
import { Facts } from './Facts.tsx';

const levels: readonly Level[] = ['None', 'Low', 'Moderate', 'Important', 'Critical'];

/** Says why nothing can be set: at a child site, or without the right. */
export function WhyNot({ settable, reason }: { settable: boolean; reason: string | null }) {
  if (!settable) return <Block intent="information">This is set at the site that synchronizes with Microsoft Update; this site gets it from there and cannot change it.</Block>;
  return reason === null ? null : <Block intent="information">{reason}</Block>;
}

interface SeverityTabProps {
  vendor: Level | null;
  /** Null: the updates differ, and nothing was chosen. */
  value: Level | null;
  onValue(value: Level): void;
  settable: boolean;
  reason: string | null;
}

const mixed = <span className="secondary">&lt;mixed values&gt;</span>;

/** The site's own rating beside the vendor's, which cannot be changed (D§5.6). */
export function CustomSeverityTab({ vendor, value, onValue, settable, reason }: SeverityTabProps) {
  return (
    <div className="settable">
      <Facts of={[['Severity of the vendor', vendor === null ? mixed : <Severity name={vendor} />]]} />
      <Field label={{ children: <>Custom severity {value === null && mixed}</>, className: 'choice-title' }}>
        <RadioGroup value={value ?? ''} disabled={!settable || reason !== null} onChange={(_, data) => onValue(data.value as Level)}>
          {levels.map((level) => <Radio key={level} value={level} label={level} />)}
        </RadioGroup>
      </Field>
      <WhyNot settable={settable} reason={reason} />
    </div>
  );
}

interface RunTimeTabProps {
  update: UpdateDetails;
  /** As it is typed. */
  value: string;
  message: string | undefined;
  onValue(value: string): void;
  reason: string | null;
}

export function RunTimeTab({ update, value, message, onValue, reason }: RunTimeTabProps) {
  const disabled = !update.settable || reason !== null;
  return (
    <div className="settable">
      <Field label="Maximum run time (minutes)" validationMessage={message} style={{ maxWidth: 260 }}>
        <Input type="number" min={5} max={9999} disabled={disabled} value={value} onChange={(_, data) => onValue(data.value)} />
      </Field>
      <p className="secondary">
        The time an installation may take on a client before it is no longer watched. It is {counted(update.defaultRunTime, 'minute')} unless you set another one: 60 for service packs, 20 for others.
      </p>
      <p>
        <Button disabled={disabled || value === String(update.defaultRunTime)} onClick={() => onValue(String(update.defaultRunTime))}>Use {counted(update.defaultRunTime, 'Minute')}</Button>
      </p>
      <WhyNot settable={update.settable} reason={reason} />
    </div>
  );
}

const said = { none: 'This update has no license terms.', pending: 'This update has license terms that are not accepted. They are accepted before it is deployed.', accepted: 'This update has license terms, and they are accepted.' } as const;

export function LicenseTermsTab({ update, reason }: { update: UpdateDetails; reason: string | null }) {
  return (
    <div className="settable">
      <p>{said[update.licenceTerms]}</p>
      {update.licenceAccepted && <Facts of={[['Accepted', `${dateTime(update.licenceAccepted.at)} UTC by ${update.licenceAccepted.by}`]]} />}
      {update.licenceTerms === 'pending' && (
        <>
          <p>
            <Button disabled={!update.settable || reason !== null} onClick={() => openDialog({ kind: 'licenseTerms', updates: [update.id] })}>Review/Accept License Terms…</Button>
          </p>
          <WhyNot settable={update.settable} reason={reason} />
        </>
      )}
    </div>
  );
}
