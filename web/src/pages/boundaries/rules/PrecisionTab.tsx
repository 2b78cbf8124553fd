/** How exactly coordinates are told, by role and layer; applied wherever they leave the service. */
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useGet } from '../../../parts/useGet';
import { Wide } from '../../../parts/Wide';
import { Failed } from '../../../shell/States';
import { PrecisionModal } from './PrecisionModal';
import { layers, type PrecisionRow } from './settings';
import { useGrain, useRoleName } from './words';

export function PrecisionTab() {
  const { t } = useTranslation('boundaryrules');
  const { may } = useSession();
  const grain = useGrain();
  const roleName = useRoleName();
  const { data, error, isPending, refetch } = useGet<{ items: PrecisionRow[] }>('/boundaries/precision');
  const [editing, setEditing] = useState<PrecisionRow>();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <Wide label={t('tabs.precision')}>
        <Table<PrecisionRow>
          rowKey="role" size="small" loading={isPending} dataSource={data?.items} pagination={false}
          columns={[
            { title: t('role'), width: 200, rowScope: 'row', render: (_, one) => roleName(one.role) },
            ...layers.map((layer) => ({
              title: t(`layers.${layer}`),
              render: (_: unknown, one: PrecisionRow) => <Tag color={one[layer] === 0 ? 'green' : 'default'}>{grain(one[layer])}</Tag>,
            })),
            ...(may.precision ? [{
              title: t('action'), width: 80,
              render: (_: unknown, one: PrecisionRow) => <Button size="small" aria-label={t('editOne', { name: roleName(one.role) })} onClick={() => setEditing(one)}>{t('edit')}</Button>,
            }] : []),
          ]}
        />
      </Wide>
      {editing && <PrecisionModal row={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
