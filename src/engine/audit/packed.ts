/**
 * Ascending numbers as short text, for the journal: differences in base 36, runs of successors as "+ how many". Ten thousand
 * updates of a hundred thousand take about 25 kB before and after each change.
 */
export function pack(ascending: readonly number[]): string {
  const pieces: string[] = [];
  let last = 0;
  for (let at = 0; at < ascending.length; ) {
    let end = at;
    while (end + 1 < ascending.length && ascending[end + 1] === ascending[end]! + 1) end++;
    const run = end - at;
    pieces.push((ascending[at]! - last).toString(36) + (run > 0 ? `+${run.toString(36)}` : ''));
    last = ascending[end]!;
    at = end + 1;
  }
  return pieces.join(',');
}

/** The same of numbers in any order, each once. */
export const packSet = (numbers: readonly number[]): string => pack([...new Set(numbers)].toSorted((a, b) => a - b));

export function unpack(text: string): number[] {
  const numbers: number[] = [];
  let last = 0;
  for (const piece of text === '' ? [] : text.split(',')) {
    const [step, run = '0'] = piece.split('+');
    last += parseInt(step!, 36);
    numbers.push(last);
    for (let left = parseInt(run, 36); left > 0; left--) numbers.push(++last);
  }
  return numbers;
}
