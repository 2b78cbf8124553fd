/** Grades of secrecy (密级) by field, up to what the reader is cleared for. */
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Grade, grades } from '../../api/types';

/** What a grade can be given to: the whole entry, its position and files, and the text fields. */
const gradable = [
  'entry', 'position', 'attachments', 'division_code', 'place_code', 'meaning', 'origin_text', 'history', 'language', 'founded', 'named', 'abolished',
  'description', 'survey_method', 'source', 'registrar', 'crosses',
] as const;

export function SecrecyFields({ clearance }: { clearance: Grade }) {
  const { t } = useTranslation();
  const { t: tc } = useTranslation('changes');
  const label = (field: (typeof gradable)[number]) => {
    if (field === 'entry') return tc('wholeEntry');
    if (field === 'attachments') return tc('papers');
    return t(field === 'description' ? 'field.place_description' : `field.${field}`);
  };
  return (
    <details className="more-fields">
      <summary>{tc('secrecy')}</summary>
      <div className="pair">
        {gradable.map((field) => (
          <Form.Item key={field} name={['secrecy', field]} label={label(field)}>
            <Select allowClear placeholder={t('grade.0')} options={grades.filter((one) => one > 0 && one <= clearance).map((value) => ({ value, label: t(`grade.${value}`) }))} />
          </Form.Item>
        ))}
      </div>
    </details>
  );
}
