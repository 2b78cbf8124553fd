/** The projects of a plan with what became of them. */
import { Button, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, number } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { Wide } from '../../../parts/Wide';
import { Ask } from '../../../shell/Ask';
import type { ProjectStand } from './plans';

interface Props {
  projects: ProjectStand[];
  mayEdit: boolean;
  onEdit: (one: ProjectStand) => void;
  onRemove: (one: ProjectStand) => void;
}

const colours = { in_use: 'green', building: 'blue', planned: 'default', delayed: 'orange', closed: 'default' };

export function ProjectTable({ projects, mayEdit, onEdit, onRemove }: Props) {
  const { t } = useTranslation('facilityplans');
  const wan = (yuan: number | null) => (yuan === null ? none : number(yuan / 10_000, 2));
  return (
    <Wide label={t('projects')}>
      <Table<ProjectStand>
        rowKey="id" size="small" dataSource={projects} pagination={false} locale={{ emptyText: <span className="muted">{t('noProjects')}</span> }}
        columns={[
          { title: t('fields.year'), dataIndex: 'year' },
          { title: t('fields.place'), render: (_, one) => (one.county && one.county !== one.area_name ? `${one.county} ${one.area_name}` : one.area_name) },
          { title: t('fields.kind'), dataIndex: 'kind_name' },
          { title: t('fields.name'), rowScope: 'row', dataIndex: 'name' },
          { title: t('fields.capacity'), align: 'right', render: (_, one) => number(one.capacity) },
          { title: t('fields.investment'), align: 'right', render: (_, one) => wan(one.investment_yuan) },
          { title: t('fields.subsidy'), align: 'right', render: (_, one) => wan(one.subsidy_yuan) },
          { title: t('state'), render: (_, one) => <Tag color={colours[one.state]}>{t(`states.${one.state}`)}{one.late ? t('late') : ''}</Tag> },
          { title: t('facility'), render: (_, one) => (one.facility_id && one.facility ? <><Link to={`/coverage/facilities/${one.facility_id}`}>{one.facility}</Link> <Precision precision={one.precision} /></> : t('unplaced')) },
          ...(mayEdit ? [{
            title: t('action'), render: (_: unknown, one: ProjectStand) => (
              <span className="row-actions tight">
                <Button size="small" aria-label={t('editOne', { name: one.name })} onClick={() => onEdit(one)}>{t('edit')}</Button>
                <Ask title={t('removeAsk', { name: one.name })} okText={t('remove')} cancelText={t('cancel')} onConfirm={() => onRemove(one)}>
                  <Button size="small" aria-label={t('removeOne', { name: one.name })}>{t('remove')}</Button>
                </Ask>
              </span>
            ),
          }] : []),
        ]}
      />
    </Wide>
  );
}
