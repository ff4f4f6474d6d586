import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { ask, explain, useSite } from '../../../data/index.ts';
import { Block, counted, dateTime } from '../../../ui/index.ts';
import { DecidedAbove } from './DecidedAbove.tsx';
import { CheckField, ChoiceField, NumberField, TextField, useSettingsForm } from './fields.tsx';

type Result = { intent: 'done' | 'error'; title: string; text: string };

/** Asks the source as it is entered, saved or not. */
function TestConnection() {
  const { getValues, trigger } = useSettingsForm();
  const [result, setResult] = useState<Result | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async () => {
    if (!(await trigger('syncSettings'))) return;
    setBusy(true);
    setResult(null);
    try {
      const { value } = await ask((e, call) => e.softwareUpdatePoint.testConnection({ call, syncSettings: getValues('syncSettings') }));
      setResult({ intent: value.ok ? 'done' : 'error', title: value.message, text: value.ok ? `Answered in ${counted(value.tookMs, 'millisecond')}.` : value.todo });
    } catch (error) {
      const { what, why, todo } = explain(error);
      setResult({ intent: 'error', title: what, text: `${why} ${todo}` });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="tab-row">
        <Button disabled={busy} onClick={() => void test()}>
          Test Connection
        </Button>
        {busy && <Spinner size="extra-tiny" label="Asking the source" />}
      </div>
      {result && (
        <Block intent={result.intent} title={result.title}>
          {result.text}
        </Block>
      )}
    </>
  );
}

export function SyncSettingsTab({ parent }: { parent: string | null }) {
  const { watch } = useSettingsForm();
  const source = watch('syncSettings.source');
  const endpoint = watch('syncSettings.microsoftUpdate.endpoint');
  const site = useSite().data?.value;
  return (
    <div className="tab-form">
      <DecidedAbove parent={parent} />
      <fieldset disabled={parent !== null} className="decided-above">
      <ChoiceField
        name="syncSettings.source"
        label="Synchronization source"
        choices={[
          {
            value: 'microsoftUpdate',
            label: 'Synchronize from Microsoft Update',
            about: 'Fetches categories and update metadata. Update files are never downloaded here.',
            more: source === 'microsoftUpdate' && (
              <>
                <ChoiceField
                  name="syncSettings.microsoftUpdate.endpoint"
                  label="Endpoint"
                  choices={[
                    { value: 'bundled', label: 'Catalog bundled with Patchbay, published by the site’s clock' },
                    { value: 'real', label: 'Microsoft Update on the Internet' },
                  ]}
                />
                {endpoint === 'real' && <TextField name="syncSettings.microsoftUpdate.url" label="Address" width={420} />}
                <TestConnection />
              </>
            ),
          },
          {
            value: 'upstream',
            label: 'Synchronize from an upstream update server',
            about: 'The source of every child site: the parent site’s active software update point.',
            more: source === 'upstream' && (
              <>
                <TextField name="syncSettings.upstream.serverName" label="Upstream update server" placeholder="WSUS01.corp.lab" />
                <div className="tab-row">
                  <NumberField name="syncSettings.upstream.port" label="Port number" min={1} max={65535} />
                  <CheckField name="syncSettings.upstream.ssl" label="Use SSL" />
                </div>
                <TestConnection />
              </>
            ),
          },
          { value: 'none', label: 'Do not synchronize from Microsoft Update or upstream update server', about: 'Run Synchronization starts with the site database.' },
        ]}
      />
      <hr />
      <ChoiceField
        name="syncSettings.reportingEvents"
        label="WSUS reporting events"
        choices={[
          { value: 'none', label: 'Do not create WSUS reporting events' },
          { value: 'status', label: 'Create only WSUS status reporting events' },
          { value: 'all', label: 'Create all WSUS reporting events' },
        ]}
      />
      </fieldset>
      <Block intent="information">
        {site?.lastSynchronizedAt ? `Content version ${site.contentVersion}, synchronized ${dateTime(site.lastSynchronizedAt)} UTC. ` : 'Not synchronized yet. '}A new source is used from the next synchronization on.
      </Block>
    </div>
  );
}
