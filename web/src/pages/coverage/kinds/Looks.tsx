/** How a kind looks on the map: shapes and colours that it can draw, and what comes of them. */
import { Alert, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { facilityStatuses, type FacilityKind } from '../../../api/types';
import { facilityIcon } from '../../../map/symbols';
import { alike, colours, symbols } from './kinds';

interface Props {
  code: string | undefined;
  kinds: FacilityKind[];
}

export function Looks({ code, kinds }: Props) {
  const { t } = useTranslation('kinds');
  const form = Form.useFormInstance();
  const name = (Form.useWatch('name', form) as string | undefined) ?? '';
  const symbol = (Form.useWatch('symbol', form) as string | undefined) ?? 'circle';
  const colour = (Form.useWatch('colour', form) as string | undefined) ?? colours[0];
  const twin = alike({ name, symbol, colour }, code, kinds);
  const offered = (colours as readonly string[]).includes(colour) ? colours : [colour, ...colours];
  return (
    <fieldset className="card kind-part">
      <legend><h2>{t('looks')}</h2></legend>
      <Form.Item name="symbol" label={t('symbol')}>
        <Radio.Group className="looks">
          {symbols.map((one) => (
            <Radio key={one} value={one}>
              <img src={facilityIcon({ name, colour, symbol: one, unit: '' }, 'in_use')} width={24} height={24} alt="" /> {t(`symbols.${one}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="colour" label={t('colour')}>
        <Radio.Group className="looks">
          {offered.map((one) => (
            <Radio key={one} value={one}>
              <i className="colour-sample" style={{ background: one }} aria-hidden /> {t(`colours.${one}` as 'colours.#0072b2', { defaultValue: t('own') })}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <figure className="looks-preview" aria-label={t('preview')}>
        {facilityStatuses.map((status) => <Preview key={status} look={{ name, colour, symbol, unit: '' }} status={status} />)}
      </figure>
      {twin && <Alert type="warning" showIcon title={t('alike', { name: twin.name })} />}
    </fieldset>
  );
}

function Preview({ look, status }: { look: Parameters<typeof facilityIcon>[0]; status: (typeof facilityStatuses)[number] }) {
  const { t } = useTranslation();
  return (
    <span>
      <img src={facilityIcon(look, status)} width={30} height={30} alt="" />
      <span>{t(`facilityStatus.${status}`)}</span>
    </span>
  );
}
