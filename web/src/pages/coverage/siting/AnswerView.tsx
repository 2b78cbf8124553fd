/** What a run found: figures, map, sites, areas, candidates with their reasons, alternatives. */
import { Alert, Button, Segmented, Table } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { number } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { useGet } from '../../../parts/useGet';
import { Wide } from '../../../parts/Wide';
import { AreasTable } from './AreasTable';
import { CandidatesTable } from './CandidatesTable';
import { Explained } from './Explained';
import { SaveScenario } from './SaveScenario';
import { type Answer, type Candidate, changeOf, type Chosen, type FullRun, type Place, pointsOf, runsPath } from './siting';
import { type AreaClass, SiteMap } from './SiteMap';
import { NoZones, PlaceForm, useZones, ZoneSwitch } from './Zones';

const tabs = ['sites', 'areas', 'candidates', 'alternatives', 'rules'] as const;

export function AnswerView({ run, answer }: { run: FullRun; answer: Answer }) {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const { data } = useGet<{ items: Candidate[] }>(`${runsPath}/${run.id}/candidates`);
  const [selected, setSelected] = useState<string>();
  const [shown, setShown] = useState(0); // 0: the answer, else an alternative from 1
  const [tab, setTab] = useState<(typeof tabs)[number]>('sites');
  const [saving, setSaving] = useState(false);
  const candidates = useMemo(() => data?.items ?? [], [data]);
  const chosen = useMemo(() => new Set(shown === 0 ? answer.sites.map((one) => one.key) : answer.alternatives[shown - 1]?.sites), [answer, shown]);
  const points = useMemo(() => pointsOf(candidates.map((one) => ({ ...one, role: chosen.has(one.key) ? ('site' as const) : one.state }))), [candidates, chosen]);
  const classOf = useMemo(() => {
    const at = new Set(candidates.filter((one) => chosen.has(one.key)).map((one) => one.township_code));
    const kind = (one: Answer['townships'][number]): AreaClass => {
      const change = changeOf(one);
      if (shown !== 0 && one.demands_before === 0) return [...at].some((code) => code.startsWith(one.code)) ? 'new' : 'uncovered';
      return change === 'uncovered' ? 'uncovered' : change === 'new' ? 'new' : 'covered';
    };
    return new Map<string, AreaClass>(answer.townships.map((one) => [one.code, kind(one)]));
  }, [answer, candidates, chosen, shown]);
  const one = candidates.find(({ key }) => key === selected);
  const [place, setPlace] = useState<Place>();
  const select = useCallback((key: string) => (setPlace(undefined), setSelected(key)), []);
  const point = useCallback((at: Place) => (setSelected(undefined), setPlace(at)), []);
  const [zoned, setZoned] = useState(false);
  const rules = useMemo(() => ({ run: run.id }), [run.id]);
  const zones = useZones(rules, zoned);
  return (
    <>
      <Figures answer={answer} by={run.ask.cover.by} />
      {answer.unmet.length > 0 && <UnmetList answer={answer} />}
      <div className="siting-grid">
        <div className="siting-stack">
          {answer.alternatives.length > 0 && (
            <Segmented
              aria-label={t('shownAnswer')} value={shown} onChange={setShown}
              options={[{ value: 0, label: t('best') }, ...answer.alternatives.map((_, i) => ({ value: i + 1, label: t('alternative', { n: i + 1 }) }))]}
            />
          )}
          <ZoneSwitch shown={zoned} onShow={setZoned} />
          <NoZones zones={zones} />
          <SiteMap points={points} classOf={classOf} selected={selected} onSelect={select} label={t('mapLabel')} zones={zones} onPlace={point} />
          <Explained candidate={place ? undefined : one} chosen={chosen.has(selected ?? '')} place={place} of={rules} />
          <PlaceForm onPlace={point} />
        </div>
        <div className="siting-stack">
          <div className="row-actions">
            {may.siting && answer.sites.length > 0 && <Button type="primary" onClick={() => setSaving(true)}>{t('saveScenario')}</Button>}
          </div>
          <Segmented aria-label={t('details')} value={tab} onChange={setTab} options={tabs.map((value) => ({ value, label: t(`detail.${value}`) }))} />
          {tab === 'sites' && <SitesTable sites={answer.sites} selected={selected} onSelect={select} />}
          {tab === 'areas' && <AreasTable areas={answer.townships} />}
          {tab === 'candidates' && <CandidatesTable candidates={candidates} chosen={chosen} selected={selected} onSelect={select} />}
          {tab === 'alternatives' && <AlternativesTable answer={answer} shown={shown} onShow={setShown} />}
          {tab === 'rules' && <RulesKept run={run} />}
        </div>
      </div>
      {saving && <SaveScenario run={run} alternative={shown} onClose={() => setSaving(false)} />}
    </>
  );
}

function Figures({ answer, by }: { answer: Answer; by: FullRun['ask']['cover']['by'] }) {
  const { t } = useTranslation('siting');
  const unit = by === 'minutes' ? t('minutes') : 'm';
  const { before, after } = answer;
  return (
    <section className="card" aria-label={t('figures')}>
      <dl className="siting-figures">
        <div><dt>{t('sites')}</dt><dd>{number(answer.sites.length)}</dd></div>
        <div><dt>{t('covered')}</dt><dd>{number(before.areas)} → {number(after.areas)} / {number(after.areas_of)}</dd></div>
        <div><dt>{t('people')}</dt><dd>{number(before.people, 0)} → {number(after.people, 0)} / {number(after.people_of, 0)}</dd></div>
        {after.mean !== null && <div><dt>{t('mean')}</dt><dd>{before.mean === null ? '' : `${number(before.mean, 0)} → `}{number(after.mean, 0)} {unit}</dd></div>}
        <div><dt>{t('incumbent')}</dt><dd>{number(answer.incumbent, 0)}</dd></div>
        <div><dt>{t('bound')}</dt><dd>{number(answer.bound, 0)}</dd></div>
        <div><dt>{t('gap')}</dt><dd>{answer.gap === null ? '–' : `${(answer.gap * 100).toFixed(2)} %`}</dd></div>
        <div><dt>{t('quality')}</dt><dd>{t(answer.proven ? 'proven' : 'unproven')}</dd></div>
        <div><dt>{t('took')}</dt><dd>{(answer.elapsed_ms / 1000).toFixed(2)} s</dd></div>
        <div><dt>{t('candidates')}</dt><dd>{t('candidateCounts', { all: answer.candidates.all, free: answer.candidates.free, excluded: answer.candidates.excluded, left: Object.values(answer.candidates.left_out).reduce((sum, n) => sum + n, 0) })}</dd></div>
      </dl>
    </section>
  );
}

function UnmetList({ answer }: { answer: Answer }) {
  const { t } = useTranslation('siting');
  return (
    <Alert
      type="warning" showIcon title={t('unmet', { count: answer.unmet.length })}
      description={<ul className="reason-list">{answer.unmet.slice(0, 50).map((one) => <li key={one.code}>{one.name}{one.name === one.township_name ? '' : ` (${one.township_name})`}: {t(`why.${one.why}`, { count: one.excluded })}</li>)}</ul>}
    />
  );
}

function SitesTable({ sites, selected, onSelect }: { sites: Chosen[]; selected: string | undefined; onSelect: (key: string) => void }) {
  const { t } = useTranslation('siting');
  return (
    <Wide label={t('detail.sites')}>
      <Table<Chosen>
        rowKey="key" size="small" dataSource={sites} pagination={false} rowClassName={(one) => (one.key === selected ? 'selected-row' : '')}
        columns={[
          { title: t('order'), dataIndex: 'order', align: 'right', width: 60 },
          { title: t('site'), rowScope: 'row', render: (_, one) => <><Button type="link" size="small" onClick={() => onSelect(one.key)}>{one.name}</Button> <Precision precision={one.precision} /></> },
          { title: t('newAreas'), render: (_, one) => one.new_areas.map((area) => area.name).join('、') || '–' },
          { title: t('newPeople'), align: 'right', render: (_, one) => number(one.new_people, 0) },
          { title: t('warnings'), align: 'right', render: (_, one) => one.warnings.length || '–' },
        ]}
      />
    </Wide>
  );
}

function AlternativesTable({ answer, shown, onShow }: { answer: Answer; shown: number; onShow: (n: number) => void }) {
  const { t } = useTranslation('siting');
  if (answer.alternatives.length === 0) return <p className="muted">{t('noAlternatives')}</p>;
  return (
    <Wide label={t('detail.alternatives')}>
      <Table
        rowKey="n" size="small" pagination={false} dataSource={answer.alternatives.map((one, i) => ({ ...one, n: i + 1 }))} rowClassName={(one) => (one.n === shown ? 'selected-row' : '')}
        columns={[
          { title: t('alternative_'), rowScope: 'row', render: (_, one) => <Button type="link" size="small" onClick={() => onShow(one.n)}>{t('alternative', { n: one.n })}</Button> },
          { title: t('incumbent'), align: 'right', render: (_, one) => number(one.incumbent, 0) },
          { title: t('added'), render: (_, one) => one.added.join('、') || '–' },
          { title: t('without'), render: (_, one) => one.without.join('、') || '–' },
        ]}
      />
    </Wide>
  );
}

function RulesKept({ run }: { run: FullRun }) {
  const { t } = useTranslation('siting');
  const rules = run.versions?.rules ?? [];
  if (rules.length === 0) return <p className="muted">{t('noRulesKept')}</p>;
  return (
    <ol className="reason-list">
      {rules.map((one) => <li key={one.id}>{one.instrument} {one.article} ({t('version', { version: one.version })}): {one.distance_m === 0 ? t('notInside') : t('atLeast', { metres: one.distance_m })} · {t(`severity.${one.severity}`)}</li>)}
    </ol>
  );
}
