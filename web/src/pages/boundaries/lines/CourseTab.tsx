/** The description of the course (走向说明): what holds, the agreement's own words, and where the two differ. */
import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areasOf } from '../../../api/parties';
import { mayWrite, useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import { time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Comparison } from './Comparison';
import { CourseForm } from './CourseForm';
import { type Course, linePath } from './lines';

export function CourseTab({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const session = useSession();
  const { data, error, refetch } = useGet<Course>(`${linePath(line.code)}/course`);
  const [editing, setEditing] = useState(false);
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (editing) return <CourseForm code={line.code} course={data} onDone={() => setEditing(false)} />;
  const may = mayWrite(session, 'line', areasOf('line', line)) && !line.valid_to;
  return (
    <div className="course">
      <div className="course-head">
        {data.withheld && !data.edited ? <Tag>{t('course.withheld')}</Tag> : <Tag>{t(data.edited ? 'course.edited' : 'course.drafted')}</Tag>}
        {data.edited_at && <span className="muted">{data.edited_by} · {time(data.edited_at)}</span>}
        {may && <Button onClick={() => setEditing(true)}>{t('course.edit')}</Button>}
      </div>
      {data.outdated && <Alert type="warning" showIcon title={t('course.outdated')} />}
      {data.text && <Words text={data.text} label={t('course.text')} />}
      {data.outdated && (
        <details>
          <summary>{t('course.newDraft')}</summary>
          <Words text={data.draft.text} label={t('course.newDraft')} />
        </details>
      )}
      <h3>{t('course.agreement')}</h3>
      {data.agreement_text ? <Words text={data.agreement_text} label={t('course.agreement')} /> : <p className="muted">{t('course.noAgreement')}</p>}
      {data.comparison.items.length > 0 && <Comparison comparison={data.comparison} />}
    </div>
  );
}

function Words({ text, label }: { text: string; label: string }) {
  return (
    <section className="course-text" aria-label={label}>
      {text.split('\n').filter(Boolean).map((one, i) => <p key={i}>{one}</p>)}
    </section>
  );
}
