/** The end of a list: the button for its next page. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export function More({ more, fetching }: { more: (() => void) | undefined; fetching: boolean }) {
  const { t } = useTranslation('parts');
  if (!more) return null;
  return (
    <div className="more">
      <Button onClick={more} loading={fetching}>{t('more')}</Button>
    </div>
  );
}
