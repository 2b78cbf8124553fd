/** 乡镇月报: a township clerk sees the form of the own township, everybody else the table of all townships. */
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import { FormPage } from './FormPage';
import './monthly.css';
import { SheetPage } from './SheetPage';

export function MonthlyPage() {
  const { account } = useSession();
  const { values } = useFilters(['township', 'month']);
  const own = account?.area_code.length === 9 ? account.area_code : '';
  const township = values.township || own;
  return township ? <FormPage key={township} area={township} month={values.month} alone={own !== ''} /> : <SheetPage />;
}
