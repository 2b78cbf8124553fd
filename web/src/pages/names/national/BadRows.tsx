/** Rows that could not be read: mended in place, or left out. */
import { Alert, Button, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useSend } from '../../../api/lists';
import { Empty, Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { refusalLines } from '../../../parts/refusals';
import type { BadRow } from './national';

export function BadRows({ path, headings }: { path: string; headings: string[] }) {
  const { t } = useTranslation('national');
  const { items, loading, error, retry, more, fetching } = usePages<BadRow>(`${path}/rows`, { state: 'bad' });
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <div className="judge-form">
      <p className="muted">{t('badHint')}</p>
      <Table<BadRow>
        rowKey="n" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 900 } : undefined} locale={{ emptyText: <Empty>{t('noBad')}</Empty> }}
        columns={[
          { title: t('line'), width: 130, rowScope: 'row', render: (_, row) => [row.sheet, row.line].filter(Boolean).join(' ') },
          { title: t('row'), width: 260, render: (_, row) => <small>{row.cells.filter(Boolean).join(' · ')}</small> },
          { title: t('problems'), render: (_, row) => <Mending path={path} row={row} headings={headings} /> },
        ]}
      />
      <More more={more} fetching={fetching} />
    </div>
  );
}

function Mending({ path, row, headings }: { path: string; row: BadRow; headings: string[] }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const [values, setValues] = useState<Record<string, string>>({});
  const send = useSend();
  const wrong = [...new Set(row.problems.map(({ field }) => field))].filter((field) => headings.includes(field));
  const say = (change: object) => send.mutate({ method: 'POST', path: `${path}/rows`, body: { rows: [{ n: row.n, ...change }] } });
  return (
    <form className="mending" onSubmit={(event) => { event.preventDefault(); say({ values }); }}>
      <ul>{row.problems.map((one, i) => <li key={i}><Tag color="red">{one.field}</Tag> {one.message}</li>)}</ul>
      {wrong.map((heading) => (
        <label key={heading}>
          {heading}
          <Input defaultValue={row.cells[headings.indexOf(heading)]} onChange={(event) => setValues({ ...values, [heading]: event.target.value })} />
        </label>
      ))}
      <span className="row-actions">
        {wrong.length > 0 && <Button size="small" type="primary" htmlType="submit" disabled={Object.keys(values).length === 0} loading={send.isPending}>{t('mend')}</Button>}
        <Button size="small" onClick={() => say({ ignore: true })}>{t('ignore')}</Button>
      </span>
      {send.error && <Alert type="error" title={refusalLines(send.error, tm)} />}
    </form>
  );
}
