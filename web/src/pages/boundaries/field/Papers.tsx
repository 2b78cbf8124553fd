/** Forms to print for work on paper: with what the register says, or blank. */
import { PrinterOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../api/types';

interface Paper {
  name: string;
  path: string;
  /** Has its format in the address rather than in the name. */
  asked?: boolean;
}

export function Papers({ line, round }: { line: Line; round: number | undefined }) {
  const { t } = useTranslation('field');
  const code = encodeURIComponent(line.code);
  const papers: Paper[] = [
    { name: t('papers.sheet'), path: `/boundaries/lines/${code}/sheet` },
    ...(round ? [{ name: t('papers.record', { round }), path: `/boundaries/rounds/${round}/lines/${code}/paper`, asked: true }] : []),
    ...(line.markers ?? []).map(({ id, number }) => ({ name: t('papers.registration', { number }), path: `/boundaries/markers/${id}/registration` })),
  ];
  const address = ({ path, asked }: Paper, format: string, blank: boolean) =>
    (asked ? `${path}?format=${format}${blank ? '&blank=true' : ''}` : `${path}.${format}${blank ? '?blank=true' : ''}`);
  return (
    <details className="papers">
      <summary><PrinterOutlined aria-hidden /> {t('papers.label')}</summary>
      <ul>
        {papers.map((paper) => (
          <li key={paper.path}>
            <strong>{paper.name}</strong>
            {([false, true] as const).map((blank) => (
              <span key={String(blank)}>
                {t(blank ? 'papers.blank' : 'papers.filled')}
                <a href={address(paper, 'html', blank)} target="_blank" rel="noreferrer" aria-label={t('papers.print', { name: paper.name })}>{t('papers.html')}</a>
                <a href={address(paper, 'docx', blank)} aria-label={t('papers.save', { name: paper.name })}>Word</a>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="muted">{t('papers.hint')}</p>
    </details>
  );
}
