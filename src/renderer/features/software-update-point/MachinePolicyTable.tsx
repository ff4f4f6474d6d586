import { useAsked } from '../../data/index.ts';
import { dateTime } from '../../ui/index.ts';

/** Machine policies of the site, newest first (SYNC-13). */
export function MachinePolicyTable() {
  const policies = useAsked(['softwareUpdatePoint', 'machinePolicies'], (e, call) => e.policy.machinePolicies({ call, limit: 200 })).data?.value;
  if (!policies) return null;
  return (
    <div className="history" tabIndex={0} role="group" aria-label="Machine policy">
      <p className="secondary policy-about">Clients that read a new version scan at a random moment within the next two hours. There are no clients in this version.</p>
      {policies.length > 0 && (
        <table className="history-table">
          <thead>
            <tr>
              <th>Version</th>
              <th>State</th>
              <th>Policy ID</th>
              <th>Software update point</th>
              <th>Content version</th>
              <th>Published (UTC)</th>
              <th>Ended (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {policies.map((policy) => (
              <tr key={policy.version}>
                <td>{policy.version}</td>
                <td><span className={`tag ${policy.withdrawnAt === null ? 'is-done' : 'is-cancelled'}`}>{policy.withdrawnAt === null ? 'Current' : 'Ended'}</span></td>
                <td>{policy.policyId}</td>
                <td>{`${policy.ssl ? 'https' : 'http'}://${policy.server}:${policy.port}`}</td>
                <td>{policy.contentVersion}</td>
                <td>{dateTime(policy.publishedAt)}</td>
                <td>{policy.withdrawnAt === null ? '' : dateTime(policy.withdrawnAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {policies.length === 0 && <p className="policy-about">None yet: the first synchronization publishes one.</p>}
    </div>
  );
}
