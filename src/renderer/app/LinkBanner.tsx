import { useSession } from '../data/index.ts';
import { Block } from '../ui/index.ts';

/** Says when the engine cannot be reached; what was read stays, with its time. */
export function LinkBanner() {
  const { state, lostAt } = useSession();
  if (state !== 'lost' || lostAt === null) return null;
  return (
    <div className="link-banner">
      <Block intent="warning">
        <strong>The link to the engine is lost.</strong> What is shown was read before {new Date(lostAt).toLocaleTimeString('en-US')}. Patchbay connects again by itself; if it does not, start Patchbay again.
      </Block>
    </div>
  );
}
