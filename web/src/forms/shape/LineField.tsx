/** A line or an area: drawn on the map, or written as coordinates. */
import { ClearOutlined, EditOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Form } from 'antd';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsOf } from '../../map/bounds';
import { useMapBus } from '../../pages/map/bus';
import { Located } from '../PositionField';
import { middleOf, pointCount, type Shape, shapeOf } from './shape';
import { ShapeText } from './ShapeText';
import { readShape } from './text';
import { useDrawing } from './useDrawing';

interface Props {
  kind: 'line' | 'area';
  /** The field with the declared area; filled from the line or area while it is empty. */
  areaField: string;
  /** Tells the form of a value set by the map: antd reports only typed ones. */
  touched: () => void;
}

export function LineField({ kind, areaField, touched }: Props) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const status = Form.useWatch('status', form) as string | undefined;
  const value = Form.useWatch('geometry', { form, preserve: true }) as Shape | string | undefined;
  const shape = shapeOf(value, kind);
  const middle = shape && middleOf(shape);
  const onShape = useCallback(
    (next: Shape | undefined) => {
      form.setFieldsValue({ geometry: next });
      form.setFields([{ name: 'geometry', errors: [] }]);
      touched();
    },
    [form, touched],
  );
  const { made, drawing, blocked, clear } = useDrawing(kind, shape, onShape);
  useRequest(drawing, useMemo(() => <DrawingBar made={made} />, [made]));
  useRoom(shape);

  const validator = (_: unknown, now: Shape | string | undefined) => {
    if (typeof now !== 'string') return shapeOf(now, kind) || status === 'historic' ? Promise.resolve() : Promise.reject(new Error(t(`form.shape.need.${kind}`)));
    const { refusal } = readShape(now, kind);
    return refusal ? Promise.reject(new Error(t(`form.shape.refused.${refusal.key}`, { line: refusal.line }))) : Promise.resolve();
  };
  return (
    <fieldset className="position">
      <legend>{t(`form.shape.${kind}`)}</legend>
      <div className="position-buttons">
        <Button icon={<EditOutlined />} type={drawing ? 'primary' : 'default'} aria-pressed={drawing} disabled={!made || blocked !== undefined} onClick={() => (drawing ? made?.cancel() : made?.begin())}>
          {t(drawing ? 'form.shape.stop' : shape ? 'form.shape.more' : 'form.shape.draw')}
        </Button>
        <Button icon={<UndoOutlined />} disabled={!made || blocked !== undefined} onClick={() => made?.undo()}>{t('form.shape.undo')}</Button>
        <Button icon={<ClearOutlined />} disabled={value === undefined} onClick={clear}>{t('form.shape.clear')}</Button>
      </div>
      <p className="muted" role="status">{shape ? t('form.shape.points', { count: pointCount(shape) }) : t(`form.shape.how.${kind}`)}{shape && !blocked ? t('form.shape.mend') : ''}</p>
      {blocked && <Alert type="info" showIcon title={t(`form.shape.blocked.${blocked}`)} />}
      <Form.Item name="geometry" label={t('form.shape.text')} extra={t('form.shape.textHint')} rules={[{ validator }]} validateTrigger="onBlur">
        <ShapeText kind={kind} />
      </Form.Item>
      <Located lon={middle?.[0]} lat={middle?.[1]} areaField={areaField} touched={touched} />
    </fieldset>
  );
}

/** While a part is drawn a click on the map means a point of it, on a phone with the panel out of the way. */
function useRequest(drawing: boolean, bar: React.ReactNode): void {
  const { setRequest } = useMapBus();
  useEffect(() => setRequest({ point: undefined, picking: drawing, onPoint: () => undefined, bar }), [setRequest, drawing, bar]);
  useEffect(() => () => setRequest(undefined), [setRequest]);
}

/** A line that is there already is seen as a whole when its form opens. */
function useRoom(shape: Shape | undefined): void {
  const { map, room } = useMapBus();
  const first = useRef(shape);
  useEffect(() => {
    if (!map || !first.current) return;
    const phone = window.matchMedia('(max-width: 767px)').matches;
    const padding = room ?? (phone ? { top: 80, bottom: window.innerHeight * 0.5, left: 30, right: 30 } : { top: 60, bottom: 60, left: 440, right: 60 });
    map.fitBounds(boundsOf([first.current], 0), { padding, maxZoom: 15, duration: 600 });
  }, [map, room]);
}

/** What one can do while drawing, on the map itself. */
function DrawingBar({ made }: { made: ReturnType<typeof useDrawing>['made'] }) {
  const { t } = useTranslation();
  return (
    <span className="drawing-bar">
      <span>{t('form.shape.hint')}</span>
      <Button size="small" onClick={() => made?.undo()}>{t('form.shape.undo')}</Button>
      <Button size="small" onClick={() => made?.cancel()}>{t('form.shape.stop')}</Button>
      <Button size="small" type="primary" onClick={() => made?.finish()}>{t('form.shape.finish')}</Button>
    </span>
  );
}
