/** The counting rules: what each counts, with which parameters, by which document; who may changes them, everyone sees what they were. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import type { CountingRule } from '../answer';
import '../rules.css';
import { HistoryModal } from './HistoryModal';
import { RuleModal } from './RuleModal';
import { parameters, rulesPath } from './rules';

export function RulesPage() {
  const { t } = useTranslation('cover');
  const { may } = useSession();
  const { data, error, refetch } = useGet<{ items: CountingRule[] }>(rulesPath);
  const [doing, setDoing] = useState<{ rule: CountingRule; what: 'edit' | 'history' }>();
  const close = () => setDoing(undefined);
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{t('rules.title')}</h1></header>
      <p className="muted">{t('rules.hint')}{!may.coverage_rules && ` ${t('rules.readOnly')}`}</p>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="rule-cards">
        {data?.items.map((one) => <Card key={one.rule} rule={one} onDo={(what) => setDoing({ rule: one, what })} />)}
      </ul>
      {doing?.what === 'edit' && <RuleModal rule={doing.rule} onClose={close} />}
      {doing?.what === 'history' && <HistoryModal title={t('rules.historyOf', { name: doing.rule.name })} path={`${rulesPath}/${doing.rule.rule}/history`} onClose={close} />}
    </div>
  );
}

function Card({ rule, onDo }: { rule: CountingRule; onDo: (what: 'edit' | 'history') => void }) {
  const { t } = useTranslation('cover');
  const { account, may } = useSession();
  const has = parameters.filter((name) => rule.parameters[name] !== undefined);
  return (
    <li className="card rule-card">
      <header>
        <h2>{rule.name}</h2>
        <span className="row-actions">
          <Link to={`/coverage?rule=${rule.rule}`}>{t('rules.ask')}</Link>
          {may.coverage_rules && <Button size="small" aria-label={t('rules.editOf', { name: rule.name })} onClick={() => onDo('edit')}>{t('rules.edit')}</Button>}
          {account && <Button size="small" aria-label={t('rules.historyOf', { name: rule.name })} onClick={() => onDo('history')}>{t('rules.history')}</Button>}
        </span>
      </header>
      <p>{rule.definition}</p>
      <dl className="rule-facts">
        <div><dt>{t('rules.counts')}</dt><dd>{t(`rules.by.${rule.counts}`)}</dd></div>
        <div>
          <dt>{t('rules.parameters')}</dt>
          <dd>{has.length === 0 ? <span className="muted">{t('rules.noParameters')}</span> : has.map((name) => <Parameter key={name} rule={rule} name={name} />)}</dd>
        </div>
        <div><dt>{t('rules.source')}</dt><dd>{rule.source || <span className="muted">{t('rules.noSource')}</span>} <small className="muted">{t('rules.version', { version: rule.version })}</small></dd></div>
        {rule.note && <div><dt>{t('rules.note')}</dt><dd>{rule.note}</dd></div>}
      </dl>
    </li>
  );
}

function Parameter({ rule, name }: { rule: CountingRule; name: (typeof parameters)[number] }) {
  const { t } = useTranslation('cover');
  const { reach } = rule.parameters;
  const said = name === 'reach' ? reach && t(`reach.${reach}`) : t(`said.${name}`, { value: rule.parameters[name]?.toLocaleString() });
  return <p>{said} <small className="muted">{t(`rules.explain.${name}`)}</small></p>;
}
