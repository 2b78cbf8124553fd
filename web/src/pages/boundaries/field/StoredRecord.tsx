/** A record that the service has, in a list. */
import { CheckCircleFilled, RightOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConditionWords } from '../../../api/conditions';
import type { StoredInspection } from '../../../api/types';
import { time } from '../../../lib/format';
import { aboutOf } from './LocalRecord';

export function StoredRecord({ item, onOpen }: { item: StoredInspection; onOpen: () => void }) {
  const { t } = useTranslation('field');
  const words = useConditionWords();
  return (
    <button type="button" className="big" onClick={onOpen}>
      <span className="big-text">
        <strong>{aboutOf(item)} · {item.conditions.map(words).join('、')}</strong>
        <small>{time(item.observed_at)} · {item.observer}</small>
        <small>
          <span className="good"><CheckCircleFilled aria-hidden /> {t('state.stored')}</span>
          {' · '}{t('photos.count', { count: item.attachments.length })}
          {item.missing.length > 0 && <Tag color="orange">{t('photos.missing', { count: item.missing.length })}</Tag>}
          {item.flags.length > 0 && <Tag color="red">{t('flagged', { count: item.flags.length })}</Tag>}
          {item.corrected_by && <Tag>{t('corrected')}</Tag>}
        </small>
      </span>
      <RightOutlined aria-hidden />
    </button>
  );
}
