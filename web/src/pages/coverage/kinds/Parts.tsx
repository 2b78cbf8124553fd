/** Lists on the form of a kind: its own fields, stages and subkinds, each in its order. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { facilityStatuses, fieldTypes } from '../../../api/types';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { Choices } from './Choices';

interface ListProps {
  list: 'fields' | 'stages' | 'subkinds';
  hint?: string;
  add: string;
  remove: 'removeField' | 'removeStage' | 'removeSubkind';
  start: object;
  row: (index: number) => ReactNode;
}

function Parts({ list, hint, add, remove, start, row }: ListProps) {
  const { t } = useTranslation('kinds');
  const form = Form.useFormInstance();
  const nameOf = (index: number) => (form.getFieldValue([list, index, 'name']) as string | undefined) ?? t('item', { number: index + 1 });
  return (
    <fieldset className="card kind-part">
      <legend><h2>{t(list)}</h2></legend>
      {hint && <p className="muted">{hint}</p>}
      <Form.List name={list}>
        {(items, change) => (
          <>
            <ol className="kind-list">
              {items.map(({ key, name }) => (
                <li key={key}>
                  <div className="kind-row">{row(name)}</div>
                  <div className="row-actions">
                    <Button size="small" icon={<ArrowUpOutlined />} disabled={name === 0} aria-label={t('up', { name: nameOf(name) })} onClick={() => change.move(name, name - 1)} />
                    <Button size="small" icon={<ArrowDownOutlined />} disabled={name === items.length - 1} aria-label={t('down', { name: nameOf(name) })} onClick={() => change.move(name, name + 1)} />
                    <Button size="small" icon={<DeleteOutlined />} aria-label={t(remove, { name: nameOf(name) })} onClick={() => change.remove(name)} />
                  </div>
                </li>
              ))}
            </ol>
            <Button icon={<PlusOutlined />} onClick={() => change.add(start)}>{add}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

export function FieldsPart() {
  const { t } = useTranslation('kinds');
  return <Parts list="fields" hint={t('fieldsHint')} add={t('addField')} remove="removeField" start={{ type: 'text' }} row={(index) => <FieldRow index={index} />} />;
}

function FieldRow({ index }: { index: number }) {
  const { t } = useTranslation('kinds');
  const type = Form.useWatch(['fields', index, 'type']) as string | undefined;
  const at = (name: string) => [index, name]; // within the list
  const counted = type === 'integer' || type === 'number';
  return (
    <>
      <TextField name={at('name')} label={t('fieldName')} required />
      <TextField name={at('name_en')} label={t('name_en')} />
      <ChoiceField name={at('type')} label={t('type')} options={fieldTypes.map((one) => ({ value: one, label: t(`types.${one}`) }))} />
      {counted && <TextField name={at('unit')} label={t('fieldUnit')} />}
      {counted && <NumberField name={at('min')} label={t('min')} signed />}
      {counted && <NumberField name={at('max')} label={t('max')} signed />}
      {type === 'text' && <NumberField name={at('min')} label={t('shortest')} whole />}
      {type === 'text' && <NumberField name={at('max')} label={t('longest')} whole />}
      {type === 'choice' && <Choices field={index} />}
      <TextField name={at('code')} label={t('code')} placeholder={t('autoCode')} />
      <Form.Item name={at('required')} label={t('required')} valuePropName="checked"><Switch /></Form.Item>
    </>
  );
}

export function StagesPart() {
  const { t } = useTranslation('kinds');
  const { t: general } = useTranslation();
  const at = (index: number, name: string) => [index, name];
  return (
    <Parts
      list="stages" hint={t('stagesHint')} add={t('addStage')} remove="removeStage" start={{ status: 'planned' }}
      row={(index) => (
        <>
          <TextField name={at(index, 'name')} label={t('stageName')} required />
          <TextField name={at(index, 'name_en')} label={t('name_en')} />
          <ChoiceField name={at(index, 'status')} label={t('stageStatus')} options={facilityStatuses.map((one) => ({ value: one, label: general(`facilityStatus.${one}`) }))} />
          <TextField name={at(index, 'code')} label={t('code')} placeholder={t('autoCode')} />
        </>
      )}
    />
  );
}

export function SubkindsPart() {
  const { t } = useTranslation('kinds');
  const at = (index: number, name: string) => [index, name];
  return (
    <Parts
      list="subkinds" add={t('addSubkind')} remove="removeSubkind" start={{}}
      row={(index) => (
        <>
          <TextField name={at(index, 'name')} label={t('subkindName')} required />
          <TextField name={at(index, 'name_en')} label={t('name_en')} />
          <TextField name={at(index, 'code')} label={t('code')} placeholder={t('autoCode')} />
        </>
      )}
    />
  );
}
