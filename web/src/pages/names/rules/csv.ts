/** A file as CSV, whatever its system calls the type: spreadsheets make it application/vnd.ms-excel. */
export function csvOf(file: Blob): Blob {
  return new Blob([file], { type: 'text/csv' });
}
