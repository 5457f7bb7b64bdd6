// What people see of the things a plan is made of: the engine knows an id as text, the face says which document, line,
// partner and day stand behind it. Ids are readable and stay the same from plan to plan.
import type { Source } from '../engine/index.ts';
import type { Id } from '../../kernel/ids.ts';

export type FaceKind =
  | 'sales_order'
  | 'forecast'
  | 'stock'
  | 'transit'
  | 'inspection'
  | 'purchase_order'
  | 'firm_order';

export type Face = {
  readonly kind: FaceKind;
  readonly item: string;
  /** The document, or null where there is none to open. */
  readonly documentId: Id | null;
  readonly no: string;
  readonly lineNo: number | null;
  /** The line of the document, for commands. */
  readonly lineId: Id | null;
  readonly partnerCode: string;
  readonly partnerName: string;
  /** Drafts and firmed proposals may be changed without asking the other side. */
  readonly draft: boolean;
};

/** A face that says no more than what it is, unless told. */
export const faceOf = (kind: FaceKind, item: string, no: string, more: Partial<Face> = {}): Face => ({
  kind,
  item,
  documentId: null,
  no,
  lineNo: null,
  lineId: null,
  partnerCode: '',
  partnerName: '',
  draft: false,
  ...more,
});

export type ItemFace = {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly source: Source;
  readonly policy: 'stock' | 'order';
  readonly supplierId: Id | null;
  readonly supplierName: string;
  readonly plannerId: Id | null;
};
