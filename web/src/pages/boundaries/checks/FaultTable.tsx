/** The faults as a list; what is chosen is also lit on the map. */
import { Button, Table, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, number } from '../../../lib/format';
import { Empty } from '../../../shell/States';
import { departure, type Fault, faultKey } from './checks';
import { showRow } from './scroll';

interface Props {
  faults: Fault[];
  loading: boolean;
  chosen: string;
  /** What was chosen on the map: its row is brought into view. */
  sought: string;
  onChoose: (key: string) => void;
  /** Absent where the account may not report findings. */
  report: ((fault: Fault) => void) | undefined;
}

const pageSize = 50;

export function FaultTable({ faults, loading, chosen, sought, onChoose, report }: Props) {
  const { t } = useTranslation('checks');
  const { t: tb } = useTranslation('boundaries');
  const box = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState<{ page: number; at: string }>();
  // The page of what is chosen, until another is turned to.
  const index = faults.findIndex((one) => faultKey(one) === chosen);
  const page = turned?.at === chosen ? turned.page : Math.floor(Math.max(index, 0) / pageSize) + 1;
  useEffect(() => {
    if (sought) showRow(box.current, sought);
  }, [sought, page]);
  return (
    <div ref={box}>
      <Table<Fault>
        rowKey={faultKey} size="small" loading={loading} dataSource={faults} scroll={faults.length ? { x: 640 } : undefined}
        rowClassName={(one) => (faultKey(one) === chosen ? 'chosen-row' : '')} locale={{ emptyText: <Empty>{t('noFaults')}</Empty> }}
        pagination={{ pageSize, current: page, onChange: (to) => setTurned({ page: to, at: chosen }), hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('kind'), width: 150, rowScope: 'row',
            render: (_, one) => (
              <>
                <Button type="link" size="small" className="spot-link" aria-pressed={faultKey(one) === chosen} aria-label={t('showOne', { kind: t(`kinds.${one.kind}`), what: one.message })} onClick={() => onChoose(faultKey(one))}>{t(`kinds.${one.kind}`)}</Button>
                <Tag color={one.severity === 'error' ? 'red' : 'orange'}>{t(`severities.${one.severity}`)}</Tag>
              </>
            ),
          },
          { title: t('message'), render: (_, one) => <><span className="value">{one.message}</span>{one.unit === 'ratio' && <Ratio fault={one} />}</> },
          {
            title: t('about'), width: 190,
            render: (_, one) => (
              <span className="links">
                {one.line && <Link to={`/boundaries/lines/${one.line}`}>{one.line_name || one.line}</Link>}
                {one.marker_id && <Link to={`/boundaries/markers/${one.marker_id}`}>{tb('marker')} {one.marker}</Link>}
                {!one.line && !one.marker_id && (one.areas.join('、') || none)}
              </span>
            ),
          },
          ...(report ? [{
            title: tb('action'), width: 106,
            render: (_: unknown, one: Fault) => (one.line || one.marker ? <Button size="small" aria-label={t('reportOne', { what: one.message })} onClick={() => report(one)}>{t('report')}</Button> : none),
          }] : []),
        ]}
      />
    </div>
  );
}

/** An agreed length is judged by the ratios of the set, not by itself. */
function Ratio({ fault }: { fault: Fault }) {
  const { t } = useTranslation('checks');
  return <small className="ratio muted">{t('ratio', { ratio: number(fault.measure, 4), median: number(fault.median, 4), off: departure(fault) ?? none })}</small>;
}
