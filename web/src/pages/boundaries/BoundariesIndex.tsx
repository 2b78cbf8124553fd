/** Where boundary work begins: at the ledger for who has an account, at the lines for readers; what was asked for of lines goes along. */
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../../api/session';

export function BoundariesIndex() {
  const { search } = useLocation();
  const { account } = useSession();
  return <Navigate to={account && !search ? '/boundaries/ledger' : `/boundaries/lines${search}`} replace />;
}
