/** 报错: what is wrong, in the reporter's own words; no codes, no pinyin. Made for a phone. */
import { Alert, Form, Input, Modal, Radio, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/lists';
import type { Place } from '../../api/types';
import { uuid } from '../../lib/uuid';
import type { Report } from '../../pages/names/changes/changes';
import { Attachments } from '../../parts/Attachments';
import { errorText } from '../../shell/States';
import '../../pages/names/changes/changes.css';

/** What can be wrong, with the field of the entry that it speaks of. */
const wrongs = { name: 'name', position: 'position', gone: 'status', other: '' } as const;
type Wrong = keyof typeof wrongs;

interface Values {
  wrong: Wrong;
  value?: string;
  text?: string;
}

export function ReportModal({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<Values>();
  // Made here: the same report sent twice over a bad line is one report.
  const [id] = useState(uuid);
  const send = useSend<Report>();
  const wrong = Form.useWatch('wrong', form);
  const sent = send.data?.data;
  const finish = ({ wrong: what, value, text }: Values) => {
    const said = text?.trim() || (what === 'name' ? '' : t(`wrongs.${what}`));
    send.mutate({ method: 'POST', path: `/gazetteer/entries/${place.id}/reports`, body: { id, kind: 'error', field: wrongs[what], value: what === 'name' ? (value?.trim() ?? '') : '', text: said } });
  };
  return (
    <Modal
      open className="report-modal" title={t('reportTitle', { name: place.name })} okText={sent ? t('ok') : t('sendReport')} onOk={sent ? onClose : form.submit} onCancel={onClose}
      confirmLoading={send.isPending} cancelButtonProps={{ style: sent ? { display: 'none' } : undefined }} destroyOnHidden
    >
      {sent ? (
        <>
          <Result status="success" title={t('reported')} subTitle={t('reportedHint')} />
          <Attachments owner="report" ownerId={sent.id} roles={['photo']} mayAdd />
        </>
      ) : (
        <Form form={form} layout="vertical" initialValues={{ wrong: 'name' }} onFinish={finish} requiredMark={false}>
          <Form.Item name="wrong" label={t('whatIsWrong')}>
            <Radio.Group className="big-choice" options={(Object.keys(wrongs) as Wrong[]).map((value) => ({ value, label: t(`wrongs.${value}`) }))} />
          </Form.Item>
          {wrong === 'name' && (
            <Form.Item name="value" label={t('rightName')} rules={[{ required: true, whitespace: true, message: t('required') }]}><Input size="large" maxLength={100} autoComplete="off" /></Form.Item>
          )}
          <Form.Item name="text" label={t('reportText')} rules={wrong === 'other' || wrong === 'position' ? [{ required: true, whitespace: true, message: t('required') }] : []}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
          {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
        </Form>
      )}
    </Modal>
  );
}
