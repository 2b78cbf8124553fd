/** What became of an area whose code has ended, and what an area was before; each with its reply and a link. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mapLink } from '../params';

interface Step { code: string; name: string; on: string; kind: string; document: string }

export interface Succession {
  valid_to?: string | null;
  successors?: Step[] | null;
  predecessors?: Step[] | null;
}

export function Became({ area }: { area: Succession }) {
  const { t } = useTranslation();
  const { valid_to, successors, predecessors } = area;
  const line = (step: Step) => (
    <li key={step.code}>
      <Link to={mapLink('area', step.code)}>{step.name} {step.code}</Link> <small>{[step.on, step.document].filter(Boolean).join(' ')}</small>
    </li>
  );
  return (
    <>
      {valid_to && <Alert type="warning" showIcon title={t(successors?.length ? 'area.became' : 'area.ended', { on: valid_to })} description={successors?.length ? <ul>{successors.map(line)}</ul> : undefined} />}
      {Boolean(predecessors?.length) && <Alert type="info" title={t('area.madeOf')} description={<ul>{predecessors?.map(line)}</ul>} />}
    </>
  );
}
