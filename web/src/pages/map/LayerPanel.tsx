/** The legend, which is also where layers are switched on and off. */
import { BlockOutlined, CloseOutlined } from '@ant-design/icons';
import { type CSSProperties, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClasses, useKinds } from '../../api/queries';
import { facilityStatuses, lineLevels } from '../../api/types';
import type { Tileset } from '../../map/layers';
import { boundary, countyTints, nationalBorder, placeColours, roadColours } from '../../map/palette';
import { facilityIcon, markerIcon, patternIcon } from '../../map/symbols';
import type { Hidden } from '../../map/visibility';
import { zoneKinds } from '../../map/zones';
import type { MapData } from './useMapData';

interface Props {
  data: MapData;
  hidden: Hidden;
  toggle: (names: string[], show: boolean) => void;
}

interface Row {
  name: string;
  label: string;
  swatch: ReactNode;
}

interface Section {
  title: string;
  source: Tileset;
  rows: Row[];
}

export function LayerPanel({ data, hidden, toggle }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 1200px)').matches);
  const sections = useSections(data);
  if (!open) {
    return (
      <button type="button" className="layers-open" aria-label={t('layers.title')} title={t('layers.title')} onClick={() => setOpen(true)}>
        <BlockOutlined /> <span>{t('layers.title')}</span>
      </button>
    );
  }
  return (
    <section className="layers" aria-label={t('layers.title')}>
      <header>
        <h2>{t('layers.title')}</h2>
        <button type="button" aria-label={t('layers.close')} onClick={() => setOpen(false)}>
          <CloseOutlined />
        </button>
      </header>
      <div className="layers-body">
        {sections.map((section) => (
          <Group key={section.title} section={section} hidden={hidden} toggle={toggle} />
        ))}
      </div>
    </section>
  );
}

function Group({ section, hidden, toggle }: { section: Section } & Omit<Props, 'data'>) {
  const names = section.rows.map((row) => row.name);
  const shown = names.filter((name) => !hidden.has(name)).length;
  return (
    <fieldset>
      <legend>
        <label>
          <input
            type="checkbox" checked={shown > 0} ref={(box) => { if (box) box.indeterminate = shown > 0 && shown < names.length; }}
            onChange={() => toggle(names, shown < names.length)}
          />
          {section.title}
        </label>
      </legend>
      {section.rows.map((row) => (
        <label key={row.name} className="layer-row">
          <input type="checkbox" checked={!hidden.has(row.name)} onChange={(event) => toggle([row.name], event.target.checked)} />
          <span className="swatch" aria-hidden>{row.swatch}</span>
          <span>{row.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

const stroke = (style: CSSProperties) => <i className="swatch-line" style={style} />;
const image = (src: string) => <img src={src} alt="" />;

const dashStyles = { province: 'dashed', prefecture: 'dashed', county: 'dashed', township: 'dotted' } as const;

/** Class groups by their first two digits, from the class list itself. */
function useClassGroups(): [string, string][] {
  const { data } = useClasses();
  const { t } = useTranslation();
  const groups = ['11', '12', '13', '21', '22', '23', '24', '25', '26', '27'] as const;
  const used = new Set((data ?? []).map((one) => one.code.slice(0, 2)));
  return groups.filter((code) => used.size === 0 || used.has(code)).map((code) => [code, t(`classGroup.${code}`)]);
}

function useSections(data: MapData): Section[] {
  const { t, i18n } = useTranslation();
  const { data: kinds } = useKinds();
  const classes = useClassGroups();
  const english = i18n.language === 'en';
  const icons = useMemo(() => {
    const looks = [...data.kinds];
    const any = { name: t('layers.statusGlyph'), colour: '#56636f', symbol: 'square', unit: '' };
    return {
      kinds: new Map(looks.map(([code, look]) => [code, facilityIcon(look, 'in_use')])),
      status: facilityStatuses.map((status) => facilityIcon(any, status)),
      marker: markerIcon(true),
    };
  }, [data.kinds, t]);

  const sections: Section[] = [
    {
      title: t('layers.areas'), source: 'areas',
      rows: [{ name: 'areas', label: t('layers.areaTints'), swatch: <i className="swatch-fill" style={{ background: `linear-gradient(90deg, ${countyTints.slice(0, 4).join(',')})` }} /> }],
    },
    {
      title: t('layers.lines'), source: 'boundaries',
      rows: [
        ...lineLevels.map((level) => ({
          name: `line.${level}`, label: t(`level.${level}`),
          swatch: stroke({ borderTop: `2px ${dashStyles[level]} ${boundary[level]}` }),
        })),
        { name: 'closing', label: t('layers.closing'), swatch: stroke({ borderTop: `3px double ${nationalBorder}` }) },
        { name: 'markers', label: t('kind.marker'), swatch: image(icons.marker) },
      ],
    },
    {
      title: t('layers.facilities'), source: 'facilities',
      rows: (kinds?.items ?? []).map((kind) => ({
        name: `facility.${kind.code}`, label: english ? kind.name_en || kind.name : kind.name, swatch: image(icons.kinds.get(kind.code) ?? ''),
      })),
    },
    {
      title: t('layers.status'), source: 'facilities',
      rows: facilityStatuses.map((status, i) => ({ name: `status.${status}`, label: t(`facilityStatus.${status}`), swatch: image(icons.status[i] ?? '') })),
    },
    {
      title: t('layers.places'), source: 'places',
      rows: classes.map(([code, label]) => ({ name: `place.${code}`, label, swatch: <i className="swatch-dot" style={{ background: placeColours[code] }} /> })),
    },
    {
      title: t('layers.background'), source: 'facilities',
      rows: [
        { name: 'roads', label: t('layers.roads'), swatch: stroke({ borderTop: `3px solid ${roadColours.provincial}` }) },
        { name: 'constraints', label: t('layers.constraints'), swatch: <i className="swatch-fill hatched" /> },
      ],
    },
    {
      title: t('layers.burialZones'), source: 'facilities',
      rows: zoneKinds.map((kind) => ({ name: `zone.${kind}`, label: t(`zone.${kind}`), swatch: <i className="swatch-fill" style={{ backgroundImage: `url(${patternIcon(`zone:${kind}`)})`, backgroundSize: '12px' }} /> })),
    },
  ];
  return sections.filter((section) => data.shown.includes(section.source) && section.rows.length > 0);
}
