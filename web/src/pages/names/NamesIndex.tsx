/** Where the place-name pages begin: with one's work, or with the figures for those who only read. */
import { Navigate } from 'react-router';
import { useSession } from '../../api/session';

export function NamesIndex() {
  const { may } = useSession();
  return <Navigate to={may.propose || may.review ? '/names/work' : '/names/statistics'} replace />;
}
