/** The rows of one kind of difference, ours beside theirs. */
import { Alert, Button, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSend } from '../../../api/lists';
import { areaPath, none, number } from '../../../lib/format';
import { Empty } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { refusalLines } from '../../../parts/refusals';
import { type Difference, type DifferenceKind, valueText } from './national';

interface Props {
  path: string;
  kind: DifferenceKind;
  rows: Difference[];
  loading: boolean;
  marked: string[];
  mark: (ids: string[]) => void;
}

const tones = { open: 'orange', accepted: 'green', ours: 'default', later: 'gold', chosen: 'blue' } as const;

export function DifferencesTable({ path, kind, rows, loading, marked, mark }: Props) {
  const { t } = useTranslation('national');
  const value = (side: 'ours' | 'theirs') => ({ title: t(side), render: (_: unknown, one: Difference) => <span className="value">{valueText(one[side]) || none}</span> });
  return (
    <Table<Difference>
      rowKey="id" size="small" loading={loading} dataSource={rows} pagination={false} scroll={rows?.length ? { x: 960 } : undefined} locale={{ emptyText: <Empty>{t('noDifferences')}</Empty> }}
      rowSelection={{ selectedRowKeys: marked, onChange: (ids) => mark(ids as string[]), columnTitle: <span className="unseen">{t('mark')}</span>, getCheckboxProps: (one) => ({ 'aria-label': t('markOne', { name: one.name }) }) as never }}
      columns={[
        { title: t('name'), width: 150, rowScope: 'row', render: (_, one) => (one.place_id ? <Link to={mapLink('place', one.place_id)}>{one.name}</Link> : one.name) },
        { title: t('area'), width: 170, render: (_, one) => areaPath(one.area_path?.slice(1)) || none },
        { title: t('class'), dataIndex: 'class_name', width: 110 },
        ...(kind === 'differs' ? [{ title: t('field'), width: 110, render: (_: unknown, one: Difference) => t(`fields.${one.field as 'name'}`, { defaultValue: one.field }) }] : []),
        ...(kind === 'missing_here' || kind === 'ambiguous' ? [] : [value('ours')]),
        ...(kind === 'missing_there' ? [] : [value('theirs')]),
        ...(kind === 'differs' ? [{ title: t('distance'), width: 90, align: 'right' as const, render: (_: unknown, one: Difference) => (one.distance_m === null ? none : number(Math.round(one.distance_m))) }] : []),
        ...(kind === 'ambiguous' ? [{ title: t('candidates'), render: (_: unknown, one: Difference) => <Candidates path={path} difference={one} /> }] : []),
        {
          title: t('state'), width: 130,
          render: (_, one) => (
            <>
              <Tag color={tones[one.state]}>{t(`states.${one.state}`)}</Tag>
              {one.reason && <small className="article">{one.reason}</small>}
              {one.set_id && <Link className="article" to={`/names/changes/${one.set_id}`}>{t('set', { n: one.set_number })}</Link>}
            </>
          ),
        },
      ]}
    />
  );
}

/** Entries that a row may be: one is chosen, or none of them. */
function Candidates({ path, difference }: { path: string; difference: Difference }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const choose = useSend();
  const send = (body: object) => choose.mutate({ method: 'POST', path: `${path}/choose`, body: { difference: difference.id, ...body } });
  if (difference.state === 'chosen') return <Button size="small" onClick={() => send({ undo: true })}>{t('unchoose')}</Button>;
  return (
    <span className="candidates">
      {(difference.candidates ?? []).map((one) => (
        <span key={one.id} className="row-actions">
          <Link to={mapLink('place', one.id)}>{one.name}</Link>
          <small className="muted">{one.area_code}{one.distance_m === null ? '' : ` · ${number(Math.round(one.distance_m))} m`} · {Math.round(one.confidence * 100)}%</small>
          <Button size="small" aria-label={t('chooseOne', { name: one.name, code: one.area_code })} onClick={() => send({ place_id: one.id })}>{t('choose')}</Button>
        </span>
      ))}
      <Button size="small" onClick={() => send({})}>{t('chooseNone')}</Button>
      {choose.error && <Alert type="error" title={refusalLines(choose.error, tm)} />}
    </span>
  );
}
