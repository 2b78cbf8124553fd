/** Where boundary work begins; what was asked for in the address goes along. */
import { Navigate, useLocation } from 'react-router';

export function BoundariesIndex() {
  return <Navigate to={`/boundaries/lines${useLocation().search}`} replace />;
}
