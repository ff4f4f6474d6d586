import type { Area, Change, Commanded } from '../../contract/index.ts';
import { Failure, type Clock, type Feed } from '../kernel/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';

/** An object of the console that a command made, changed or deleted: whole, before and after; undefined where there is none. */
export interface Touched {
  kind: string;
  id: string;
  /** As the console names it. */
  name: string;
  before?: unknown;
  after?: unknown;
}

/** What a command did, for the journal, and the answer to the caller. */
export interface Done<R> {
  value: R;
  /** The objects of the console it changed, those first that others stand on: what its undo restores (INSIGHT-05). */
  objects?: readonly Touched[];
  /** Of a command that changes something else. */
  before?: unknown;
  after?: unknown;
}

export interface Journal {
  revision(): number;
  /**
   * Runs a command of an administrator in one transaction with its journal row; durable when it returns.
   * Throws Failure REVISION_CONFLICT when `changedRevision` (of the object) is later than the caller has seen.
   */
  command<R>(call: Commanded, command: { name: string; input: unknown; areas: Area[]; changedRevision?: (db: Writable) => number }, run: (db: Writable, revision: number) => Done<R>): { revision: number; value: R };
  /** Records something that came from outside a command: a finished synchronization, a clock that was moved. */
  input<R>(input: { name: string; actor: string; input: unknown; areas: Area[] }, run: (db: Writable, revision: number) => R): { revision: number; value: R };
}

const text = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

export function createJournal(site: { database: SiteDatabase; clock: Clock; changes: Feed<Change> }): Journal {
  const { database, clock, changes } = site;
  const revision = () => database.first(build.selectFrom('site').select('revision'))?.revision ?? 0;

  const append = <R>(entry: { kind: 'command' | 'input'; actor: string; name: string; input: unknown }, areas: Area[], run: (db: Writable, next: number) => Done<R>) => {
    const at = clock.now();
    const done = database.transaction((db) => {
      const next = revision() + 1;
      const { value, before, after, objects = [] } = run(db, next);
      db.run(build.insertInto('journal').values({ revision: next, at, actor: entry.actor, kind: entry.kind, name: entry.name, input: JSON.stringify(entry.input), before: text(before), after: text(after) }));
      objects.forEach((one, position) => db.run(build.insertInto('journal_objects').values({ revision: next, position, kind: one.kind, object_id: one.id, name: one.name, before: text(one.before), after: text(one.after) })));
      db.run(build.updateTable('site').set({ revision: next, clock_at: clock.now() }));
      return { revision: next, value };
    });
    changes.publish({ revision: done.revision, at, areas });
    return done;
  };

  return {
    revision,
    command: (call, command, run) =>
      append({ kind: 'command', actor: call.actor, name: command.name, input: command.input }, command.areas, (db, next) => {
        const actual = command.changedRevision?.(db) ?? 0;
        if (actual > call.expectedRevision) {
          throw new Failure('REVISION_CONFLICT', {
            what: 'Nothing was changed.',
            why: `Someone else changed this after you opened it (revision ${actual}, yours was read at ${call.expectedRevision}).`,
            todo: 'Close the dialog, open it again and repeat your change.',
            actual,
          });
        }
        return run(db, next);
      }),
    input: ({ name, actor, input, areas }, run) => append({ kind: 'input', actor, name, input }, areas, (db, next) => ({ value: run(db, next) })),
  };
}
