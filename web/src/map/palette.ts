/** Colours of the map sheet: a calm paper ground, tinted counties, ink for what is surveyed. */
export const paper = '#f3efe6';
export const graticule = '#ddd5c4';
export const ink = '#27313b';
export const inkSoft = '#5d6873';
export const halo = '#fffdf8';
export const focus = '#0958d9';

/** County tints in turn, all light enough for ink on top. */
export const countyTints = ['#fcf7e6', '#eff5e8', '#fbeee9', '#ebf1f7', '#f4f0f8', '#f8f2e6', '#e9f3f0', '#f9edf2'];

export const boundary = { province: '#6f3a7d', prefecture: '#7d4b86', county: '#8d6a8f', township: '#a89aa6' } as const;
export const nationalBorder = '#a3353a';
export const marker = '#b3261e';

/** Class groups of GB/T 18521 by their first two digits; others take ink. */
export const placeColours: Record<string, string> = {
  '11': '#1f6fa8', '12': '#1f6fa8', '13': '#7a5a2f', '21': '#27313b', '22': '#3f4b56',
  '23': '#8a4b12', '24': '#0f6b6b', '25': '#7b2f7d', '26': '#5b4a8a', '27': '#4d5a2a',
};

export const roadColours: Record<string, string> = {
  national: '#cf7f5c', provincial: '#dba55f', county: '#c9b98f', township: '#d5cdb8',
};

/** Coverage: covered, covered only by what is planned, not covered; apart also by pattern. */
export const coverage = { covered: '#7dbd9c', many: '#37805f', strained: '#d9a441', uncovered: '#e2725b', none: '#b9c0c7' };
