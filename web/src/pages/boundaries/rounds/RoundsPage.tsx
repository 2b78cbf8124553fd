/** The rounds of joint inspection, latest first, and the beginning of a new one. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { none, number } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { NewRound } from './NewRound';
import { RoundTag } from './RoundTag';
import { type Round, roundsPath } from './rounds';
import './rounds.css';
import { useProgress, useRoundRights } from './useRound';

export function RoundsPage() {
  const { t } = useTranslation('rounds');
  const navigate = useNavigate();
  const may = useRoundRights();
  const { items, loading, error, retry } = usePages<Round>(roundsPath, {});
  const [adding, setAdding] = useState(false);
  const next = Math.max(0, ...items.map((one) => one.number)) + 1;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        {may.plan && !loading && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('new.go')}</Button>}
      </header>
      {error && <Failed error={error} retry={retry} />}
      <Table<Round>
        rowKey="number" size="middle" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 880 } : undefined} locale={{ emptyText: <span className="muted">{t('noRounds')}</span> }}
        columns={[
          { title: t('columns.round'), width: 220, rowScope: 'row', render: (_, one) => <Link to={`/boundaries/rounds/${one.number}`}>{one.title || t('nth', { number: one.number })}</Link> },
          { title: t('columns.days'), width: 190, render: (_, one) => <Days round={one} /> },
          { title: t('columns.roundState'), width: 120, render: (_, one) => <RoundTag round={one} /> },
          { title: t('columns.linesDone'), width: 120, align: 'right', render: (_, one) => <Figure round={one.number} of="lines" /> },
          { title: t('columns.kmDone'), width: 170, align: 'right', render: (_, one) => <Figure round={one.number} of="km" /> },
          { title: t('columns.markersReached'), width: 120, align: 'right', render: (_, one) => <Figure round={one.number} of="markers" /> },
        ]}
      />
      {adding && <NewRound next={next} onClose={() => setAdding(false)} onDone={(made) => void navigate(`/boundaries/rounds/${made.number}`)} />}
    </div>
  );
}

export function Days({ round }: { round: Round }) {
  if (!round.starts_on && !round.ends_on) return <>{none}</>;
  return <>{round.starts_on ?? '…'} ~ {round.ends_on ?? '…'}</>;
}

function Figure({ round, of }: { round: number; of: 'lines' | 'km' | 'markers' }) {
  const { data } = useProgress(round);
  if (!data) return <>{none}</>;
  const digits = of === 'km' ? 3 : 0;
  return <>{number(data[`${of}_done`], digits)} / {number(data[of], digits)}</>;
}
