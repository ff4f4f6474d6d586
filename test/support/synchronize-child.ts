import { openLab } from './lab.ts';

/** Opens the site of a folder in this process, synchronizes it and prints how it ended; ends by SIGKILL at the `killAt`-th look at real time, or as soon as it has committed. */
const { folder, upstreamUrl, killAt } = JSON.parse(process.argv[2]!) as { folder: string; upstreamUrl: string; killAt: number | 'committed' | null };

let looks = 0;
const monotonic = () => {
  if (++looks === killAt) process.kill(process.pid, 'SIGKILL');
  return performance.now();
};
const lab = await openLab({ folder, upstreamUrl, monotonic });
lab.site.changes.listen((change) => killAt === 'committed' && change.areas.includes('updateRepository') && process.kill(process.pid, 'SIGKILL'));
const { state, failure } = await lab.synchronize();
process.stdout.write(JSON.stringify({ state, failure, looks, log: lab.site.logs.window({ name: 'wsyncmgr.log', minimumSeverity: 'error', find: '', offset: 0, limit: 10 }).lines.map((line) => line.text) }));
await lab.close();
