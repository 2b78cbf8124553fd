/** This round beside the one before it, marker by marker. */
import { Select, Switch, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { none } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import type { SetFilter, Values } from './filters';
import { onlyChanged } from './compare';
import { roundLineLink } from './LineName';
import { type Compared, type RoundLine, roundsPath } from './rounds';
import { useRows } from './useRows';

interface Compare extends Page<Compared> {
  previous: number | null;
}

interface Props {
  round: number;
  values: Pick<Values, 'area' | 'changed'>;
  set: SetFilter;
  /** One line alone. */
  line?: string;
}

const colours: Partial<Record<Compared['change'], string>> = { worse: 'red', better: 'green', changed: 'orange' };

export function Comparison({ round, values, set, line }: Props) {
  const { t } = useTranslation('rounds');
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  const word = useConditionWords();
  const words = (codes: string[]) => codes.map(word).join('、');
  const { data, error, isFetching, refetch } = useRows<Compared, Compare>(`${roundsPath}/${round}/comparison`, { area: values.area, line });
  const { data: lines } = useRows<RoundLine, Page<RoundLine>>(`${roundsPath}/${round}/lines`, { all: true });
  const nameOf = (code: string) => lines?.items.find((one) => one.code === code)?.name ?? code;
  const only = values.changed === '1';
  const items = onlyChanged(data?.items ?? [], only);
  const previous = data?.first.previous ?? null;
  const found = (conditions: string[], on: string | null) =>
    conditions.length === 0 ? none : <span className="stacked">{words(conditions)}<small className="muted">{on}</small></span>;
  return (
    <div className="page-part">
      <div className="filters" role="search">
        {line === undefined && (
          <label>
            {t('filters.area')}
            <Select
              value={values.area || undefined} allowClear placeholder={t('filters.anywhere')} onChange={(value?: string) => set('area', value)}
              options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
            />
          </label>
        )}
        <label className="switch"><Switch checked={only} onChange={(on) => set('changed', on ? '1' : undefined)} />{t('comparison.only')}</label>
        <span className="muted" role="status">{data && t(previous === null ? 'comparison.nothing' : 'comparison.shown', { count: items.length, number: previous })}</span>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <Table<Compared>
        rowKey="marker_id" size="small" loading={isFetching && !data} dataSource={items} pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={items.length ? { x: 760 } : undefined} locale={{ emptyText: <span className="muted">{t('comparison.none')}</span> }}
        columns={[
          { title: t('columns.marker'), width: 110, fixed: 'start', rowScope: 'row', render: (_, one) => <Link to={`/boundaries/markers/${one.marker_id}`}>{one.number}</Link> },
          ...(line === undefined ? [{ title: t('columns.line'), width: 190, render: (_: unknown, one: Compared) => <span className="stacked">{one.lines.map((code) => <Link key={code} to={roundLineLink(round, code)}>{nameOf(code)}</Link>)}</span> }] : []),
          { title: previous === null ? t('comparison.then') : t('nth', { number: previous }), width: 150, render: (_, one) => found(one.then, one.then_on) },
          { title: t('comparison.now'), width: 150, render: (_, one) => found(one.now, one.now_on) },
          { title: t('comparison.change'), width: 90, render: (_, one) => <Tag color={colours[one.change]}>{t(`change.${one.change}`)}</Tag> },
          {
            title: t('comparison.difference'), width: 190,
            render: (_, one) => (
              <span className="stacked">
                {one.new.length > 0 && <span>{t('comparison.new', { what: words(one.new) })}</span>}
                {one.gone.length > 0 && <span>{t('comparison.gone', { what: words(one.gone) })}</span>}
                {one.same.length > 0 && <span className="muted">{t('comparison.same', { what: words(one.same) })}</span>}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
