/** Under a map of lines: how exactly this reader is shown where they run. */
import { useSession } from '../../../api/session';
import { Coarse } from '../parts/Coarse';
import { precisionOf } from '../parts/coarse';

export function MapNote() {
  return <Coarse metres={precisionOf(useSession()).lines} />;
}
