import { Block } from '../../../ui/index.ts';

/** Says at a child site why these controls are grey (SYNC-02). */
export function DecidedAbove({ parent, what = 'Synchronization' }: { parent: string | null; what?: string }) {
  if (parent === null) return null;
  return <Block intent="information">{what} is set at the top of the hierarchy. This site takes it from its parent {parent}.</Block>;
}
