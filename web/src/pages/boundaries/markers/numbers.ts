/** Numbers of markers are text with a letter at the end: alike but for the letter in a pair or a set of three. */
export function baseOf(number: string): string {
  return number.replace(/[A-Za-z]$/, '');
}
