import type { DeployedUpdate, DeploymentOutcome } from '../../../contract/index.ts';
import type { ReactNode } from 'react';
import { updateName } from '../../data/index.ts';
import { Block, counted, ObjectIcon } from '../../ui/index.ts';

const results: Record<DeployedUpdate['result'], string> = { deployed: 'Deployed', already: 'In the deployment already', expired: 'Expired: left out', gone: 'Not in the repository any more' };

/** How the files of an update are. */
export type FilesOf = (id: number) => { text: string; failed: boolean };

/** Confirmation: what became of every update, what was not simply deployed first, and those without their files before the rest. */
export function Results({ outcome, filesOf, children }: { outcome: DeploymentOutcome; filesOf?: FilesOf; children?: ReactNode }) {
  const { deployed, already, expired, gone, results: told, name } = outcome;
  const rest = deployed + already + expired + gone - told.length;
  const failed = (one: DeployedUpdate) => Number(one.result === 'deployed' && filesOf?.(one.id).failed === true);
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
            <th scope="col" className="is-result">Result</th>
            {filesOf && <th scope="col" className="is-files">Files</th>}
          </tr>
        </thead>
        <tbody>
          {told.toSorted((a, b) => failed(b) - failed(a)).map((one) => (
            <tr key={one.id}>
              <td><span className="with-icon"><ObjectIcon name={`update-${one.icon}`} />{one.title === '' ? `CI ${one.id}` : updateName(one)}</span></td>
              <td className="ellipsis" title={one.title}>{one.title}</td>
              <td>{results[one.result]}</td>
              {filesOf && <td>{one.result === 'deployed' && filesOf(one.id).text}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="secondary">And {counted(rest, 'software update')} more.</p>}
    </>
  );
}
