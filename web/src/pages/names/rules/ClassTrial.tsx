/** What a new table of classes would do, and where the entries of vanishing classes go. */
import { Button, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../../../api/queries';
import { none, number } from '../../../lib/format';
import { Ask } from '../../../shell/Ask';
import type { ClassReport } from './rules';

interface Props {
  report: ClassReport;
  to: Record<string, string | undefined>;
  setTo: (to: Record<string, string | undefined>) => void;
  busy: boolean;
  again: () => void;
  apply: () => void;
}

export function ClassTrial({ report, to, setTo, busy, again, apply }: Props) {
  const { t } = useTranslation('rules');
  const { data: classes } = useClasses();
  const removed = new Set(report.removed ?? []);
  const names = new Map((classes ?? []).map(({ code, name }) => [code, name]));
  const codes = [...new Set([...names.keys(), ...(report.added ?? [])])].filter((code) => !removed.has(code));
  const lines = [['added', report.added], ['changed', report.changed], ['removed', report.removed]] as const;
  return (
    <section className="card judge-form">
      <h2>{t('trial', { n: report.classes })}</h2>
      <dl className="trial">
        {lines.map(([what, list]) => <div key={what}><dt>{t(`trial_${what}`, { n: list?.length ?? 0 })}</dt><dd>{list?.join('、') || none}</dd></div>)}
      </dl>
      {(report.used?.length ?? 0) > 0 && (
        <>
          <p>{t('trialUsed')}</p>
          <Table
            rowKey="code" size="small" dataSource={report.used ?? []} pagination={false} scroll={{ x: 560 }}
            columns={[
              { title: t('classCode'), dataIndex: 'code', width: 110, rowScope: 'row' },
              { title: t('className'), dataIndex: 'name' },
              { title: t('entries'), dataIndex: 'entries', align: 'right', render: (n: number) => number(n) },
              {
                title: t('goesTo'), width: 220,
                render: (_, one) => (
                  <Select
                    aria-label={t('goesToOf', { name: one.name })} className="full" allowClear showSearch={{ optionFilterProp: 'label' }} value={(to[one.code] ?? one.to) || undefined}
                    onChange={(code?: string) => setTo({ ...to, [one.code]: code })} options={codes.map((code) => ({ value: code, label: [names.get(code), code].filter(Boolean).join(' ') }))}
                  />
                ),
              },
            ]}
          />
        </>
      )}
      <span className="row-actions">
        <Button loading={busy} onClick={again}>{t('trialAgain')}</Button>
        <Ask title={t('applyAsk', { n: report.classes })} okText={t('applyClasses')} onConfirm={apply}>
          <Button type="primary" loading={busy}>{t('applyClasses')}</Button>
        </Ask>
      </span>
    </section>
  );
}
