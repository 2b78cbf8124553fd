/** Step 3: the record on paper (联检记录表), blank for the field or filled with what is known, as a file and for print. */
import { FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { linePath, type RoundLine } from './rounds';

export function PaperStep({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const path = `${linePath(line.round, line.code)}/paper`;
  const href = (format: 'html' | 'docx', blank: boolean) => `${path}?format=${format}${blank ? '&blank=true' : ''}`;
  return (
    <>
      <p className="muted">{t('paper.hint')}</p>
      {([true, false] as const).map((blank) => {
        const label = t(blank ? 'paper.blank' : 'paper.filled');
        return (
          <p key={label} className="row-actions paper-line">
            <strong>{label}</strong>
            <a href={href('html', blank)} target="_blank" rel="noreferrer" aria-label={t('paper.printOf', { label })}><PrinterOutlined /> {t('paper.print')}</a>
            <a href={href('docx', blank)} download aria-label={t('paper.docxOf', { label })}><FileTextOutlined /> {t('paper.docx')}</a>
          </p>
        );
      })}
    </>
  );
}
