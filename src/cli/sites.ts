import { UsageError } from './arguments.ts';
import { commanded, type Asked } from './commands.ts';

/** `patchbay sites`: the hierarchy from here down, each with the state of its link. */
export async function sites({ client, site, actor, args, terminal }: Asked): Promise<number> {
  const call = { site, actor };
  const { value: all } = await client.hierarchy.sites({ call });
  const { value: links } = await client.hierarchy.links({ call });
  for (const one of all) {
    const link = links.find((l) => l.neighbour === one.code);
    if (args.json) terminal.print(JSON.stringify({ ...one, link: link ?? null }));
    else terminal.print([one.code, one.kind.padEnd(9), (one.parent ?? '').padEnd(3), one.server.padEnd(24), one.name, link ? `(link ${link.state}, ${link.backlog} waiting)` : ''].join('  ').trimEnd());
  }
  return 0;
}

/** `patchbay add-site <code>`: makes a child site; one elsewhere is given the key its machine joins with. */
export async function addSite(asked: Asked): Promise<number> {
  const { client, args, terminal } = asked;
  const [code] = args.rest;
  if (code === undefined) throw new UsageError('Name the code of the new site, for example PR1.');
  const { value } = await client.hierarchy.addSite({
    call: await commanded(asked),
    site: { code, name: args.name ?? code, server: args.server ?? `${code}01.corp.lab`, kind: args.secondary ? 'secondary' : 'primary', place: args.elsewhere ? 'elsewhere' : 'here' },
  });
  if (args.json) terminal.print(JSON.stringify(value));
  else terminal.print(value.joinKey === null ? `${code} was made.` : `${code} is expected. Its key, shown this once:\n${value.joinKey}`);
  return 0;
}
