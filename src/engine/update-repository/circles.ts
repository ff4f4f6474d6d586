/**
 * Looks for a circle that can be reached from one of `starts`, depth first and without recursion, since chains of a hostile
 * catalog can be long. Yields after each id, so that the caller can give the thread back.
 * @returns the ids of the first circle found, each followed by one it leads to, or undefined
 */
export function* circleFrom(starts: Iterable<string>, next: (id: string) => readonly string[]): Generator<void, string[] | undefined> {
  const done = new Set<string>();
  for (const start of starts) {
    if (done.has(start)) continue;
    const path = [{ id: start, ahead: next(start)[Symbol.iterator]() }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      yield;
      const here = path.at(-1)!;
      const { value: id, done: ended } = here.ahead.next();
      if (ended) {
        done.add(here.id);
        onPath.delete(here.id);
        path.pop();
      } else if (onPath.has(id)) {
        return path.slice(path.findIndex((one) => one.id === id)).map((one) => one.id);
      } else if (!done.has(id)) {
        path.push({ id, ahead: next(id)[Symbol.iterator]() });
        onPath.add(id);
      }
    }
  }
  return undefined;
}
