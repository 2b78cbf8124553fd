/** What the national form asks for, to be copied field by field where it takes no upload. */
import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { useSession } from '../../../api/session';
import { copyText } from '../../../lib/copy';
import { none } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import type { Card } from './ledger';
import './ledger.css';
import { NationalModal } from './NationalModal';

export function CardDrawer({ place, onClose }: { place: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('nameledger');
  const { may } = useSession();
  const [noting, setNoting] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['list', 'card', place.id],
    queryFn: ({ signal }) => get<Card>(`/gazetteer/entries/${place.id}/card`, undefined, signal),
  });
  return (
    <Drawer
      open onClose={onClose} size={560} title={t('cardOf', { name: place.name })} closable={{ 'aria-label': t('closeCard') }}
      extra={may.names && data?.edit_id && data.national !== 'taken_in' && <Button type="primary" onClick={() => setNoting(true)}>{t('note.go')}</Button>}
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <p className="muted">{t('cardHint')}</p>}
      {data?.national === 'returned' && <Alert type="warning" showIcon title={t('returnedFor', { reason: data.reason })} />}
      {data && <Fields fields={data.fields} />}
      {noting && data?.edit_id && (
        <NationalModal
          rows={[{ edit_id: data.edit_id, name: data.name, national: { state: data.national, reported_on: null, taken_in_on: null, returned_on: null, reason: data.reason, export_version: '' } }]}
          onClose={() => setNoting(false)} onDone={() => setNoting(false)}
        />
      )}
    </Drawer>
  );
}

function Fields({ fields }: { fields: Card['fields'] }) {
  const { t } = useTranslation('nameledger');
  const [copied, setCopied] = useState<string[]>([]);
  const [failed, setFailed] = useState(false);
  const copy = async (field: string, value: string) => {
    const done = await copyText(value);
    setFailed(!done);
    if (done) setCopied((all) => [...all.filter((one) => one !== field), field]);
  };
  const last = fields.find((one) => one.field === copied.at(-1));
  return (
    <>
      {failed && <Alert type="error" showIcon title={t('copyFailed')} />}
      <p className="sr-only" role="status">{last && t('copiedField', { label: last.label })}</p>
      <dl className="card-fields">
        {fields.map(({ field, label, value }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd className={value ? undefined : 'empty'}>{value || none}</dd>
            {value ? (
              <dd>
                <Button size="small" icon={copied.includes(field) ? <CheckOutlined /> : <CopyOutlined />} onClick={() => void copy(field, value)} aria-label={t('copyField', { label })}>
                  {t(copied.includes(field) ? 'copied' : 'copy')}
                </Button>
              </dd>
            ) : <dd />}
          </div>
        ))}
      </dl>
    </>
  );
}
