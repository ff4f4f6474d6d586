import { CheckmarkCircle16Filled, ErrorCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import type { Prerequisite } from '../../../../contract/index.ts';

const icons = { passed: CheckmarkCircle16Filled, warning: Warning16Filled, failed: ErrorCircle16Filled };
const words = { passed: 'Passed', warning: 'Warning', failed: 'Failed' };

/** Each prerequisite by name with what was found, and what of it is simulated. */
export function PrerequisiteList({ checks }: { checks: readonly Prerequisite[] | null }) {
  if (checks === null) return <p className="secondary" role="status">Checking the prerequisites…</p>;
  return (
    <ul className="wizard-checks" aria-label="Prerequisites">
      {checks.map((check) => {
        const Icon = icons[check.result];
        return (
          <li key={check.id} className={`is-${check.result}`}>
            <Icon aria-label={words[check.result]} />
            <div>
              <strong>{check.title}</strong>
              <p>{check.detail}</p>
              {check.simulated && <p className="secondary">Simulated: {check.simulated}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
