/** The agreement statement by statement beside the geometry; what differs comes first. */
import { Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { none } from '../../../lib/format';
import { Status } from '../../map/panel/Fields';
import { type Compared, type Course, type Result, results } from './lines';
import { resultTones } from './tones';

export function Comparison({ comparison }: Pick<Course, 'comparison'>) {
  const { t } = useTranslation('line');
  const [only, setOnly] = useState<Result>();
  const items = comparison.items.map((one, i) => ({ ...one, key: i })).filter((one) => !only || one.result === only);
  const ends: Record<string, string> = { start: t('station.start'), end: t('station.end') };
  const place = (name: string) => ends[name] ?? name;
  return (
    <section aria-labelledby="comparison-title">
      <h3 id="comparison-title">{t('comparison.title')}</h3>
      <p className="muted">{t('comparison.note')}</p>
      <ul className="chips comparison-counts">
        {results.map((one) => (
          <li key={one}>
            <button type="button" aria-pressed={only === one} onClick={() => setOnly(only === one ? undefined : one)}>{t(`comparison.results.${one}`)} {comparison[one]}</button>
          </li>
        ))}
      </ul>
      <Table<Compared & { key: number }>
        size="small" dataSource={items} pagination={false} scroll={{ x: 640 }}
        columns={[
          { title: t('comparison.result'), width: 130, render: (_, one) => <Status tone={resultTones[one.result]}>{t(`comparison.results.${one.result}`)}</Status> },
          { title: t('comparison.aspect'), width: 110, render: (_, one) => t(`comparison.aspects.${one.aspect}`) },
          { title: t('comparison.where'), render: (_, one) => (one.from || one.to ? `${place(one.from)} → ${place(one.to)}` : none) },
          { title: t('comparison.drafted'), dataIndex: 'drafted', render: (text: string) => text || none },
          { title: t('comparison.agreed'), dataIndex: 'agreed', render: (text: string) => text || none },
        ]}
      />
    </section>
  );
}
