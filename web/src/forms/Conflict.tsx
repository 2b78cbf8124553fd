/** Someone saved first: what they changed, beside what was typed here; the officer chooses. */
import { Alert, Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { show } from '../pages/map/panel/changes';
import type { StaleVersion } from './useSave';

interface Props {
  conflict: StaleVersion;
  /** Called with the fields whose newer values are taken over. */
  onResolve: (takeTheirs: string[]) => void;
  /** What a field is called, and how its value reads, where the general words do not say. */
  label?: (field: string) => string;
  say?: (field: string, value: unknown) => string;
}

export function Conflict({ conflict, onResolve, label, say = (_, value) => show(value) }: Props) {
  const { t } = useTranslation();
  const [mine, setMine] = useState(() => new Set(conflict.fields.filter((one) => one.conflict).map((one) => one.field)));
  const choose = (field: string, keep: boolean) => {
    const next = new Set(mine);
    if (keep) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  return (
    <Alert
      type="warning" showIcon title={t('form.conflict.title')}
      description={
        <div className="conflict">
          <p>{t('form.conflict.text')}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('form.conflict.field')}</th>
                <th scope="col">{t('form.conflict.base')}</th>
                <th scope="col">{t('form.conflict.theirs')}</th>
                <th scope="col">{t('form.conflict.mine')}</th>
              </tr>
            </thead>
            <tbody>
              {conflict.fields.map((one) => (
                <tr key={one.field}>
                  <th scope="row">{label?.(one.field) ?? t(`field.${one.field}` as 'field.name', { defaultValue: one.field })}</th>
                  <td>{say(one.field, one.base)}</td>
                  <td>
                    <Radio checked={!mine.has(one.field)} onChange={() => choose(one.field, false)}>{say(one.field, one.theirs)}</Radio>
                  </td>
                  <td>
                    {one.conflict ? (
                      <Radio checked={mine.has(one.field)} onChange={() => choose(one.field, true)}>{say(one.field, one.mine)}</Radio>
                    ) : (
                      t('form.conflict.untouched')
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button type="primary" onClick={() => onResolve(conflict.fields.map((one) => one.field).filter((field) => !mine.has(field)))}>
            {t('form.conflict.go')}
          </Button>
        </div>
      }
    />
  );
}
