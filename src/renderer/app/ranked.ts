/** Words in any order, each the start of a word of the label or anywhere in where it is; better matches first. */
export function ranked<T extends { label: string; where: string }>(targets: readonly T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const score = (target: T) => {
    const label = target.label.toLowerCase();
    let sum = 0;
    for (const word of words) {
      if (label.startsWith(word)) sum += 3;
      else if (label.includes(` ${word}`)) sum += 2;
      else if (label.includes(word)) sum += 1;
      else if (!target.where.toLowerCase().includes(word)) return -1;
    }
    return sum;
  };
  return targets.map((target) => ({ target, score: score(target) })).filter((s) => s.score >= 0).toSorted((a, b) => b.score - a.score).map((s) => s.target);
}
