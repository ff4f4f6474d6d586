import { useAsked } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { dateTime, EmptyState } from '../../ui/index.ts';
import { errorText } from './words.ts';

/** The deployments of one computer, and how far it is with each (DEPLOY-12). */
export function ClientDeployments({ id }: { id: number }) {
  const deployments = useAsked(['compliance', 'deployments', 'client', id], (e, call) => e.clients.deployments({ call, id })).data?.value;
  if (!deployments) return null;
  if (deployments.length === 0) return <EmptyState icon="deployment" title="Nothing is deployed to this computer" text="It has the enabled deployments of the collections that it is a member of. Deploy Software Updates, on chosen software updates, makes one." />;
  return (
    <div className="inventory">
      <table className="plain-table" aria-label="Deployments">
        <thead><tr><th scope="col">Deployment</th><th scope="col">Deadline</th><th scope="col">State</th><th scope="col">Since (UTC)</th><th scope="col">Error</th></tr></thead>
        <tbody>
          {deployments.map((one) => (
            <tr key={one.id}>
              <td><button type="button" className="link" onClick={() => go(`deployment-management/${one.id}`)}>{one.name}</button></td>
              <td>{one.deadline?.replace('T', ' ') ?? 'None'}</td>
              <td>{one.state}</td>
              <td>{one.since === null ? '' : dateTime(one.since)}</td>
              <td>{one.error === 0 ? '' : errorText(one.error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
