/** Drafts a correction or a withdrawal of an announcement that is in force. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSend } from '../../../api/lists';
import { errorText } from '../../../shell/States';
import { type Announcement, announcementsPath } from './filing';

export function Replacing({ one }: { one: Announcement }) {
  const { t } = useTranslation('filing');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const send = useSend<Announcement>(({ data }) => void navigate(`/names/filing/announcements/${data.id}`));
  const draft = (kind: 'correction' | 'withdrawal') => send.mutate({ method: 'POST', path: announcementsPath, body: { kind, replaces: one.id, area: one.area_code } });
  return (
    <section className="stack">
      <p className="muted">{t('replacingHint')}</p>
      <div className="row-actions">
        <Button loading={send.isPending} onClick={() => draft('correction')}>{t('draftCorrection')}</Button>
        <Button danger loading={send.isPending} onClick={() => draft('withdrawal')}>{t('draftWithdrawal')}</Button>
      </div>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </section>
  );
}
