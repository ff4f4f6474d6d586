/** A set of small numbers: 1 where the number is in it. */
export type Marks = Uint8Array;

export function marksOf(numbers: readonly number[]): Marks {
  let largest = 0;
  for (const n of numbers) if (n > largest) largest = n;
  const marks = new Uint8Array(largest + 1);
  for (const n of numbers) marks[n] = 1;
  return marks;
}
