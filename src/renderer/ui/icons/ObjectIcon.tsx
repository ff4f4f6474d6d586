import { memo, useId } from 'react';
import { drawings, type IconName } from './drawings.tsx';

/** An object of the console as a 16 px drawing; decorative unless `label` is given. */
export const ObjectIcon = memo(function ObjectIcon({ name, size = 16, label }: { name: IconName; size?: number; label?: string }) {
  const id = useId();
  const described = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" className="object-icon" {...described}>
      {drawings[name](id)}
    </svg>
  );
});
