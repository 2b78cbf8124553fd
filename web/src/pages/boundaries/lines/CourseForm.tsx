/** Editing the description and noting the agreement's words; what was typed stays on this device until it is stored. */
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../../forms/draft';
import { VersionedForm } from '../parts/VersionedForm';
import { type Course, linePath } from './lines';

interface Props {
  code: string;
  course: Course;
  onDone: () => void;
}

const fields = ['text', 'agreement_text'] as const;

export function CourseForm({ code, course, onDone }: Props) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const { t: tb } = useTranslation('boundaries');
  const path = `${linePath(code)}/course`;
  const sending = ({ text, agreement_text, reason }: Values) => ({
    method: 'PATCH' as const, path, merge: true,
    // The draft itself is not kept: it follows the geometry.
    body: { text: text === course.draft.text || !text ? null : text, agreement_text: agreement_text ?? '', ...(reason ? { reason } : {}) },
  });
  return (
    <VersionedForm<Course>
      draft={{ kind: 'course', id: code }} record={{ ...course }} fields={fields} path={path} sending={sending} save={tb('save')}
      label={(field) => t(field === 'text' ? 'course.text' : 'course.agreement')} done={onDone}
    >
      <Form.Item name="text" label={t('course.text')} extra={t('course.textHint')}>
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 24 }} maxLength={20_000} />
      </Form.Item>
      <Restore draft={course.draft.text} />
      <Form.Item name="agreement_text" label={t('course.agreement')} extra={t('course.agreementHint')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 20 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="reason" label={tm('field.reason')} extra={tm('form.reasonHint')}>
        <Input maxLength={500} />
      </Form.Item>
      <Button className="course-later" onClick={onDone}>{tm('form.later')}</Button>
    </VersionedForm>
  );
}

/** Puts the words drafted from the geometry in place of what is typed. */
function Restore({ draft }: { draft: string }) {
  const { t } = useTranslation('line');
  const form = Form.useFormInstance<Values>();
  const now = Form.useWatch('text', form) as string | undefined;
  if (!draft) return null;
  if (now === draft) return <Alert className="course-note" type="info" showIcon title={t('course.isDraft')} />;
  return <Button className="course-note" onClick={() => form.setFieldsValue({ text: draft })}>{t('course.restore')}</Button>;
}
