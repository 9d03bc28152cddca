import type { AuditAct, AuditRecord } from '../../../miniprogram/domain/audit/chain';
import { digestOf, idOf } from '../../platform/secrets';

/** The audit record of an act, to be held by the act's deciding write. Details are kept as their digest only: they may name people. */
export function recordOf(act: {
  act: AuditAct;
  by: string;
  key: string;
  at: number;
  subject: string;
  scope: string;
  scopeName: string;
  role?: string;
  until?: number;
  details: unknown;
}): AuditRecord {
  const { key, details, role = '', until = 0, ...rest } = act;
  return { id: idOf('audit', act.by, key), ...rest, role, until, digest: digestOf(details) };
}
