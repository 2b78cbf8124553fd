/** Registering a marker anew (重新登记): put up again, moved by agreement, or with other witnesses. The version before stays. */
import { Drawer, Form, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Marker } from '../../../api/types';
import type { Values } from '../../../forms/draft';
import { ChoiceField, DateField, NumberField, TagsField, TextField } from '../../../forms/fields';
import '../../../forms/forms.css';
import { Witnesses } from '../../../forms/Witnesses';
import { VersionedForm } from '../parts/VersionedForm';
import { markerPath, type Why, whys } from './markers';
import { bodyOf } from './registering';

interface Props {
  marker: Marker;
  onClose: () => void;
}

const fields = ['type', 'height_m', 'accuracy_m', 'position_source', 'witnesses', 'valid_from', 'document', 'document_on', 'signed_by', 'note', 'why'] as const;

export function RegisterForm({ marker, onClose }: Props) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const label = (field: string) => tm(`field.${field}` as 'field.type', { defaultValue: field });
  return (
    <Drawer open title={t('form.title')} onClose={onClose} size={560} destroyOnHidden>
      <VersionedForm<Marker>
        draft={{ kind: 'registration', id: marker.id }} record={{ ...marker }} fields={fields} path={markerPath(marker.id)} save={t('form.save')} label={label}
        start={{ why: 're_erected', system: 'grid' }} done={onClose}
        sending={(values: Values) => ({ method: 'POST', path: `${markerPath(marker.id)}/registrations`, body: bodyOf(values, marker) })}
      >
        <Body marker={marker} />
      </VersionedForm>
    </Drawer>
  );
}

function Body({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const why = (Form.useWatch('why') as Why | undefined) ?? 're_erected';
  const placed = why !== 'witnesses';
  return (
    <div className="record-form">
      <Form.Item name="why" label={t('form.why')} extra={t(`form.whyHint.${why}`)}>
        <Radio.Group options={whys.map((value) => ({ value, label: t(`timeline.why.${value}`) }))} />
      </Form.Item>
      <DateField name="valid_from" label={t(placed ? 'form.valid_from' : 'form.validFromWitnesses')} />
      {placed && <Position marker={marker} must={why === 'moved'} />}
      {placed && (
        <>
          <div className="pair">
            <NumberField name="height_m" label={t('form.height')} unit="m" min={-500} />
            <NumberField name="accuracy_m" label={t('form.accuracy')} unit="m" />
          </div>
          <TextField name="position_source" label={t('form.source')} />
          <ChoiceField name="type" label={t('form.type')} options={(['single', 'double', 'triple'] as const).map((value) => ({ value, label: tm(`markerType.${value}`) }))} />
        </>
      )}
      <Witnesses legend={t('form.witnesses')} />
      <div className="pair">
        <TextField name="document" label={t('form.document')} required={why === 'moved'} />
        <DateField name="document_on" label={t('form.document_on')} />
      </div>
      <TagsField name="signed_by" label={t('form.signed_by')} extra={placed ? t('form.signedHint') : undefined} />
      <TextField name="note" label={t('form.note')} rows={2} />
      <TextField name="reason" label={tm('field.reason')} extra={tm('form.reasonHint')} />
    </div>
  );
}

/** On the grid of the register or in degrees; left empty the marker stands where it stood. */
function Position({ marker, must }: { marker: Marker; must: boolean }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const system = (Form.useWatch('system') as string | undefined) ?? 'grid';
  const rules = must ? [{ required: true, message: tm('form.required') }] : [];
  const pair = system === 'grid' ? [['new_northing', t('form.northing')], ['new_easting', t('form.easting')]] : [['new_lon', t('form.x')], ['new_lat', t('form.y')]];
  return (
    <fieldset className="position">
      <legend>{t('form.position')}</legend>
      <Form.Item name="system" label={t('form.system')}>
        <Radio.Group options={[{ value: 'grid', label: t('form.gridSystem', { crs: marker.projected_crs }) }, { value: 'degrees', label: t('form.degrees') }]} />
      </Form.Item>
      <div className="pair">
        {pair.map(([name = '', text]) => (
          <Form.Item key={name} name={name} label={text} rules={rules}>
            <InputNumber controls={false} inputMode="decimal" placeholder={must ? undefined : t('form.keep')} suffix={system === 'grid' ? 'm' : '°'} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}
