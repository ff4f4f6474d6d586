import type { ListedUpdate, UpdateListOutcome } from '../../../contract/index.ts';
import { updateName } from '../../data/index.ts';
import { Block, counted, ObjectIcon } from '../../ui/index.ts';

const results: Record<ListedUpdate['result'], string> = { added: 'Added', already: 'On the list already', gone: 'Not in the repository any more' };

/** Confirmation: what became of every update, what was not simply added first. */
export function Results({ outcome }: { outcome: UpdateListOutcome }) {
  const { added, already, gone, results: told, name } = outcome;
  const rest = added + already + gone - told.length;
  return (
    <>
      <Block intent={gone > 0 ? 'warning' : 'done'} title={`${counted(added, 'software update')} added to ${name}.`}>
        {already > 0 && <p>{counted(already, 'was', 'were')} on the list already.</p>}
        {gone > 0 && <p>{counted(gone, 'is', 'are')} not in the repository any more: removed by a synchronization while the wizard was open.</p>}
      </Block>
      <table className="list-results" aria-label="Results">
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
