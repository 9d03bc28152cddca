/** Printed certificates 空白证书 as they are sold: where their words go. Lengths are cm from the upper left corner of the sheet, sizes of type pt. */

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
  size: number;
  align: 'left' | 'center' | 'right';
}

export type Field = 'whom' | 'body' | 'prize' | 'from';

export interface CertificateForm {
  /** As the sheet lies in the printer. */
  width: number;
  height: number;
  places: Readonly<Record<Field, Place>>;
}

export const fieldNames: Readonly<Record<Field, string>> = { whom: '称谓', body: '正文', prize: '奖项', from: '落款（盖章处留空）' };

export const certificateForms: Readonly<Record<Api.Export.Kinds['certificates']['form'], CertificateForm>> = {
  a4: {
    width: 21,
    height: 29.7,
    places: {
      whom: { x: 3, y: 11.5, width: 15, height: 1.2, size: 20, align: 'left' },
      body: { x: 3, y: 13.2, width: 15, height: 3.4, size: 18, align: 'left' },
      prize: { x: 3, y: 17, width: 15, height: 1.8, size: 34, align: 'center' },
      from: { x: 9, y: 22.5, width: 9.5, height: 2.2, size: 16, align: 'center' },
    },
  },
  a4wide: {
    width: 29.7,
    height: 21,
    places: {
      whom: { x: 4, y: 7.2, width: 21.7, height: 1.2, size: 22, align: 'left' },
      body: { x: 4, y: 8.9, width: 21.7, height: 2.6, size: 20, align: 'left' },
      prize: { x: 4, y: 11.8, width: 21.7, height: 1.8, size: 36, align: 'center' },
      from: { x: 16, y: 15.6, width: 10, height: 2.2, size: 16, align: 'center' },
    },
  },
  // The right half of a sheet that is folded in the middle.
  a3fold: {
    width: 42,
    height: 29.7,
    places: {
      whom: { x: 24, y: 10, width: 15, height: 1.2, size: 22, align: 'left' },
      body: { x: 24, y: 11.8, width: 15, height: 3.8, size: 20, align: 'left' },
      prize: { x: 24, y: 16, width: 15, height: 1.8, size: 36, align: 'center' },
      from: { x: 29.5, y: 21.5, width: 9.5, height: 2.2, size: 16, align: 'center' },
    },
  },
};
