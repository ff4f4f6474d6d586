import { Button, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { KeyRotation, TrustedKey } from '../../../contract/index.ts';
import { command, explain, queryClient, useAsked, type Explanation } from '../../data/index.ts';
import { usePage } from '../../state/index.ts';
import { counted, dateTime, ErrorBlock, PaneTitle } from '../../ui/index.ts';
import './air-gap.css';

type Act = (act: () => Promise<unknown>) => Promise<boolean>;

const states = { trusted: 'Trusted', replaced: 'Replaced', revoked: 'Revoked' } as const;
const tags = { trusted: 'is-done', replaced: 'is-cancelled', revoked: 'is-failed' } as const;

function OwnKey({ act }: { act: Act }) {
  const key = useAsked(['airGap', 'signingKey'], (e, call) => e.airGap.signingKey({ call })).data?.value;
  if (key === undefined) return null;
  const renew = () => void act(() => command((e, call) => e.airGap.renewSigningKey({ call })));
  return (
    <section className="air-gap-form">
      <h2>Key of this site</h2>
      <p className="secondary">Exports of this site are signed with it. Give the public key to importing sites.</p>
      {key && <pre className="air-gap-key">{`${key.publicKey}${key.fingerprint}`}</pre>}
      {key?.rotation && (
        <>
          <p className="secondary">For sites that trust the key before:</p>
          <pre className="air-gap-key">{JSON.stringify(key.rotation)}</pre>
        </>
      )}
      <Button onClick={renew}>{key ? 'Make New Key' : 'Make Key'}</Button>
    </section>
  );
}

function KeyRow({ of, act }: { of: TrustedKey; act: Act }) {
  const revoke = () => void act(() => command((e, call) => e.airGap.revokeKey({ call, fingerprint: of.fingerprint })));
  return (
    <tr>
      <td>{of.label}</td>
      <td><span className={`tag ${tags[of.state]}`}>{states[of.state]}</span></td>
      <td>{of.fingerprint}</td>
      <td>{dateTime(of.pinnedAt)}, {of.pinnedBy}</td>
      <td>{of.endedAt === null ? '' : dateTime(of.endedAt)}</td>
      <td>{of.state === 'trusted' && <Button aria-label={`Revoke ${of.label}`} onClick={revoke}>Revoke</Button>}</td>
    </tr>
  );
}

/** A key in PEM form is pinned under its name; the word of a trusted key for its successor replaces that one. */
function PinForm({ act }: { act: Act }) {
  const [label, setLabel] = useState('');
  const [text, setText] = useState('');
  const isRotation = text.trimStart().startsWith('{');
  const pin = async () => {
    const done = await act(() =>
      isRotation ? command((e, call) => e.airGap.rotateKey({ call, rotation: JSON.parse(text) as KeyRotation })) : command((e, call) => e.airGap.pinKey({ call, publicKey: text, label: label.trim() })),
    );
    if (!done) return;
    setLabel('');
    setText('');
  };
  return (
    <form className="air-gap-form" onSubmit={(event) => (event.preventDefault(), void pin())}>
      <h2>Trust a key</h2>
      <label htmlFor="key-text">Public key of an exporting site, or its word for a new key</label>
      <Textarea id="key-text" rows={4} value={text} onChange={(_, data) => setText(data.value)} />
      {!isRotation && (
        <div className="air-gap-row">
          <label htmlFor="key-label">Name</label>
          <Input id="key-label" value={label} maxLength={128} onChange={(_, data) => setLabel(data.value)} />
        </div>
      )}
      <Button type="submit" disabled={text.trim() === '' || (!isRotation && label.trim() === '')}>{isRotation ? 'Replace Key' : 'Trust Key'}</Button>
    </form>
  );
}

/** Site Settings → Trusted Keys: pin, replace, revoke (INSIGHT-03). */
export default function TrustedKeysPage() {
  const keys = useAsked(['airGap', 'trustedKeys'], (e, call) => e.airGap.trustedKeys({ call }));
  const [problem, setProblem] = useState<Explanation | null>(null);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['airGap'] });
  const rows = keys.data?.value ?? [];
  usePage({ node: [], selection: null, items: keys.data ? counted(rows.length, 'key') : null, selected: 0, readAt: keys.dataUpdatedAt, refresh });
  const act: Act = async (run) => {
    setProblem(null);
    try {
      await run();
      return true;
    } catch (error) {
      setProblem(explain(error));
      return false;
    }
  };
  return (
    <>
      <PaneTitle icon="component" title="Trusted Keys" note={keys.data ? counted(rows.length, 'key') : undefined} />
      <div className="page-scroll air-gap" tabIndex={0} role="group" aria-label="Trusted Keys">
        {keys.error && <ErrorBlock error={explain(keys.error)} onRetry={() => void keys.refetch()} />}
        {problem && <ErrorBlock error={problem} />}
        <table className="air-gap-table" aria-label="Trusted Keys">
          <thead>
            <tr>
              <th>Name</th>
              <th>State</th>
              <th>Fingerprint</th>
              <th>Trusted since (UTC)</th>
              <th>Until (UTC)</th>
              <th aria-label="Action" />
            </tr>
          </thead>
          <tbody>
            {rows.map((key) => <KeyRow key={key.fingerprint} of={key} act={act} />)}
          </tbody>
        </table>
        {keys.data && rows.length === 0 && <p className="secondary">No key is trusted yet: signed bundles are refused.</p>}
        <PinForm act={act} />
        <OwnKey act={act} />
      </div>
    </>
  );
}
