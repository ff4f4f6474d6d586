import { Button, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { EstateImport } from '../../../contract/index.ts';
import { command, saveStream, useAsked } from '../../data/index.ts';
import { notify } from '../../state/index.ts';
import { Block, counted } from '../../ui/index.ts';

/** Characters of base64 in one call; more files go in several. */
const MOST_TEXT = 2_500_000;
const MOST_FILES = 500;

const base64 = (bytes: Uint8Array) => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
};

type Text = { name: string; content: string };

/** Files in portions that fit into a call. */
function portions(files: readonly Text[]): Text[][] {
  const all: Text[][] = [[]];
  let size = 0;
  for (const file of files) {
    if (size + file.content.length > MOST_TEXT || all.at(-1)!.length >= MOST_FILES) {
      all.push([]);
      size = 0;
    }
    all.at(-1)!.push(file);
    size += file.content.length;
  }
  return all.filter((portion) => portion.length > 0);
}

/** Computers of one's own estate, and labs as files. */
export function EstateSection({ busy, run }: { busy: boolean; run(act: () => Promise<unknown>): Promise<void> }) {
  const fleet = useAsked(['clients', 'fleet'], (e, call) => e.lab.fleet({ call })).data?.value;
  const [pasted, setPasted] = useState('');
  const [result, setResult] = useState<Omit<EstateImport, 'jobId'> | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const scenario = useRef<HTMLInputElement>(null);

  const importAll = (all: readonly Text[]) =>
    run(async () => {
      const sum: Omit<EstateImport, 'jobId'> = { computers: 0, collections: 0, problems: [] };
      for (const portion of portions(all)) {
        const { value } = await command((e, call) => e.lab.importEstate({ call, files: portion }));
        sum.computers += value.computers;
        sum.collections += value.collections;
        sum.problems.push(...value.problems);
        setResult({ ...sum });
      }
      setPasted('');
    });
  const chosen = async (list: FileList | null) => {
    if (!list || list.length === 0) return;
    setResult(null);
    await importAll(await Promise.all([...list].map(async (file) => ({ name: file.webkitRelativePath || file.name, content: base64(new Uint8Array(await file.arrayBuffer())) }))));
  };
  const load = async (list: FileList | null) => {
    const file = list?.[0];
    if (!file) return;
    const text = await file.text();
    await run(async () => {
      const { value } = await command((e, call) => e.lab.loadScenario({ call, text }));
      notify({ intent: 'done', title: 'Scenario loaded', text: `${file.name}, ${counted(value.collections, 'collection')}` });
    });
  };
  const save = () => run(async () => void (await saveStream('lab.scenario.json', (e, call, signal) => e.lab.saveScenario({ call }, { signal }))));

  return (
    <>
      <section aria-label="Your own computers">
        <h2>Your own computers</h2>
        <p className="secondary">Outputs of systeminfo, wmic qfe or Get-HotFix, and lists (CSV) of computers, collections and maintenance windows. They stay on this computer. Updates that were only offered are not taken for installed.</p>
        <div className="lab-row">
          <input ref={files} type="file" multiple hidden aria-label="Files of your computers" onChange={(event) => void chosen(event.target.files).finally(() => (event.target.value = ''))} />
          <input ref={folder} type="file" hidden aria-label="Folder of your computers" {...{ webkitdirectory: '' }} onChange={(event) => void chosen(event.target.files).finally(() => (event.target.value = ''))} />
          <Button disabled={busy} onClick={() => files.current?.click()}>Import Files…</Button>
          <Button disabled={busy} onClick={() => folder.current?.click()}>Import Folder…</Button>
          <Button disabled={busy || !fleet?.imported} onClick={() => void run(() => command((e, call) => e.lab.removeImported({ call })))}>
            {fleet?.imported ? `Remove ${counted(fleet.imported, 'Imported Computer')}` : 'Remove Imported Computers'}
          </Button>
          {fleet && <span role="status">{fleet.imported === 0 ? 'None here.' : `${counted(fleet.imported, 'computer')} imported.`}</span>}
        </div>
        <form className="lab-paste" onSubmit={(event) => (event.preventDefault(), setResult(null), void importAll([{ name: 'pasted.txt', content: base64(new TextEncoder().encode(pasted)) }]))}>
          <label htmlFor="estate-paste">Or paste the output of systeminfo of one computer</label>
          <Textarea id="estate-paste" rows={4} value={pasted} onChange={(_, data) => setPasted(data.value)} textarea={{ className: 'mono', spellCheck: false }} />
          <Button type="submit" disabled={busy || pasted.trim() === ''}>Add the Computer</Button>
        </form>
        {result && (
          <Block intent={result.problems.length > 0 ? 'warning' : 'done'} title={`${counted(result.computers, 'computer')} and ${counted(result.collections, 'collection')} added.`}>
            {result.problems.length > 0 && (
              <ul className="lab-problems">
                {result.problems.map((problem, n) => (
                  <li key={n}>{problem.file}{problem.line === null ? '' : `, line ${problem.line}`}: {problem.message}</li>
                ))}
              </ul>
            )}
          </Block>
        )}
      </section>
      <section aria-label="Scenario">
        <h2>Scenario</h2>
        <p className="secondary">The seed, the size and the faults of the fleet, imported computers, and your collections with their maintenance windows, as a file. The same scenario makes the same lab.</p>
        <div className="lab-row">
          <input ref={scenario} type="file" accept=".json,application/json" hidden aria-label="Scenario file" onChange={(event) => void load(event.target.files).finally(() => (event.target.value = ''))} />
          <Button disabled={busy} onClick={() => void save()}>Save Scenario…</Button>
          <Button disabledFocusable={busy || (fleet?.computers ?? 0) > 0} title={fleet && fleet.computers > 0 ? 'Remove the fleet and the imported computers first.' : undefined} onClick={() => !fleet?.computers && scenario.current?.click()}>Load Scenario…</Button>
        </div>
      </section>
    </>
  );
}
