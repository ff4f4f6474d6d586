import { differences, fieldsOf, setDifferences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { nameOf } from '../update-repository/index.ts';
import { findPackage, wholePackage, type WholePackage } from './store.ts';

export const KIND = 'deploymentPackage';

const namesOf = (db: Readable) => {
  const last = db.prepare<{ article_id: string; bulletin_id: string; title: string }>('SELECT article_id, bulletin_id, title FROM software_updates WHERE update_id = ? COLLATE NOCASE ORDER BY since_version DESC LIMIT 1');
  return (updateId: string) => {
    const row = last.get(updateId);
    return row ? nameOf(row) : updateId;
  };
};

const updatesOf = (one: WholePackage | undefined): string[] => [...new Set((one?.contents ?? []).map(([update]) => update))];

const inWords = (one: WholePackage | undefined): Record<string, string> | undefined =>
  one && {
    ...fieldsOf(one.settings), 'Software updates': String(updatesOf(one).length), Contents: String(new Set(one.contents.map(([, content]) => content)).size),
    'Distribution points': one.servers.join(', '), 'Access accounts': one.accounts.map(({ account, access }) => `${account} (${access})`).join(', '),
  };

/** A deployment package as an object of the console (INSIGHT-05). */
export const packageObject = (code: string, restore: ConsoleObject<WholePackage>['restore']): ConsoleObject<WholePackage> => ({
  kind: KIND,
  noun: 'Deployment package',
  areas: ['deploymentPackages'],
  name: (one) => one.settings.name,
  read: (db, id) => {
    const row = findPackage(db, id);
    return row && wholePackage(db, row, code);
  },
  restore,
  compare: (db, from, to) => [...differences(inWords(from), inWords(to)), ...(from && to ? setDifferences('Software updates', updatesOf(from), updatesOf(to), namesOf(db)) : [])],
  referring: (db, { kind, id }) =>
    kind === 'distributionPoint'
      ? db.prepare<{ id: string; name: string }>("SELECT k.package_id AS id, k.name FROM package_distribution_points p JOIN deployment_packages k ON k.package_id = p.package_id WHERE p.server = ? AND p.state <> 'removing' AND p.site_code = (SELECT code FROM site) ORDER BY k.name").all(id)
      : [],
});
