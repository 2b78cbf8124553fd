/** The files of a record: what is there, and for those who may, more of them. */
import { DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress, Select, Tag } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, send } from '../api/client';
import { time } from '../lib/format';
import { uuid } from '../lib/uuid';
import { Ask } from '../shell/Ask';
import { errorText } from '../shell/States';
import './attachments.css';
import { upload } from './upload';

export interface Meta {
  id: string;
  role: string;
  name: string;
  kind: 'image' | 'document' | 'recording';
  size: number;
  state: 'ready' | 'scan_failed' | 'infected';
  thumb_type: string;
  uploader_name: string;
  created_at: string;
}

interface Props {
  owner: string;
  ownerId: string;
  /** What a file may be; the first is chosen. */
  roles: readonly string[];
  mayAdd: boolean;
  /** Beside a row of a table: only the files of these roles, without words about files. */
  inRow?: boolean;
  /** What a role that only this record has is called. */
  nameOf?: (role: string) => string | undefined;
}

interface Sending {
  key: string;
  file: File;
  percent: number;
  /** Why it stopped; "" for a reason that another try may cure. */
  failed?: string;
  passing?: boolean;
}

export const taken = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.odt,.ods,.ofd,.mp3,.m4a,.wav,.ogg';

export function Attachments({ owner, ownerId, roles, mayAdd, inRow = false, nameOf }: Props) {
  const { t } = useTranslation('parts');
  const { data } = useQuery({
    queryKey: ['attachments', owner, ownerId],
    queryFn: ({ signal }) => get<{ items: Meta[] }>('/attachments', { owner, owner_id: ownerId }, signal),
    select: (list) => (inRow ? list.items.filter((one) => roles.includes(one.role)) : list.items),
  });
  return (
    <div className={inRow ? 'attachments in-row' : 'attachments'}>
      {!inRow && data?.length === 0 && <p className="muted">{t('files.none')}</p>}
      <ul>
        {data?.map((one) => <FileLine key={one.id} meta={one} mayRemove={mayAdd} role={inRow ? undefined : nameOf?.(one.role) ?? t(`files.roles.${one.role}` as RoleKey, { defaultValue: one.role })} />)}
      </ul>
      {mayAdd && <Adding owner={owner} ownerId={ownerId} roles={roles} inRow={inRow} />}
    </div>
  );
}

type RoleKey = 'files.roles.file';

/** What may speak of files: the lists of them, and records that say which papers they lack. */
const stale = ({ queryKey }: { queryKey: readonly unknown[] }) => ['attachments', 'list', 'record'].includes(String(queryKey[0]));

function FileLine({ meta, mayRemove, role }: { meta: Meta; mayRemove: boolean; role: string | undefined }) {
  const { t } = useTranslation('parts');
  const { t: tm } = useTranslation();
  const client = useQueryClient();
  const drop = useMutation({
    mutationFn: () => send('DELETE', `/attachments/${meta.id}`),
    onSuccess: () => client.invalidateQueries({ predicate: stale }),
  });
  return (
    <li>
      {meta.thumb_type ? <img src={`/attachments/${meta.id}?size=thumb`} alt="" loading="lazy" /> : <FileOutlined className="file-icon" />}
      <span className="file-text">
        <a href={`/attachments/${meta.id}?download=true`}>{meta.name}</a>
        <small className="muted">{sizeText(meta.size)} · {meta.uploader_name} · {time(meta.created_at)}</small>
      </span>
      {role && <Tag>{role}</Tag>}
      {mayRemove && (
        <Ask title={t('files.removeAsk', { name: meta.name })} okText={t('files.remove')} onConfirm={() => drop.mutate()}>
          <Button size="small" type="text" icon={<DeleteOutlined />} loading={drop.isPending} aria-label={t('files.removeOne', { name: meta.name })} />
        </Ask>
      )}
      {drop.error && <Alert type="error" title={errorText(drop.error, tm)} />}
    </li>
  );
}

function Adding({ owner, ownerId, roles, inRow }: Omit<Props, 'mayAdd' | 'nameOf'>) {
  const { t } = useTranslation('parts');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [role, setRole] = useState(roles[0] ?? 'file');
  const [sending, setSending] = useState<Sending[]>([]);
  const patch = (key: string, change: Partial<Sending>) => setSending((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const start = (key: string, file: File) => {
    upload(file, { owner, ownerId, role }, {
      onProgress: (percent) => patch(key, { percent }),
      onDone: () => {
        setSending((all) => all.filter((one) => one.key !== key));
        void client.invalidateQueries({ predicate: stale });
      },
      onFailed: (message, passing) => patch(key, { failed: message ?? '', passing }),
    });
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    for (const file of event.target.files ?? []) {
      const key = uuid();
      setSending((all) => [...all, { key, file, percent: 0 }]);
      start(key, file);
    }
    event.target.value = '';
  };
  return (
    <div className="adding">
      {roles.length > 1 && (
        <label>
          {t('files.role')}
          <Select value={role} onChange={setRole} options={roles.map((value) => ({ value, label: t(`files.roles.${value}` as RoleKey) }))} />
        </label>
      )}
      <input ref={input} type="file" multiple hidden accept={taken} onChange={chosen} data-role={role} />
      <Button icon={<UploadOutlined />} size={inRow ? 'small' : undefined} onClick={() => input.current?.click()}>{t('files.add')}</Button>
      {!inRow && <small className="muted">{t('files.hint')}</small>}
      {sending.map((one) => (
        <div key={one.key} className="sending">
          <span>{one.file.name}</span>
          <Progress percent={one.percent} size="small" status={one.failed === undefined ? 'active' : 'exception'} aria-label={one.file.name} />
          {one.failed !== undefined && <span role="alert">{one.failed || t('files.broken')}</span>}
          {one.passing && <Button size="small" onClick={() => { patch(one.key, { failed: undefined, passing: false }); start(one.key, one.file); }}>{t('files.resume')}</Button>}
          {one.failed !== undefined && !one.passing && <Button size="small" onClick={() => setSending((all) => all.filter((other) => other.key !== one.key))}>{t('files.dismiss')}</Button>}
        </div>
      ))}
    </div>
  );
}

/** Bytes as people say them. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
