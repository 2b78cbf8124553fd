/** Begins a review of a class and an area; it takes the first look at once. */
import { Alert, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useClasses } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { Review } from './reviews';

interface Values { title: string; class?: string; area?: string }

export function NewReview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const { account } = useSession();
  const { data: classes } = useClasses();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Review>(form, ({ data }) => void navigate(`/names/reviews/${data.id}`));
  const start = ({ title, area, class: prefix }: Values) =>
    void submit({ method: 'POST', path: '/gazetteer/reviews', body: { title: title.trim(), area: area ?? account?.area_code ?? '', ...(prefix ? { class: prefix } : {}) } });
  const groups = [...new Set((classes ?? []).map(({ code }) => code.slice(0, 2)))].filter((code) => !classes?.some((one) => one.code === code));
  return (
    <Modal open title={t('new')} onOk={form.submit} okText={t('start')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={start} requiredMark={false} initialValues={{ class: '21' }} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="title" label={t('title')} required />
        <Form.Item name="class" label={t('class')} extra={t('classHint')}>
          <Select
            allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('allClasses')}
            options={[...groups.map((value) => ({ value, label: t('group', { code: value }) })), ...(classes ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))]}
          />
        </Form.Item>
        <Form.Item name="area" label={t('area')} extra={t('areaHint')}><AreaField /></Form.Item>
      </Form>
    </Modal>
  );
}
