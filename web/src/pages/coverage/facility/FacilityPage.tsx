/** One facility: its record, and everything that happened to it. */
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '../../../api/session';
import type { Facility } from '../../../api/types';
import { useNamed } from '../../../forms/named';
import { areaPath, none, number, percent } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { isCoarse, Precision } from '../../../parts/Precision';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { mapLink } from '../../map/params';
import '../../pages.css';
import './facility.css';
import { type ContactRow, filingRole, type GreeningRow, type Life, passedStages, roleName, type Row, stageRole, targetOf } from './life';
import { PapersCard } from './PapersCard';
import { PartCard } from './PartCard';

export function FacilityPage() {
  const { id = '' } = useParams();
  const { account } = useSession();
  const { data: facility, error, refetch } = useGet<Facility>(`/facilities/${id}`);
  const { data: life, error: lifeError } = useGet<Life>(`/facilities/${id}/life`, {}, account !== null);
  const failed = error ?? lifeError;
  if (failed) return <Failed error={failed} retry={() => void refetch()} />;
  if (!facility || (account && !life)) return <Loading />;
  return (
    <div className="page wide-page">
      <Head facility={facility} />
      <Facts facility={facility} />
      {life && <Parts facility={facility} life={life} />}
    </div>
  );
}

function Head({ facility }: { facility: Facility }) {
  const { t } = useTranslation('facilitylife');
  const { t: tm } = useTranslation();
  return (
    <header className="page-head of-one">
      <h1>{facility.name}</h1>
      <Tag>{facility.kind_name}</Tag>
      {facility.status && <Tag color={facility.status === 'in_use' ? 'green' : 'default'}>{tm(`facilityStatus.${facility.status}`)}</Tag>}
      <span className="row-actions">
        <Link to={mapLink('facility', facility.id)}><Button>{t('onMap')}</Button></Link>
      </span>
    </header>
  );
}

function Facts({ facility }: { facility: Facility }) {
  const { t } = useTranslation('facilitylife');
  const { t: tm } = useTranslation();
  const coarse = isCoarse(facility.precision);
  const facts: [string, React.ReactNode][] = [
    [tm('filter.area'), areaPath(facility.area_path)],
    [tm('field.precision'), <Precision key="precision" precision={facility.precision ?? 'map'} />],
    [tm('field.status'), facility.status ? `${tm(`facilityStatus.${facility.status}`)}${facility.status_from ? ` · ${t('since', { day: facility.status_from })}` : ''}` : none],
    [tm('field.target_date'), facility.target_date ?? none],
    [tm('field.capacity'), number(facility.capacity)],
    [tm('field.used'), number(facility.used)],
    [tm('field.operator'), facility.operator || none],
    [tm('field.approval_no'), facility.approval_no || none],
  ];
  return (
    <section className="card" aria-label={t('record')}>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {coarse && <p className="muted">{t('coarse')}</p>}
      <ol className="statuses" aria-label={t('statuses')}>
        {facility.statuses?.map((one) => <li key={one.from ?? 'ever'}><strong>{tm(`facilityStatus.${one.status}`)}</strong> {one.from ?? t('ever')}{one.to ? ` – ${one.to}` : ''}</li>)}
      </ol>
    </section>
  );
}

function Parts({ facility, life }: { facility: Facility; life: Life }) {
  const { t } = useTranslation('facilitylife');
  const named = useNamed();
  const { account, may } = useSession();
  const mayEdit = may.facility === true && account !== null && facility.area_code.startsWith(account.area_code);
  const stages = life.stages.map((one) => ({ value: one.code, label: named(one) }));
  const common = { facility: facility.id, version: life.version, mayEdit };
  const rows = (list: object[]) => list as Row[];
  const scans = (role: (row: Row) => string) => (row: Row) => <Attachments owner="facility" ownerId={facility.id} roles={[role(row)]} mayAdd={mayEdit} inRow />;
  const burial = life.measure !== 'beds' && life.measure !== 'places';
  return (
    <>
      {stages.length > 0 && <PartCard {...common} part="stages" rows={passedStages(life)} stages={stages} extra={<Steps life={life} />} more={scans(stageRole)} />}
      <PartCard {...common} part="capacity" rows={rows(life.capacity)} extra={life.capacity.length === 0 ? <p className="muted">{t('byRecord')}</p> : undefined} />
      {burial && <PartCard {...common} part="greening" rows={rows(life.greening)} extra={<Targets life={life} />} />}
      <PapersCard {...common} papers={life.papers} />
      <PartCard {...common} part="filings" rows={rows(life.filings)} more={scans(filingRole)} />
      <PartCard {...common} part="service" rows={rows(life.service)} />
      <PartCard {...common} part="grades" rows={rows(life.grades)} />
      <PartCard {...common} part="operators" rows={rows(life.operators)} />
      {mayEdit && <Contacts facility={facility.id} version={life.version} />}
      <section className="card life-part" aria-label={t('files')}>
        <header className="card-head"><h2>{t('files')}</h2></header>
        <Attachments owner="facility" ownerId={facility.id} roles={['file', 'papers']} mayAdd={mayEdit} nameOf={(role) => roleName(life, role, named, (matter) => t(`matters.${matter}` as 'matters.land'))} />
      </section>
    </>
  );
}

/** The stages of the kind in their order, passed or not. */
function Steps({ life }: { life: Life }) {
  const { t } = useTranslation('facilitylife');
  const named = useNamed();
  return (
    <ol className="life-steps">
      {life.stages.map((one) => (
        <li key={one.code} className={one.passed_on ? 'passed' : undefined}>
          <strong>{named(one)}</strong>
          <span>{one.passed_on ?? t('notYet')}</span>
        </li>
      ))}
    </ol>
  );
}

/** What the greening share is to be, beside the last one known. */
function Targets({ life }: { life: Life }) {
  const { t } = useTranslation('facilitylife');
  const last: GreeningRow | undefined = life.greening.at(-1);
  if (life.greening_targets.length === 0) return <p className="muted">{t('noTargets')}</p>;
  const target = last && targetOf(life.greening_targets, last.year);
  return (
    <p className="muted">
      {t('targets')} {life.greening_targets.map((one) => `${one.year}: ${percent(one.percent)}`).join(' · ')}
      {target !== undefined && last && <Tag color={last.percent >= target ? 'green' : 'orange'}>{t(last.percent >= target ? 'reached' : 'missed', { year: last.year })}</Tag>}
    </p>
  );
}

/** For those only who may edit facilities of the area: asked for by itself. */
function Contacts({ facility, version }: { facility: string; version: number }) {
  const { t } = useTranslation('facilitylife');
  const { data, error } = useGet<{ contacts: ContactRow[] }>(`/facilities/${facility}/contacts`);
  if (error) return <Failed error={error} />;
  return <PartCard facility={facility} version={version} part="contacts" rows={(data?.contacts ?? []) as unknown as Row[]} mayEdit extra={<p className="muted">{t('contactsHint')}</p>} />;
}
