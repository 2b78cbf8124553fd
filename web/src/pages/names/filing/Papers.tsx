/** The filing package: what is made from the record, what was uploaded, what is missing. */
import { FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { Download } from '../../../shell/Download';
import { sizeText } from '../../../parts/Attachments';
import { approvalPath, type FullApproval, type Paper } from './filing';

const madeAs: Record<string, 'registration' | 'report'> = { registration: 'registration', report_to_file: 'report' };

export function Papers({ approval }: { approval: FullApproval }) {
  const { t } = useTranslation('filing');
  const { may } = useSession();
  const { papers, missing } = approval.package;
  const path = approvalPath(approval.id);
  return (
    <section className="card">
      <div className="totals-head">
        <h2>{t('papers')}</h2>
        {may.names && approval.names.length > 0 && <Download path={`${path}/package.zip`} label={t('zip')} name={`${approval.document}.zip`} />}
      </div>
      {missing.length > 0 && <Alert type="warning" showIcon title={t('missing', { papers: missing.map((role) => t(`roles.${role}`)).join('、') })} description={t('missingHint')} />}
      <ul className="papers">
        {papers.map((one) => <PaperLine key={one.role} paper={one} path={path} missing={missing.includes(one.role)} />)}
        <li>
          <span>{t('announcementDraft')}</span>
          <Made path={`${path}/papers/announcement`} label={t('announcementDraft')} />
        </li>
      </ul>
    </section>
  );
}

function PaperLine({ paper, path, missing }: { paper: Paper; path: string; missing: boolean }) {
  const { t } = useTranslation('filing');
  const made = madeAs[paper.role];
  return (
    <li>
      <span>{paper.label}{missing && <Tag color="red" className="beside">{t('lacks')}</Tag>}</span>
      {paper.made && made ? <Made path={`${path}/papers/${made}`} label={paper.label} /> : (
        <span className="files">
          {paper.files.length === 0 && !missing && <span className="muted">{t('noFile')}</span>}
          {paper.files.map((file) => <a key={file.id} href={`/attachments/${file.id}?download=true`}>{file.name} <small className="muted">{sizeText(file.size)}</small></a>)}
        </span>
      )}
    </li>
  );
}

/** A paper made from the record: the print page, and a file to be worked on. */
export function Made({ path, label }: { path: string; label: string }) {
  const { t } = useTranslation('filing');
  return (
    <span className="row-actions">
      <a href={`${path}?format=html`} target="_blank" rel="noreferrer" aria-label={t('printOf', { label })}><PrinterOutlined /> {t('print')}</a>
      <a href={`${path}?format=docx`} download aria-label={t('docxOf', { label })}><FileTextOutlined /> {t('docx')}</a>
    </span>
  );
}
