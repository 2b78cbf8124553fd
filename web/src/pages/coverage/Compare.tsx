/** Counting rules side by side: the figure of each, and each area under each. */
import { Checkbox, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { number, percent } from '../../lib/format';
import { useGet } from '../../parts/useGet';
import { Wide } from '../../parts/Wide';
import { Failed, Loading } from '../../shell/States';
import type { Answer, CoveredArea, Rule } from './answer';
import { useRules } from './RuleBar';
import { type CoverageFilters, questionOf } from './useCoverage';

interface Props {
  filters: CoverageFilters;
  selected: string | undefined;
  onSelect: (code: string) => void;
}

interface Row { code: string; name: string; county: string; cells: Map<Rule, CoveredArea> }

export function Compare({ filters, selected, onSelect }: Props) {
  const { t } = useTranslation('cover');
  const all = useRules();
  const { data, error, refetch } = useGet<{ items: Answer[] }>('/coverage/compare', { ...questionOf(filters), rules: filters.compare.join(',') }, filters.compare.length > 0 && filters.kind !== '');
  const answers = (data?.items ?? []).filter((one) => filters.compare.includes(one.rule));
  const name = (rule: Rule) => all.find((one) => one.rule === rule)?.name ?? rule;
  return (
    <section className="compare" aria-label={t('compare')}>
      <Checkbox.Group
        value={filters.compare} aria-label={t('compareRules')}
        onChange={(chosen) => filters.set('compare', chosen.join(','))} options={all.map((one) => ({ value: one.rule, label: one.name }))}
      />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {answers.length > 0 && (
        <>
          <ul className="compare-figures">
            {answers.map((one) => (
              <li key={one.rule}>
                <h3>{name(one.rule)}</h3>
                <strong>{percent(one.percent)}</strong>
                <p className="muted">{number(one.numerator)} / {number(one.denominator)} {t(`counts.${one.counts}`)}</p>
                <p className="muted">{parametersOf(one, t)}</p>
              </li>
            ))}
          </ul>
          <Wide label={t('compare')}>
            <Table<Row>
              rowKey="code" size="small" dataSource={rowsOf(answers)} pagination={false} showSorterTooltip={false} scroll={{ x: 200 + answers.length * 130 }}
              rowClassName={(one) => (one.code === selected ? 'selected-row' : '')}
              columns={[
                { title: t(`unit.${(answers[0]?.level ?? 'township') as 'township'}`), rowScope: 'row', render: (_, one) => <button type="button" className="name-button" onClick={() => onSelect(one.code)}>{one.name}</button> },
                ...answers.map((answer) => ({
                  title: name(answer.rule), key: answer.rule,
                  sorter: (a: Row, b: Row) => Number(a.cells.get(answer.rule)?.covered) - Number(b.cells.get(answer.rule)?.covered),
                  render: (_: unknown, one: Row) => <Cell area={one.cells.get(answer.rule)} />,
                })),
              ]}
            />
          </Wide>
        </>
      )}
    </section>
  );
}

function Cell({ area }: { area: CoveredArea | undefined }) {
  const { t } = useTranslation('cover');
  if (!area) return null;
  return <span className={`cover-state ${area.state}`}>{t(`state.${area.state}`)}{area.percent !== null && ` ${percent(area.percent)}`}</span>;
}

/** The areas of all answers, with what each rule says. */
export function rowsOf(answers: Answer[]): Row[] {
  const rows = new Map<string, Row>();
  for (const answer of answers) {
    for (const area of answer.areas) {
      const row = rows.get(area.code) ?? { code: area.code, name: area.name, county: area.county, cells: new Map<Rule, CoveredArea>() };
      row.cells.set(answer.rule, area);
      rows.set(area.code, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** The parameters of an answer in words. */
export function parametersOf(answer: Pick<Answer, 'parameters'>, t: ReturnType<typeof useTranslation<'cover'>>['t']): string {
  const { metres, minutes, share, reach } = answer.parameters;
  return [
    metres && t('said.metres', { value: number(metres) }), minutes && t('said.minutes', { value: minutes }),
    reach && t(`reach.${reach}`), share && t('said.share', { value: share }),
  ].filter(Boolean).join(t('comma'));
}
