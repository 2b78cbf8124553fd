/** Romanisation as the service gives it, and the reading that a choice settles for a word. */

export interface Romanised {
  name: string;
  /** The best first. */
  suggestions: { spelling: string; basis: string; words: { text: string; spelling: string; kind: string }[] }[];
  characters: { text: string; reading: string; choices: { reading: string; chosen: boolean; source: string }[] }[];
  /** Characters without a known reading. */
  unread: string[];
}

/** Chosen readings by the index of their character. */
export type Picks = Record<number, string>;

export const choicesText = (picks: Picks): string => Object.entries(picks).map(([index, reading]) => `${index}:${reading}`).join(',');

/** The word that holds the last pick, with the readings of all its characters. */
export function readingOf({ suggestions, characters }: Romanised, picks: Picks): { text: string; reading: string } | undefined {
  const index = Math.max(...Object.keys(picks).map(Number));
  let start = 0;
  for (const { text } of suggestions[0]?.words ?? []) {
    const length = [...text].length;
    if (index >= start && index < start + length) {
      const readings = characters.slice(start, start + length).map((one, i) => picks[start + i] ?? one.reading);
      return { text, reading: readings.join(' ') };
    }
    start += length;
  }
  return undefined;
}
