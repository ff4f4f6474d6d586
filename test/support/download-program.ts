import { openLab } from './lab.ts';
import { draft, idsOf, packagesOf, quiet } from './content.ts';

/** Opens the site of a folder in this process and downloads into a package, or goes on with that; ends by SIGKILL after so many milliseconds. */
const { folder, upstreamUrl, content, kbs, killAfter } = JSON.parse(process.argv[2]!) as { folder: string; upstreamUrl: string; content: string; kbs: string[]; killAfter: number };

const lab = await openLab({ folder, upstreamUrl, content });
process.stdout.write('open\n');
setTimeout(() => process.kill(process.pid, 'SIGKILL'), killAfter);
if (packagesOf(lab).length === 0) {
  lab.site.distributionPoints.install(lab.command(), 'DP01.corp.lab', { branch: false, protected: false, boundaries: [] });
  lab.site.deploymentPackages.create(lab.command(), draft('January'), { updates: idsOf(lab, ...kbs), servers: ['DP01.corp.lab'], origin: { kind: 'internet' }, languages: [] });
} else lab.site.deploymentPackages.start();
await quiet(lab.site);
// Nothing is left to be killed in.
process.kill(process.pid, 'SIGKILL');
