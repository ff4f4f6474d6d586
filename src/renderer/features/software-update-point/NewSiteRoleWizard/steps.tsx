import { Checkbox, Field, Input } from '@fluentui/react-components';
import type { Category, Language, Prerequisite, RolePlan, SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { Block, counted } from '../../../ui/index.ts';
import { CategoriesTab } from '../SoftwareUpdatePointProperties/CategoriesTab.tsx';
import { classificationTree, productTree } from '../SoftwareUpdatePointProperties/category-tree.ts';
import { CheckField, ChoiceField, NumberField, TextField, useSettingsForm } from '../SoftwareUpdatePointProperties/fields.tsx';
import { LanguagesTab } from '../SoftwareUpdatePointProperties/LanguagesTab.tsx';
import { ScheduleTab } from '../SoftwareUpdatePointProperties/ScheduleTab.tsx';
import { SyncSettingsTab } from '../SoftwareUpdatePointProperties/SyncSettingsTab.tsx';
import type { PageName } from './pages.ts';
import { PrerequisiteList } from './PrerequisiteList.tsx';

export type Head = Pick<RolePlan, 'server' | 'active' | 'proxy'>;

interface Props {
  page: PageName;
  /** The parent of a child site; null at the top. */
  parent: string | null;
  head: Head;
  onHead(head: Head): void;
  categories: readonly Category[];
  languages: readonly Language[];
  stored: SoftwareUpdatePointSettings;
  onSynchronize(): void;
}

function Proxy({ proxy, onProxy }: { proxy: Head['proxy']; onProxy(proxy: Head['proxy']): void }) {
  return (
    <div className="tab-form">
      <Checkbox label="Use a proxy server when synchronizing software updates" checked={proxy.use} onChange={(_, data) => onProxy({ ...proxy, use: data.checked === true })} />
      <Field label="Proxy server name" style={{ maxWidth: 320 }} validationMessage={proxy.use && proxy.serverName === '' ? 'Enter the name of the proxy server.' : undefined}>
        <Input disabled={!proxy.use} value={proxy.serverName} onChange={(_, data) => onProxy({ ...proxy, serverName: data.value.trim() })} />
      </Field>
      <Field label="Port">
        <Input disabled={!proxy.use} type="number" min={1} max={65535} style={{ width: 96, minWidth: 0 }} value={String(proxy.port)} onChange={(_, data) => onProxy({ ...proxy, port: Number(data.value) })} />
      </Field>
      <Field label="Proxy account" hint="Empty: anonymous access." style={{ maxWidth: 320 }}>
        <Input disabled={!proxy.use} maxLength={128} value={proxy.account} onChange={(_, data) => onProxy({ ...proxy, account: data.value })} />
      </Field>
      <Block intent="information">The proxy server is kept with the role. This version does not connect through it yet.</Block>
    </div>
  );
}

function Active({ head, onHead }: { head: Head; onHead(head: Head): void }) {
  return (
    <div className="tab-form">
      <Checkbox label="Use this server as the active software update point" checked={head.active} onChange={(_, data) => onHead({ ...head, active: data.checked === true })} />
      {!head.active && <p className="secondary">The role is installed without being used: clients do not scan with it, and the settings of the site stay as they are.</p>}
      <div className="tab-row">
        <NumberField name="general.port" label="Port number" min={1} max={65535} disabled={!head.active} />
        <NumberField name="general.sslPort" label="SSL port number" min={1} max={65535} disabled={!head.active} />
      </div>
      <CheckField name="general.ssl" label="Enable SSL for this WSUS server" disabled={!head.active} />
      <TextField name="general.connectionAccount" label="Software Update Point Connection Account" hint="Empty: the computer account of the site server." disabled={!head.active} placeholder="CORP\account" />
      <ChoiceField
        name="general.clientConnections"
        label="Client connections"
        disabled={!head.active}
        choices={[
          { value: 'intranetOnly', label: 'Allow intranet-only client connections' },
          { value: 'intranetAndInternet', label: 'Allow both intranet and Internet client connections' },
        ]}
      />
    </div>
  );
}

export function Summary({ head, checks }: { head: Head; checks: readonly Prerequisite[] | null }) {
  const settings = useSettingsForm().getValues();
  const source = { microsoftUpdate: 'Microsoft Update', upstream: settings.syncSettings.upstream.serverName, none: 'None' }[settings.syncSettings.source];
  const failed = checks?.some((check) => check.result === 'failed') ?? false;
  return (
    <div className="wizard-summary">
      <dl className="facts">
        <dt>Server</dt>
        <dd>{head.server}</dd>
        <dt>Role</dt>
        <dd>Software update point, {head.active ? 'active' : 'not active'}</dd>
        <dt>Proxy server</dt>
        <dd>{head.proxy.use ? `${head.proxy.serverName}:${head.proxy.port}` : 'None'}</dd>
        {head.active && (
          <>
            <dt>Ports</dt>
            <dd>{settings.general.port}, SSL {settings.general.sslPort}{settings.general.ssl ? ', SSL enabled' : ''}</dd>
            <dt>Synchronization source</dt>
            <dd>{source}</dd>
            <dt>Synchronized</dt>
            <dd>{counted(settings.classifications.length, 'classification')}, {counted(settings.products.length, 'product or family', 'products or families')}, {counted(settings.languages.summaryDetails.length, 'language')}</dd>
          </>
        )}
      </dl>
      <h3>Prerequisites</h3>
      <PrerequisiteList checks={checks} />
      {failed && <Block intent="warning">The role can be installed now and what failed be corrected later; until then it will not work on {head.server}.</Block>}
    </div>
  );
}

export const Installed = ({ head, parent }: { head: Head; parent: string | null }) => (
  <Block intent="done" title={`${head.server} is a software update point now.`}>
    {head.active ? `${parent === null ? 'Run Synchronization comes next' : `The next synchronization of the parent ${parent} is passed on to this site`}: until it has ended nothing can be scanned for or deployed. WCM.log tells how WSUS was configured.` : 'It is not active. Choose the active one in Software Update Point Component Properties.'}
  </Block>
);

/** What the wizard asks on a page; those of the property sheet are the same. */
export function Step({ page, parent, head, onHead, categories, languages, stored, onSynchronize }: Props) {
  switch (page) {
    case 'General':
      return (
        <Field label="Name of the site system server" hint="The site server, or another server with WSUS." style={{ maxWidth: 360 }}>
          <Input value={head.server} maxLength={255} placeholder="WSUS01.corp.lab" onChange={(_, data) => onHead({ ...head, server: data.value.trim() })} />
        </Field>
      );
    case 'System Role Selection':
      return (
        <div className="tab-form">
          <Checkbox label="Software update point" checked disabled />
          <p className="secondary">Integrates with Windows Server Update Services to provide software updates to clients. It is the one role this product installs.</p>
        </div>
      );
    case 'Software Update Point':
      return <Proxy proxy={head.proxy} onProxy={(proxy) => onHead({ ...head, proxy })} />;
    case 'Active Settings':
      return <Active head={head} onHead={onHead} />;
    case 'Synchronization Source':
      return <SyncSettingsTab parent={parent} />;
    case 'Synchronization Schedule':
      return <ScheduleTab />;
    case 'Update Classifications':
      return <CategoriesTab key="classifications" name="classifications" root="All Classifications" heading="Classification" one="classification" nodes={classificationTree(categories)} stored={stored.classifications} parent={parent} onSynchronize={onSynchronize} />;
    case 'Products':
      return <CategoriesTab key="products" name="products" root="All Products" heading="Product" one="product" nodes={productTree(categories)} stored={stored.products} parent={parent} onSynchronize={onSynchronize} />;
    case 'Languages':
      return <LanguagesTab languages={languages} parent={parent} />;
  }
}
