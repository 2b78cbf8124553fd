/** A stored record: what it says, what looks wrong, its photos (more may be added at any time), and its correction. */
import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { photoRoles } from '../../../api/photobox';
import { useSession } from '../../../api/session';
import type { StoredInspection } from '../../../api/types';
import { number, position, time } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { far } from './field';
import { aboutOf } from './LocalRecord';
import { addressOf } from './useField';
import { useLineOf } from './useLineOf';

type Whole = StoredInspection & { chain: StoredInspection[] };

export function RecordDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('field');
  const { data, error, refetch } = useGet<Whole>(`/boundaries/inspections/${id}`);
  const record = data?.id === id ? data : undefined;
  return (
    <Drawer open onClose={onClose} title={record ? aboutOf(record) : t('records.one')} size={560} className="record-drawer">
      {error && !record && <Failed error={error} retry={() => void refetch()} />}
      {!record && !error && <Loading />}
      {record && <Record record={record} />}
    </Drawer>
  );
}

function Record({ record }: { record: Whole }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const words = useConditionWords();
  const { may } = useSession();
  const line = useLineOf(record);
  return (
    <div className="stored">
      {record.corrected_by && <Alert type="warning" showIcon title={t('correctedHint')} />}
      {record.flags.map((flag) => <Alert key={flag} type="warning" showIcon title={tm(`flag.${flag}` as 'flag.suspected_gcj02', { defaultValue: flag })} />)}
      {record.missing.length > 0 && <Alert type="warning" showIcon title={t('photos.missing', { count: record.missing.length })} />}
      <dl className="facts">
        {facts().map(([label, value]) => value && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
      {may.inspection && line && (
        <Link className="ant-btn ant-btn-default field-action" to={addressOf({ line, marker: record.marker_id ?? undefined, stretch: stretchOf(record), log: true, corrects: latest().id })}>
          {t('correct')}
        </Link>
      )}
      <h3>{t('photos.label')}</h3>
      <Attachments owner="inspection" ownerId={record.id} roles={photoRoles} mayAdd={may.inspection === true} />
      {record.chain.length > 1 && (
        <>
          <h3>{t('chain')}</h3>
          <ol className="chain">
            {record.chain.map((one) => <li key={one.id}>{time(one.received_at)} · {one.observer} · {one.conditions.map(words).join('、')}</li>)}
          </ol>
        </>
      )}
    </div>
  );

  function latest(): StoredInspection {
    return record.chain.at(-1) ?? record;
  }

  function facts(): [string, string][] {
    return [
      [t('conditions'), record.conditions.map(words).join('、')],
      [tm('field.inspection_kind'), record.kind === 'round' ? tm('panel.round', { round: record.round ?? '' }) : tm('inspectionKind.patrol')],
      [tm('field.observed_at'), time(record.observed_at)],
      [t('received'), time(record.received_at)],
      [tm('field.observer'), record.observer],
      [tm('field.position'), record.lon == null ? '' : `${position(record.lon, record.lat)}${record.accuracy_m == null ? '' : ` ±${number(record.accuracy_m)} m`}`],
      [t('fix.source'), record.source ? t(`fix.sources.${record.source}`) : ''],
      [t('tapes'), (record.taped ?? []).map((one) => `${one.seq}: ${number(one.distance_m, 2)} m`).join('、')],
      [t('track.title'), record.track_points ? far(record.track_length_m) : ''],
      [tm('field.note'), record.note ?? ''],
    ];
  }
}

function stretchOf({ chainage_from_m: from, chainage_to_m: to }: StoredInspection): [number, number] | undefined {
  return from == null ? undefined : [from, to ?? from];
}
