/** What the office publishes out of the gazetteer: 图录典志 and the exchange formats. */
import { BookOutlined, EnvironmentOutlined, FileTextOutlined, GlobalOutlined, TableOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { url } from '../../../api/client';
import { useFilters } from '../../../lib/filters';
import { Download } from '../../../shell/Download';
import '../../pages.css';
import { NameFilters } from '../parts/NameFilters';

const products = [
  { key: 'map', icon: <EnvironmentOutlined />, files: ['map.html?paper=a3', 'map.html?paper=a4', 'map.svg'] },
  { key: 'list', icon: <TableOutlined />, files: ['list.xlsx'] },
  { key: 'dictionary', icon: <BookOutlined />, files: ['dictionary.docx', 'dictionary.html'] },
  { key: 'gazetteer', icon: <FileTextOutlined />, files: ['gazetteer.docx', 'gazetteer.html'] },
  { key: 'exchange', icon: <GlobalOutlined />, files: ['places.geojson', 'linked-places.json'] },
] as const;

const labels = { xlsx: 'Excel', docx: 'Word', svg: 'SVG', geojson: 'GeoJSON', json: 'Linked Places' } as const;

export function ProductsPage() {
  const { t } = useTranslation('names');
  const { values, set } = useFilters(['area', 'class']);
  return (
    <div className="page">
      <h1>{t('sections.products')}</h1>
      <p className="muted">{t('products.note')}</p>
      <NameFilters values={values} set={set} without={['q']} />
      <div className="product-cards">
        {products.map(({ key, icon, files }) => (
          <section key={key} className="card" aria-labelledby={`product-${key}`}>
            <h2 id={`product-${key}`}>{icon} {t(`products.${key}`)}</h2>
            <p className="muted">{t(`products.${key}Hint`)}</p>
            <div className="row-actions">{files.map((file) => <File key={file} file={file} query={values} title={t(`products.${key}`)} />)}</div>
          </section>
        ))}
      </div>
    </div>
  );
}

/** A file to download or, a page, to print; of a map in the size of paper that its name asks for. */
function File({ file, query, title }: { file: string; query: Record<string, string>; title: string }): ReactNode {
  const { t } = useTranslation('names');
  const [name = '', paper] = file.split('?paper=');
  const path = `/gazetteer/products/${name}`;
  const kind = name.slice(name.lastIndexOf('.') + 1);
  if (kind === 'html') {
    const href = url(path, paper ? { ...query, paper } : query);
    return <a className="ant-btn ant-btn-default" href={href} target="_blank" rel="noreferrer">{t('products.print')} {paper?.toUpperCase()}</a>;
  }
  return <Download path={path} query={query} label={labels[kind as keyof typeof labels]} name={`${title}.${kind}`} />;
}
