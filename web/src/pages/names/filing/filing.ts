/** Shapes of filing (备案) and announcement (公告), from the service's contract. */
import type { AuthorityKind, Duty, LedgerEntry } from '../ledger/ledger';

export interface SetRef {
  id: string;
  number: number;
  title: string;
  state: string;
  area_code: string;
}

export interface Approval {
  id: string;
  authority: string;
  authority_kind: AuthorityKind;
  authority_area: string;
  document: string;
  approved_on: string;
  note: string;
  version: number;
  route: { rule: AuthorityKind; receiver: string; receiver_area: string };
  filing: Duty & { filed_on: string | null; document: string; receiver: string; clerk: string };
  announcement: Duty & { announced_on: string | null };
  counts: { names: number; unfiled: number; unannounced: number; unpublished: number };
  areas: string[];
  sets: SetRef[];
}

export interface ApprovedName extends Pick<LedgerEntry, 'edit_id' | 'place_id' | 'on' | 'op' | 'matter' | 'name' | 'pinyin' | 'class_name' | 'area_code' | 'county' | 'township'> {
  before_name: string;
  filed_on: string | null;
  announced_on: string | null;
  announcement_number: string;
  area: string;
}

export type PaperRole = 'registration' | 'report_to_file' | 'approval' | 'application' | 'report' | 'attachment';

export interface Paper {
  role: PaperRole;
  label: string;
  /** Made from the record, not uploaded. */
  made: boolean;
  files: { id: string; name: string; media_type: string; size: number }[];
}

export interface FullApproval extends Approval {
  names: ApprovedName[];
  package: { papers: Paper[]; missing: PaperRole[] };
}

export interface Clock extends Duty {
  kind: 'filing' | 'announcement';
  approval_id: string;
  authority: string;
  document: string;
  approved_on: string;
  count: number;
  names: string[];
  /** False: its change set is not published yet. */
  published: boolean;
  areas: string[];
  sets: SetRef[];
  receiver: string;
}

export interface Clocks {
  items: Clock[];
  counts: Record<'overdue' | 'soon' | 'running', number>;
  warn_days: number;
}

export const approvalDues = ['filing', 'announcement', 'overdue', 'done'] as const;

export const announcementStates = ['draft', 'published', 'corrected', 'withdrawn', 'discarded'] as const;
export type AnnouncementState = (typeof announcementStates)[number];
export const stateColours: Record<AnnouncementState, string> = { draft: 'blue', published: 'green', corrected: 'gold', withdrawn: 'red', discarded: 'default' };

export interface AnnouncedName {
  edit_id: string;
  matter: 'naming' | 'renaming' | 'abolishing';
  name: string;
  former: string;
  pinyin: string;
  area: string;
  position: string;
  authority: string;
  approved_on: string;
}

export interface Announcement {
  id: string;
  area_code: string;
  area_name: string;
  kind: 'names' | 'correction' | 'withdrawal';
  state: AnnouncementState;
  /** As printed, say 〔2026〕第3号; empty before publication. */
  number: string;
  /** Last part of its public address. */
  slug: string;
  title: string;
  body: string;
  closing: string;
  issuer: string;
  published_on: string | null;
  updated_at: string;
  clerk: string;
  version: number;
  replaces: string | null;
  replaces_number: string;
  replaces_title: string;
  replaced_by: string | null;
  replaced_by_number: string;
  names_count: number;
  names?: AnnouncedName[];
}

export interface Settings {
  area: string;
  warn_days: number;
  /** The templates in force, by name. */
  texts: Record<string, string>;
  /** Those that the bureau has set itself. */
  own: string[];
  version: number;
}

export const approvalPath = (id: string) => `/gazetteer/approvals/${id}`;
export const announcementsPath = '/gazetteer/announcements';
export const announcementPath = (id: string) => `${announcementsPath}/${id}`;
export const settingsPath = (area: string) => `/gazetteer/filing/settings/${area}`;

/** The templates in the order of the papers, with the parameters that each may use. */
export const templates: Record<string, string> = {
  issuer: 'area', number: 'area year serial',
  announcement_title: 'matters names count issuer',
  announcement_text: 'matters names count issuer authority document approved_on',
  announcement_closing: 'matters names count issuer',
  correction_title: 'replaced replaced_title count issuer', correction_text: 'replaced replaced_title count issuer',
  withdrawal_title: 'replaced replaced_title issuer', withdrawal_text: 'replaced replaced_title issuer',
  report_title: 'matters names count', report_text: 'matters names count authority document approved_on receiver', report_closing: '',
  government: 'area', state_council: '', department: 'area', province_department: 'area', ministry: '',
};

/** What is sent: the bureau's own texts only; one that equals the text from above is taken over again. */
export function ownTexts(values: Record<string, string | undefined>, settings: Settings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings.texts).flatMap(([name, inForce]) => {
      const value = values[name] ?? inForce;
      return settings.own.includes(name) || value !== inForce ? (value.trim() === '' && !name.endsWith('_closing') ? [] : [[name, value]]) : [];
    }),
  );
}

/** Moves a row of a list by one; a step over the end changes nothing. */
export function moved<T>(all: T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  if (from < 0 || from >= all.length || to < 0 || to >= all.length) return all;
  const next = [...all];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Who announces: the authority's own bureau where the account answers for it, else the account's; undefined lets the service say. */
export function bureauFor(own: string, authority: string): string | undefined {
  if (authority.length >= 4 && authority.length <= 6 && authority.startsWith(own)) return authority;
  return own.slice(0, 6) || undefined;
}
