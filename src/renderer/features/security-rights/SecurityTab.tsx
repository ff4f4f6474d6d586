import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { classNames, type GivenRights, type ObjectRef } from '../../../contract/index.ts';
import { explain, securityClassOf, useGivingReason } from '../../data/index.ts';
import { ErrorBlock } from '../../ui/index.ts';
import './security-rights.css';
import SecurityRightsDialog from './SecurityRightsDialog.tsx';
import { useGiven } from './use-rights.ts';
import { origins, permissions } from './words.ts';

function Listed({ label, rows, reason, onChange, none }: { label: string; rows: readonly GivenRights[]; reason: string | null; onChange(user: string): void; none: string }) {
  return (
    <section>
      <h3>{label}</h3>
      {rows.length === 0 ? (
        <p className="secondary">{none}</p>
      ) : (
        <table className="plain-rights" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">User</th>
              <th scope="col">Permissions</th>
              <th scope="col"><span className="rights-hidden">Change</span></th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.user}>
                <td>{row.user}{row.by !== 'given' && <span className="secondary"> ({origins[row.by]})</span>}</td>
                <td>{permissions(row.rights)}</td>
                <td>{row.by !== 'account' && <Button size="small" aria-label={`Change the rights of ${row.user}`} disabled={reason !== null} title={reason ?? undefined} onClick={() => onChange(row.user)}>Change…</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Security of an object: what its class is allowed to whom, and what it is itself (D§8.6). Changes hold at once. */
export default function SecurityTab({ of }: { of: ObjectRef & { name: string } }) {
  const security = securityClassOf(of.kind);
  const object = { kind: of.kind, id: of.id };
  const given = useGiven({ user: null, object });
  const onClass = useGivingReason(security, null);
  const onObject = useGivingReason(security, object);
  const [open, setOpen] = useState<{ user: string | null; instance: boolean } | null>(null);
  const rows = given.data?.value ?? [];
  return (
    <div className="rights-form">
      {given.error && <ErrorBlock error={explain(given.error)} onRetry={() => void given.refetch()} />}
      <Listed label="Class security rights" rows={rows.filter((row) => row.object === null)} reason={onClass} none="Nobody has rights on the class." onChange={(user) => setOpen({ user, instance: false })} />
      <Listed label="Instance security rights" rows={rows.filter((row) => row.object !== null)} reason={onObject} none={`Nobody has rights on this one beside those on the class ${classNames[security]}.`} onChange={(user) => setOpen({ user, instance: true })} />
      <p>
        <Button disabled={onObject !== null} title={onObject ?? undefined} onClick={() => setOpen({ user: null, instance: true })}>New Instance Rights…</Button>
      </p>
      {open && <SecurityRightsDialog user={open.user} class={security} object={open.instance ? of : null} onClose={() => setOpen(null)} />}
    </div>
  );
}
