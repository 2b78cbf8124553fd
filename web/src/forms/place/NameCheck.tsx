/** The findings of the naming rules below the name. */
import { Form } from 'antd';
import { Findings } from '../../pages/names/changes/Findings';
import { useNameCheck } from './useNameCheck';

export function NameCheck({ id, original }: { id: string | undefined; original: string | undefined }) {
  const findings = useNameCheck(Form.useFormInstance(), { id, original });
  return (
    <div className="name-check" aria-live="polite">
      <Findings findings={findings} />
    </div>
  );
}
