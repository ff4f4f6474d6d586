import { memo } from 'react';

const levels = { None: 0, Low: 1, Moderate: 2, Important: 3, Critical: 4 } as const;
export type SeverityName = keyof typeof levels;
const colours = ['var(--bar-rest)', 'var(--low)', 'var(--moderate)', 'var(--important)', 'var(--critical)'];

/** Four rising bars and the word. */
export const Severity = memo(function Severity({ name }: { name: SeverityName }) {
  const level = levels[name];
  return (
    <span className="severity">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {[0, 1, 2, 3].map((n) => (
          <rect key={n} x={n * 3} y={9 - n * 2.5} width="2" height={3 + n * 2.5} fill={n < level ? colours[level] : 'var(--bar-rest)'} />
        ))}
      </svg>
      {name}
    </span>
  );
});
