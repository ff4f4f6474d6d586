import type { UpdateIdentity } from '../metadata/index.ts';
import type { CategoryChoice, LanguageChoice, ServerFilter } from './model.ts';
import type { Connection } from './open.ts';

/**
 * Public at $now, and no newer revision is. `until_version` plays no part here: a publisher's store holds revisions
 * whose day has not come yet, and until then the older one is the one to hand out.
 */
const isPublic = `r.since_version <= $version AND r.arrived_at <= $now AND NOT EXISTS (
  SELECT 1 FROM revisions n WHERE n.update_id = r.update_id AND n.revision_number > r.revision_number
    AND n.arrived_at <= $now AND n.since_version <= $version)`;

/** New to the asker: it came in later than his anchor, by the clock or by the store's version (it may have been staged before, committed after). */
const isNew = '($moment IS NULL OR r.arrived_at > $moment OR r.since_version > $known)';

/** The rows under the chosen ids and the categories below them; `complete` where the choice is not a delta. */
const under = (choices: string): string => `
  WITH RECURSIVE wanted (id, complete) AS (
    SELECT value ->> 'id', NOT (value ->> 'delta') FROM json_each(${choices})
    UNION
    SELECT c.update_id, w.complete FROM wanted w
      JOIN revision_prerequisites p ON p.prerequisite_id = w.id
      JOIN revisions c ON c.row_id = p.row_id AND c.update_type = 'Category'
  )
  SELECT p.row_id, max(w.complete) AS complete FROM wanted w JOIN revision_prerequisites p ON p.prerequisite_id = w.id GROUP BY p.row_id`;

const identity = 'SELECT r.update_id AS updateId, r.revision_number AS revisionNumber FROM revisions r';
const order = 'ORDER BY r.arrived_at, r.row_id';

const configurationQuery = `${identity} WHERE r.update_type IN ('Category', 'Detectoid') AND ${isPublic} AND ${isNew} ${order}`;
/** For all languages, or for one of the chosen. */
const isReadable = `($languages IS NULL OR r.languages = '' OR EXISTS (SELECT 1 FROM json_each($languages) WHERE instr(r.languages, value ->> 'bars') > 0))`;
/** Of a language that was not asked for before. */
const isOfNewLanguage = `EXISTS (SELECT 1 FROM json_each($languages) WHERE NOT (value ->> 'delta') AND instr(r.languages, value ->> 'bars') > 0)`;

const everythingQuery = `${identity} WHERE r.update_type IN ('Software', 'Driver') AND ${isPublic} AND ${isReadable} AND (${isOfNewLanguage} OR ${isNew}) ${order}`;
const filteredQuery = `${identity}
  JOIN (${under('$categories')}) c USING (row_id) JOIN (${under('$classifications')}) k USING (row_id)
  WHERE r.update_type IN ('Software', 'Driver') AND ${isPublic} AND ${isReadable} AND (c.complete OR k.complete OR ${isOfNewLanguage} OR ${isNew}) ${order}`;

/** The revisions a downstream server is told of (W§3): Categories AND Classifications; only one of the two given: none. */
export function serverRevisions(connection: Connection, version: number, filter: ServerFilter): UpdateIdentity[] {
  const { categories, classifications } = filter;
  const bounds = { version, now: filter.now, moment: filter.since?.moment ?? null, known: filter.since?.version ?? 0 };
  const all = (query: string, values: object): UpdateIdentity[] => connection.prepare<[object], UpdateIdentity>(query).all(values);
  if (filter.configuration) return all(configurationQuery, bounds);
  const languages = filter.languages ? languageChoices(filter.languages) : null;
  if (!categories && !classifications) return all(everythingQuery, { ...bounds, languages });
  if (!categories || !classifications) return [];
  return all(filteredQuery, { ...bounds, languages, categories: choices(categories), classifications: choices(classifications) });
}

function choices(list: readonly CategoryChoice[]): string {
  return JSON.stringify(list.map(({ id, delta }) => ({ id: id.toLowerCase(), delta })));
}

function languageChoices(list: readonly LanguageChoice[]): string {
  return JSON.stringify(list.map(({ language, delta }) => ({ bars: `|${language.toLowerCase()}|`, delta })));
}
