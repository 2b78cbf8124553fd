/** What every kind says: its names, how it is counted, and where it belongs. */
import { Form, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { capacityKinds, type FacilityGroup, servedBy } from '../../../api/types';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { useRules } from '../RuleBar';
import { ledgers, units } from './kinds';

export function KindBasics({ isNew, groups }: { isNew: boolean; groups: FacilityGroup[] }) {
  const { t } = useTranslation('kinds');
  const { t: general } = useTranslation();
  const named = useNamed();
  const rules = useRules();
  return (
    <section className="card kind-part kind-grid">
      <TextField name="name" label={t('name')} required />
      <TextField name="name_en" label={t('name_en')} />
      {isNew && <TextField name="code" label={t('code')} required extra={t('codeHint')} />}
      <ChoiceField name="unit" label={t('unit')} required options={units.map((one) => ({ value: one, label: general(`unit.${one}`) }))} />
      <Form.Item name="by_village" label={t('by_village')} valuePropName="checked"><Switch /></Form.Item>
      <ChoiceField name="capacity_kind" label={t('capacity_kind')} options={capacityKinds.map((one) => ({ value: one, label: t(`capacity.${one}`) }))} />
      <ChoiceField name="groups" label={t('groups')} multiple clear options={groups.filter((one) => !one.retired).map((one) => ({ value: one.code, label: named(one) }))} />
      <ChoiceField name="rule" label={t('rule')} options={rules.map((one) => ({ value: one.rule, label: one.name }))} />
      <ChoiceField name="serves" label={t('serves')} options={servedBy.map((one) => ({ value: one, label: t(`served.${one}`) }))} />
      <ChoiceField name="ledger" label={t('ledger')} options={[{ value: '', label: t('ledgers.none') }, ...ledgers.map((one) => ({ value: one, label: t(`ledgers.${one}`) }))]} />
      <NumberField name="sort" label={t('sort')} whole max={1_000_000} />
    </section>
  );
}
