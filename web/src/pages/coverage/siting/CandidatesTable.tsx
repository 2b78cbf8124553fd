/** All candidates with what became of them, by keyboard as well. */
import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { Wide } from '../../../parts/Wide';
import { useReason } from './Explained';
import type { Candidate, Role } from './siting';

interface Props {
  candidates: Candidate[];
  chosen: ReadonlySet<string>;
  selected: string | undefined;
  onSelect: (key: string) => void;
}

const roles = ['excluded', 'free', 'left_out', 'site'] as const;

export function CandidatesTable({ candidates, chosen, selected, onSelect }: Props) {
  const { t } = useTranslation('siting');
  const reason = useReason();
  const [role, setRole] = useState<Role>('excluded');
  const roleOf = (one: Candidate): Role => (chosen.has(one.key) ? 'site' : one.state);
  return (
    <>
      <Select aria-label={t('state')} value={role} onChange={setRole} options={roles.map((value) => ({ value, label: `${t(`role.${value}`)} (${candidates.filter((one) => roleOf(one) === value).length})` }))} />
      <Wide label={t('detail.candidates')}>
        <Table<Candidate>
          rowKey="key" size="small" dataSource={candidates.filter((one) => roleOf(one) === role)} pagination={{ pageSize: 20, showSizeChanger: false, size: 'small' }} rowClassName={(one) => (one.key === selected ? 'selected-row' : '')}
          columns={[
            { title: t('site'), rowScope: 'row', render: (_, one) => <><Button type="link" size="small" onClick={() => onSelect(one.key)}>{one.name}</Button> <Precision precision={one.precision} /></> },
            { title: t('missing'), align: 'right', render: (_, one) => (one.exclusions[0] ? number(one.exclusions[0].missing_m, 1) : '–') },
            {
              title: t('reasons'),
              render: (_, one) => (one.why ? t(`leftOut.${one.why}` as 'leftOut.no_township') : one.exclusions.map((x) => `${x.instrument} ${x.article}: ${reason(x)}`).join('; ') || '–'),
            },
          ]}
        />
      </Wide>
    </>
  );
}
