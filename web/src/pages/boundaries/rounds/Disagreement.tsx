/** That the parties do not agree, with what each says: on top of the page, in every state, for everybody. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoundLine } from './rounds';

export function Disagreement({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  if (!line.disagreement) return null;
  return <Alert type="error" showIcon title={t('disagreementLong')} description={<Opinions line={line} />} />;
}

export function Opinions({ line }: { line: Pick<RoundLine, 'left_name' | 'right_name' | 'left_opinion' | 'right_opinion'> }) {
  const { t } = useTranslation('rounds');
  return (
    <div className="opinions two-up">
      {(['left', 'right'] as const).map((side) => (
        <div key={side} className="opinion"><small>{t('opinionOf', { party: line[`${side}_name`] })}</small>{line[`${side}_opinion`] || t('noOpinion')}</div>
      ))}
    </div>
  );
}
