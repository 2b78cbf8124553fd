/** Where siting rules keep sites out: the layer, and a place named by its coordinates. */
import { Alert, Button, Form, Switch } from 'antd';
import type { FeatureCollection } from 'geojson';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../forms/fields';
import { useGet } from '../../../parts/useGet';
import type { Place, RulesOf } from './siting';

/** The zones, once they are wanted. */
export function useZones(of: RulesOf, wanted: boolean): FeatureCollection | undefined {
  const { data } = useGet<FeatureCollection>('/siting/zones', of, wanted);
  return wanted ? data : undefined;
}

export function ZoneSwitch({ shown, onShow }: { shown: boolean; onShow: (shown: boolean) => void }) {
  const { t } = useTranslation('siting');
  return <label><Switch size="small" checked={shown} onChange={onShow} /> {t('showZones')}</label>;
}

/** A place by its coordinates: what a click on the map says, by keyboard. */
export function PlaceForm({ onPlace, label }: { onPlace: (place: Place) => void; label?: string }) {
  const { t } = useTranslation('siting');
  const [form] = Form.useForm<Place>();
  return (
    <Form form={form} layout="inline" requiredMark={false} className="place-form" onFinish={onPlace} aria-label={label ?? t('byCoordinates')}>
      <NumberField name="lon" label={t('lon')} signed min={-180} max={180} required />
      <NumberField name="lat" label={t('lat')} signed min={-90} max={90} required />
      <Button htmlType="submit">{label ?? t('explainPlace')}</Button>
    </Form>
  );
}

/** Why no zone is drawn. */
export function NoZones({ zones }: { zones: FeatureCollection | undefined }) {
  const { t } = useTranslation('siting');
  return zones?.features.length === 0 ? <Alert type="info" showIcon title={t('noZones')} /> : null;
}
