import type { Area, FieldDifference, ObjectRef, Referring } from '../../contract/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';

/** Of the journaled transaction an object is restored in. */
export interface Restoring {
  revision: number;
  at: number;
  by: string;
}

/**
 * A kind of object of the console. `V` is the whole of one, as its room journals it before and after a change: plain data
 * that comes back from JSON as it was.
 */
export interface ConsoleObject<V> {
  readonly kind: string;
  /** What the field calls one: "Update list". */
  readonly noun: string;
  /** What the console reads again when one was restored. */
  readonly areas: readonly Area[];
  name(value: V): string;
  /** As it is now; undefined: there is none. */
  read(db: Readable, id: string): V | undefined;
  /**
   * In the caller's transaction: makes the object what it was, under the id it had; undefined takes it away. It only writes to the
   * database, since a preview takes all of it back; what must follow the commit it answers with. Throws Failure where it cannot be.
   */
  restore(db: Writable, id: string, value: V | undefined, as: Restoring): void | (() => void);
  /** What differs between two of its states, in words. */
  compare(db: Readable, from: V | undefined, to: V | undefined): FieldDifference[];
  /** Objects of this kind that refer to another one. */
  referring?(db: Readable, to: ObjectRef): { id: string; name: string }[];
}

/** Where rooms enter the kinds of objects they keep. */
export interface Register {
  register<V>(object: ConsoleObject<V>): void;
  /** Whatever refers to an object, kind by kind. */
  references(to: ObjectRef): Referring[];
  /** The name of an object as it is now; null: there is none. */
  nameOf(of: ObjectRef): string | null;
}

export interface Kinds extends Register {
  find(kind: string): ConsoleObject<unknown> | undefined;
}

export function createRegister(db: Readable): Kinds {
  const kinds = new Map<string, ConsoleObject<unknown>>();
  return {
    register: (object) => void kinds.set(object.kind, object as ConsoleObject<unknown>),
    references: (to) => [...kinds.values()].flatMap(({ kind, noun, referring }) => (referring?.(db, to) ?? []).map((one) => ({ kind, noun, ...one }))),
    nameOf: ({ kind, id }) => {
      const value = kinds.get(kind)?.read(db, id);
      return value === undefined ? null : kinds.get(kind)!.name(value);
    },
    find: (kind) => kinds.get(kind),
  };
}
