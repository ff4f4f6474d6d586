import type { DeployedUpdate, DeploymentOutcome } from '../../../contract/index.ts';
import type { ReactNode } from 'react';
import { updateName } from '../../data/index.ts';
import { Block, counted, ObjectIcon } from '../../ui/index.ts';

const results: Record<DeployedUpdate['result'], string> = { deployed: 'Deployed', already: 'In the deployment already', expired: 'Expired: left out', gone: 'Not in the repository any more' };

/** Confirmation: what became of every update, what was not simply deployed first. */
export function Results({ outcome, children }: { outcome: DeploymentOutcome; children?: ReactNode }) {
  const { deployed, already, expired, gone, results: told, name } = outcome;
  const rest = deployed + already + expired + gone - told.length;
  return (
    <>
      <Block intent={gone + expired > 0 ? 'warning' : 'done'} title={`${counted(deployed, 'software update')} deployed with ${name}.`}>
        {already > 0 && <p>{counted(already, 'was', 'were')} in the deployment already.</p>}
        {expired > 0 && <p>{counted(expired, 'is', 'are')} expired and cannot be deployed any more.</p>}
        {gone > 0 && <p>{counted(gone, 'is', 'are')} not in the repository any more: removed by a synchronization while the wizard was open.</p>}
      </Block>
      {children}
      <table className="deployment-results" aria-label="Results">
        <thead>
          <tr>
            <th scope="col">Software Update</th>
            <th scope="col">Title</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <tr key={one.id}>
              <td><span className="with-icon"><ObjectIcon name={`update-${one.icon}`} />{one.title === '' ? `CI ${one.id}` : updateName(one)}</span></td>
              <td className="ellipsis" title={one.title}>{one.title}</td>
              <td>{results[one.result]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="secondary">And {counted(rest, 'software update')} more.</p>}
    </>
  );
}
