/** A round in words, and the steps of the round as a whole: edit, open, close, archive, download. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number, time } from '../../../lib/format';
import { sizeText } from '../../../parts/Attachments';
import { Download } from '../../../shell/Download';
import { EditRound } from './EditRound';
import { Days } from './RoundsPage';
import { RoundStep, type WholeStep } from './RoundStep';
import { RoundTag } from './RoundTag';
import { type Round, roundsPath, type Totals } from './rounds';
import { useRoundRights } from './useRound';

interface Props {
  round: Round;
  /** Of the whole register, whatever the filters. */
  whole: Totals | undefined;
  onPlan: () => void;
}

export function RoundHead({ round, whole, onPlan }: Props) {
  const { t } = useTranslation('rounds');
  const may = useRoundRights();
  const [doing, setDoing] = useState<WholeStep | 'edit'>();
  const title = round.title || t('nth', { number: round.number });
  const working = round.state === 'planned' || round.state === 'open';
  return (
    <>
      <header className="page-head round-head">
        <div>
          <p className="muted"><Link to="/boundaries/rounds">{t('title')}</Link></p>
          <h1>{title} <RoundTag round={round} /></h1>
          <p className="muted"><Days round={round} />{round.closed_at && ` · ${t('closedAt', { time: time(round.closed_at) })}`}</p>
        </div>
        <div className="row-actions">
          {working && may.plan && <Button onClick={() => setDoing('edit')}>{t('edit.go')}</Button>}
          {working && may.planLines && <Button onClick={onPlan}>{t('plan.go')}</Button>}
          {round.state === 'planned' && may.plan && <Button type="primary" onClick={() => setDoing('open')}>{t('steps.open')}</Button>}
          {round.state === 'open' && may.close && <Button onClick={() => setDoing('close')}>{t('steps.close')}</Button>}
          {round.state === 'closed' && may.close && <Button type="primary" onClick={() => setDoing('archive')}>{t('steps.archive')}</Button>}
          {round.archive && <Download path={`${roundsPath}/${round.number}/archive.zip`} label={t('archive.download')} name={`${title}.zip`} />}
        </div>
      </header>
      {round.closed_why && <Alert type="warning" showIcon title={t('closedWhy', { why: round.closed_why })} />}
      {round.late_inspections > 0 && <Alert type="info" showIcon title={t('late', { count: round.late_inspections })} />}
      {round.archive && (
        <Alert
          type="success" showIcon title={t('archive.made', { time: time(round.archive.made_at), by: round.archive.made_by })}
          description={<>{t('archive.holds', { files: number(round.archive.files), size: sizeText(round.archive.size) })}<br /><small className="sum">SHA-256 {round.archive.sha256}</small></>}
        />
      )}
      {doing === 'edit' && <EditRound round={round} onClose={() => setDoing(undefined)} />}
      {doing && doing !== 'edit' && <RoundStep round={round} step={doing} whole={whole} onClose={() => setDoing(undefined)} />}
    </>
  );
}
