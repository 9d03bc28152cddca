import writeExcel, { type CellObject } from 'write-excel-file/node';
import { widthOf } from './width';

/** Building blocks of Excel files: a sheet from columns, printed as it stands on A4. */

export interface Column<R> {
  title: string;
  /** In half-width characters; a Chinese character takes two. */
  width: number;
  align?: 'left' | 'center' | 'right';
  /** Breaks into lines at full size; else what is too long is printed smaller. */
  long?: boolean;
  /** Of a number; as many as it needs. */
  decimals?: 2;
  /** A number is a number; text stays text whatever it begins with; null leaves the cell empty. */
  value(row: R, index: number): string | number | null;
}

export interface SheetPlan<R> {
  /** Name of the tab. */
  name: string;
  title: string;
  /** A line under the title, such as when and where. */
  note: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  /** Points; at least. */
  rowHeight?: number;
  landscape?: boolean;
  /** Lines under the table, such as places to sign. */
  foot?: readonly string[];
}

type LibrarySheet = Parameters<typeof writeExcel>[0][number];
type Feature = NonNullable<NonNullable<Parameters<typeof writeExcel>[1]>['features']>[number];

/** A sheet as the file holds it; its rows begin with title, note and header. */
export interface SheetPart extends LibrarySheet {
  sheet: string;
  landscape: boolean;
}

const font = 11;
const smallest = 7;
const headerRow = 3;
const line = { borderStyle: 'thin', borderColor: '#808080' } as const;

/**
 * Text for a cell. It has the type of text and the format of text, so that neither opening nor editing the cell makes a formula of `=…`
 * or a rounded number of 18 digits. What XML cannot hold goes.
 */
function textCell(text: string): CellObject {
  return { value: text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''), type: String, format: '@' };
}

/** The size at which text stands in one line of a column, and how many lines it takes where even the smallest is too large. */
function fitted(text: string, { width, long = false }: Column<never>): { size: number; lines: number } {
  const widest = Math.max(...text.split('\n').map(widthOf));
  if (long) return { size: font, lines: text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / (width - 1))), 0) };
  const size = Math.max(smallest, Math.min(font, Math.floor((font * (width - 1)) / widest)));
  return { size, lines: Math.max(1, Math.ceil((widest * size) / (font * (width - 1)))) };
}

export function sheetOf<R>({ name, title, note, columns, rows, rowHeight = 20, landscape = false, foot = [] }: SheetPlan<R>): SheetPart {
  const across = (cell: CellObject): (CellObject | null)[] => [{ ...cell, columnSpan: columns.length }, ...columns.slice(1).map(() => null)];
  const body = rows.map((row, index) => {
    const filled = columns.map((column) => {
      const value = column.value(row, index);
      const fit = typeof value === 'string' ? fitted(value, column as Column<never>) : { size: font, lines: 1 };
      const content = value === null ? {} : typeof value === 'number' ? { value, type: Number, ...(column.decimals === undefined ? {} : { format: '0.00' }) } : textCell(value);
      return { cell: { ...content, ...line, fontSize: fit.size, wrap: fit.lines > 1, align: column.align ?? 'center', alignVertical: 'center' } as const, height: fit.lines * fit.size * 1.35 };
    });
    const height = Math.min(400, Math.max(rowHeight, ...filled.map((one) => one.height + 4)));
    return filled.map(({ cell }) => ({ ...cell, height }));
  });
  return {
    sheet: name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31),
    landscape,
    columns: columns.map(({ width }) => ({ width })),
    data: [
      across({ ...textCell(title), fontSize: 18, fontWeight: 'bold', fontFamily: '黑体', align: 'center', alignVertical: 'center', height: 34 }),
      across({ ...textCell(note), fontSize: font, align: 'left', alignVertical: 'center', wrap: true, height: 20 }),
      columns.map((column) => ({ ...textCell(column.title), ...line, fontWeight: 'bold', backgroundColor: '#F2F2F2', align: 'center', alignVertical: 'center', wrap: true, height: 24 })),
      ...body,
      ...foot.map((words) => across({ ...textCell(words), fontSize: font, align: 'left', alignVertical: 'center', wrap: true, height: 34 })),
    ],
    stickyRowsCount: headerRow,
  };
}

/** A4, all columns on one page's width, the header on every page, pages numbered: what the library has no options for. */
const printed: Feature = {
  files: {
    transform: {
      // The format of text by the number that Excel itself gives it.
      'xl/styles.xml': {
        transform: (xml) => {
          const own = /numFmtId="(\d+)" formatCode="@"/.exec(xml)?.[1];
          return own === undefined ? xml : xml.replaceAll(`<xf numFmtId="${own}"`, '<xf numFmtId="49"');
        },
      },
      'xl/workbook.xml': {
        transform: (xml, sheets) => {
          const names = sheets.map(({ sheet = '' }, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escaped(sheet)}'!$${headerRow}:$${headerRow}</definedName>`);
          return xml.replace('</sheets>', `</sheets><definedNames>${names.join('')}</definedNames>`);
        },
      },
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, sheet) => {
          const page = [
            '<printOptions horizontalCentered="1"/>',
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>',
            `<pageSetup paperSize="9" orientation="${'landscape' in sheet && sheet.landscape === true ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
            '<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter>',
          ];
          return xml.replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>').replace(/(?=<drawing|<\/worksheet>)/, page.join(''));
        },
      },
    },
  },
};

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function workbook(sheets: SheetPart[]): Promise<Buffer> {
  return writeExcel(sheets, { fontFamily: '宋体', fontSize: font, features: [printed] }).toBuffer();
}
