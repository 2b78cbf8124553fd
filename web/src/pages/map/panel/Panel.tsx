/** What stands beside the map: a choice among several things, one thing, or a form. */
import { CloseOutlined } from '@ant-design/icons';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needMessages } from '../../../i18n';
import { Loading } from '../../../shell/States';
import type { Hit } from '../MainMap';
import type { Doing, Selection } from '../params';
import './panel.css';
import { RecordPanel } from './RecordPanel';

const FormPanel = lazy(async () => {
  const [{ FormPanel: loaded }] = await Promise.all([import('../../../forms/FormPanel'), needMessages('changes', 'names')]);
  return { default: loaded };
});
const InspectionForm = lazy(async () => {
  const [{ InspectionForm: loaded }] = await Promise.all([import('../../../forms/InspectionForm'), needMessages('field', 'parts')]);
  return { default: loaded };
});

interface Props {
  hits: Hit[];
  selection: Selection | undefined;
  doing: Doing | undefined;
  onChoose: (hit: Hit) => void;
  onClose: () => void;
}

export function Panel({ hits, selection, doing, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  if (doing) {
    return (
      <PanelFrame key={doing + (selection?.id ?? '')} tall>
        <Suspense fallback={<Loading />}>
          {doing === 'inspect' && selection ? <InspectionForm markerId={selection.id} /> : <FormPanel doing={doing} selection={selection} />}
        </Suspense>
      </PanelFrame>
    );
  }
  if (hits.length) {
    return (
      <PanelFrame>
        <PanelHead title={t('panel.several', { count: hits.length })} onClose={onClose} />
        <ul className="hits">
          {hits.map((hit) => (
            <li key={`${hit.kind}/${hit.id}`}>
              <button type="button" onClick={() => onChoose(hit)}>
                <span>{hit.name}</span>
                <small>{t(`kind.${hit.kind}`)}</small>
              </button>
            </li>
          ))}
        </ul>
      </PanelFrame>
    );
  }
  if (!selection) return null;
  return (
    <PanelFrame key={`${selection.kind}/${selection.id}`}>
      <RecordPanel selection={selection} onClose={onClose} />
    </PanelFrame>
  );
}

/** On a phone a sheet that can be drawn up; beside the map on wider screens. */
function PanelFrame({ children, tall }: { children: ReactNode; tall?: boolean }) {
  const { t } = useTranslation();
  const [up, setUp] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus({ preventScroll: true }), []);
  return (
    <section ref={section} tabIndex={-1} className={up || tall ? 'panel up' : 'panel'}>
      {!tall && (
        <button type="button" className="panel-grip" aria-label={up ? t('panel.lower') : t('panel.raise')} aria-expanded={up} onClick={() => setUp(!up)}>
          <i />
        </button>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}

interface HeadProps {
  title: string;
  kind?: string;
  sub?: ReactNode;
  onClose: () => void;
}

export function PanelHead({ title, kind, sub, onClose }: HeadProps) {
  const { t } = useTranslation();
  return (
    <header className="panel-head">
      <div>
        {kind && <p className="panel-kind">{kind}</p>}
        <h2>{title}</h2>
        {sub && <p className="panel-sub">{sub}</p>}
      </div>
      <button type="button" className="icon-button" aria-label={t('panel.close')} title={t('panel.close')} onClick={onClose}>
        <CloseOutlined />
      </button>
    </header>
  );
}
