/** One of the areas as they are to be; which fields there are follows from the kind of change. */
import { DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { areasOptions } from '../../../api/queries';
import type { AreaLevel } from '../../../api/types';
import { AreaCodes, optionOf } from './AreaCodes';
import { freeMembers, type Kind, type Level, type PartValues } from './areas';
import { OutlineField } from './OutlineField';

interface Props {
  index: number;
  kind: Kind;
  level: Level;
  drop?: () => void;
}

const above: Record<Level, AreaLevel> = { county: 'prefecture', township: 'county', village: 'township' };
const digits: Record<Level, number> = { county: 6, township: 9, village: 12 };

export function PartFields({ index, kind, level, drop }: Props) {
  const { t } = useTranslation('areachange');
  const title = kind === 'split' ? t(index === 0 ? 'partPrincipal' : 'partOther', { n: index + 1 }) : t('part', { n: index + 1 });
  const required = [{ required: true, message: t('required') }];
  return (
    <fieldset className="area-part">
      <legend>
        {title}
        {drop && <Button size="small" type="text" icon={<DeleteOutlined />} onClick={drop} aria-label={t('dropPart', { n: index + 1 })} />}
      </legend>
      {kind !== 'split' && (
        <Form.Item name={[index, 'old']} label={t(kind === 'merge' ? 'olds' : 'old')} rules={required} extra={kind === 'merge' ? t('oldsHint') : undefined} className="wide">
          <AreaCodes key={level} level={level} many={kind === 'merge'} />
        </Form.Item>
      )}
      <Form.Item name={[index, 'name']} label={t('name')} rules={kind === 'transfer' ? [] : required} extra={kind === 'transfer' ? t('nameHint') : undefined}><Input maxLength={100} autoComplete="off" /></Form.Item>
      <Form.Item name={[index, 'pinyin']} label={t('pinyin')}><Input maxLength={300} autoComplete="off" /></Form.Item>
      {kind !== 'rename' && (
        <Form.Item name={[index, 'code']} label={t('code')} rules={required} extra={t('codeHint', { digits: digits[level] })}>
          <Input maxLength={12} inputMode="numeric" autoComplete="off" />
        </Form.Item>
      )}
      {(kind === 'transfer' || kind === 'merge') && level !== 'county' && <Parent index={index} level={level} required={kind === 'transfer'} />}
      {kind === 'split' && <Members index={index} level={level} />}
      {(kind === 'split' || kind === 'merge') && (
        <>
          <Form.Item name={[index, 'lon']} label={t('lon')} extra={kind === 'split' ? t('seatHint') : undefined}><InputNumber controls={false} min={-180} max={180} /></Form.Item>
          <Form.Item name={[index, 'lat']} label={t('lat')}><InputNumber controls={false} min={-90} max={90} /></Form.Item>
        </>
      )}
      {kind === 'split' && <Form.Item name={[index, 'geometry']} label={t('outline')} extra={t('outlineHint')} className="wide"><OutlineField /></Form.Item>}
    </fieldset>
  );
}

function Parent({ index, level, required }: { index: number; level: Level; required: boolean }) {
  const { t } = useTranslation('areachange');
  const { data } = useQuery(areasOptions({ level: above[level] }));
  return (
    <Form.Item name={[index, 'parent']} label={t(required ? 'newParent' : 'parent')} rules={required ? [{ required, message: t('required') }] : []} extra={required ? undefined : t('parentHint')}>
      <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={(data ?? []).map(optionOf)} />
    </Form.Item>
  );
}

const inside: Partial<Record<Level, AreaLevel>> = { county: 'township', township: 'village' };

function Members({ index, level }: { index: number; level: Level }) {
  const { t } = useTranslation('areachange');
  const whole = Form.useWatch<string | undefined>('whole');
  const parts = Form.useWatch<PartValues[] | undefined>('parts');
  const below = inside[level];
  const { data } = useQuery({ ...areasOptions({ level: below, parent: whole ?? '' }), enabled: below !== undefined && Boolean(whole) });
  if (!below) return null;
  const taken = freeMembers(parts ?? [], index);
  return (
    <Form.Item name={[index, 'members']} label={t('members')} extra={t('membersHint')} className="wide">
      <Select mode="multiple" allowClear showSearch={{ optionFilterProp: 'label' }} disabled={!whole} options={(data ?? []).filter(({ code }) => !taken.has(code)).map(optionOf)} />
    </Form.Item>
  );
}
