import './compliance.css';

interface Props {
  installed: number;
  notRequired: number;
  required: number;
  unknown: number;
  /** Beside the bar. */
  text?: string;
  /** Across the pane instead of in a cell. */
  wide?: boolean;
}

/** Installed and Not Required, Required, Unknown as shares of a bar; the numbers stand beside it. */
export function ComplianceBar({ installed, notRequired, required, unknown, text, wide }: Props) {
  const total = installed + notRequired + required + unknown;
  const share = (n: number) => ({ width: `${(n / total) * 100}%` });
  return (
    <span className={`compliance${wide ? ' is-wide' : ''}`}>
      <span className="compliance-bar" aria-hidden="true">
        <span className="is-installed" style={share(wide ? installed : installed + notRequired)} />
        {wide && <span className="is-not-required" style={share(notRequired)} />}
        <span className="is-required" style={share(required)} />
        <span className="is-unknown" style={share(unknown)} />
      </span>
      {text !== undefined && <span className="compliance-text">{text}</span>}
    </span>
  );
}

/** A square in the colour of a state, before its name. */
export const StateMark = ({ state }: { state: 'installed' | 'notRequired' | 'required' | 'unknown' | 'failed' | 'running' }) => (
  <span className={`state-mark is-${state === 'notRequired' ? 'not-required' : state}`} aria-hidden="true" />
);
