import type { ClientStateName } from '../../../contract/index.ts';
import { computersNode, reasonNames, stateNames, useAsked } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { ComplianceBar, count, StateMark } from '../../ui/index.ts';

const states: ClientStateName[] = ['installed', 'notRequired', 'required', 'unknown'];

/** The live counts of one update, and why some are Unknown (SCAN-06, SCAN-11). Nothing while the site has no clients. */
export function ComplianceOf({ id, collection = null, whose = 'All Systems' }: { id: number; collection?: number | null; whose?: string }) {
  const counts = useAsked(['compliance', 'update', id, collection], (e, call) => e.compliance.update({ call, update: id, collection })).data?.value;
  if (!counts || counts.total === 0) return null;
  const share = (counts.installed + counts.notRequired) / counts.total;
  return (
    <div className="compliance-of" role="group" aria-label="Compliance">
      <p className="compliance-head">
        <span><strong>{(share * 100).toFixed(1)}%</strong> compliant</span>
        <span className="secondary">{whose}, {count(counts.total)}</span>
      </p>
      <ComplianceBar wide {...counts} />
      <dl className="compliance-legend">
        {states.map((state) => (
          <div key={state}>
            <dt><StateMark state={state} />{stateNames[state]}</dt>
            <dd>
              <button type="button" className="link" onClick={() => go(computersNode(id, state, collection))}>{count(counts[state])}</button>
            </dd>
          </div>
        ))}
      </dl>
      {counts.reasons.length > 0 && (
        <p className="unknown-reasons">
          Unknown:{' '}
          {counts.reasons.map((one, n) => (
            <span key={one.reason}>
              {n > 0 && ', '}
              <button type="button" className="link" onClick={() => go(computersNode(id, 'unknown', collection, one.reason))}>{count(one.computers)} {reasonNames[one.reason]}</button>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
