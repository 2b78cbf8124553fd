/** Papers made from the register: to print, to work on, and blank to be filled in by hand. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Download } from '../../../shell/Download';

interface Props {
  title: string;
  /** Without the dot and the kind. */
  path: string;
  kinds: readonly ('docx' | 'xlsx')[];
}

const labels = { docx: 'Word', xlsx: 'Excel' } as const;

export function Papers({ title, path, kinds }: Props) {
  const { t } = useTranslation('boundaries');
  const print = (query: string, label: string) => (
    <Button href={`${path}.html${query}`} target="_blank" rel="noreferrer" icon={<PrinterOutlined />} aria-label={`${title} ${label}`}>{label}</Button>
  );
  return (
    <>
      <h3>{title}</h3>
      <div className="row-actions">
        {kinds.map((kind) => <Download key={kind} path={`${path}.${kind}`} label={labels[kind]} name={`${title}.${kind}`} />)}
        {print('', t('print'))}
        {print('?blank=true', t('blank'))}
      </div>
    </>
  );
}
