import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Photo, Picture } from './picture';
import { widthOf } from './width';

/**
 * Building blocks of Word files: A4, 宋体 for text and 黑体 for headings, page numbers at the foot. Lengths are cm, sizes of type pt.
 * What is too long for its place is set smaller, down to a size that can be read, and then breaks into lines: nothing is cut.
 */

export type Block = Paragraph | Table;
type Align = 'left' | 'center' | 'right';

const pointsPerCm = 28.35;
const twips = (cm: number) => Math.round(cm * 567);
const songti = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' };
const heiti = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: '黑体' };
const smallest = 8;

export interface Type {
  /** pt; 12. */
  size?: number;
  bold?: boolean;
  /** 黑体 */
  heading?: boolean;
  align?: Align;
  /** Set smaller until it stands in one line of so many cm. */
  within?: number;
  /** Space before and after, pt. */
  before?: number;
  after?: number;
  /** Stays on the page of what follows. */
  withNext?: boolean;
}

/** The size at which a line of text is no wider than so many cm; halves of a point. */
export function fitSize(text: string, width: number, size: number): number {
  const widest = Math.max(1, ...text.split('\n').map(widthOf));
  return Math.max(smallest, Math.min(size, Math.floor((4 * width * pointsPerCm) / widest) / 2));
}

/** What a run says of itself: only what the file's default (宋体, 12 pt) does not say. A book of a meet has thirty thousand runs. */
const styleOf = ({ size, bold, heading }: Required<Pick<Type, 'size' | 'bold' | 'heading'>>) => ({
  ...(size === 12 ? {} : { size: size * 2 }),
  ...(bold ? { bold } : {}),
  ...(heading ? { font: heiti } : {}),
});

/** A paragraph; a line feed in it begins a new line. */
export function text(words: string, { size = 12, bold = false, heading = false, align = 'left', within, before = 0, after = 0, withNext = false }: Type = {}): Paragraph {
  const fitted = within === undefined ? size : fitSize(words, within, size);
  const runs = words.split('\n').map((line, index) => new TextRun({ text: line, ...styleOf({ size: fitted, bold, heading }), ...(index > 0 ? { break: 1 } : {}) }));
  const spacing = before === 0 && after === 0 ? {} : { spacing: { before: before * 20, after: after * 20 } };
  return new Paragraph({ children: runs, ...(align === 'left' ? {} : { alignment: AlignmentType[alignments[align]] }), ...spacing, ...(withNext ? { keepNext: true } : {}) });
}

const alignments = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;

/** The file's or a page's title. */
export const title = (words: string, within = 16) => text(words, { size: 20, heading: true, align: 'center', within, after: 10 });

/** A part's heading. */
export const heading = (words: string) => text(words, { size: 14, heading: true, before: 10, after: 4, withNext: true });

export const pageBreak = () => new Paragraph({ children: [new PageBreak()] });

/** Words at a place of the sheet, cm from its upper left corner, set smaller until no line is wider; `framed`: with the place drawn around it. */
export function placed(words: string, place: { x: number; y: number; width: number; height: number }, { size = 12, heading = false, align = 'left', framed = false }: Type & { framed?: boolean }): Paragraph[] {
  const lines = words.split('\n');
  // One size for all its lines; a text of one line may break into as many as its place holds.
  const room = lines.length === 1 ? Math.max(1, Math.floor((place.height * pointsPerCm) / (size * 1.3))) : 1;
  const fitted = Math.min(...lines.map((line) => fitSize(line, place.width * room * (room > 1 ? 0.9 : 1), size)));
  const frame = {
    type: 'absolute',
    position: { x: twips(place.x), y: twips(place.y) },
    width: twips(place.width),
    height: twips(place.height),
    rule: HeightRule.ATLEAST,
    wrap: FrameWrap.NONE,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  } as const;
  const children = lines.map((line, index) => new TextRun({ text: line, size: fitted * 2, font: heading ? heiti : songti, ...(index > 0 ? { break: 1 } : {}) }));
  return [new Paragraph({ frame, children, alignment: AlignmentType[alignments[align]], ...(framed ? { border: box(dashes) } : {}) })];
}

/** A square picture of so many cm. */
export function picture({ type, bytes }: Picture, side: number, align: Align = 'center'): Paragraph {
  const pixels = Math.round((side / 2.54) * 96);
  return new Paragraph({ alignment: AlignmentType[alignments[align]], children: [new ImageRun({ type, data: bytes, transformation: { width: pixels, height: pixels } })] });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '404040' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const dashes = { style: BorderStyle.DASHED, size: 4, color: '808080' };
const box = (border: typeof line | typeof none | typeof dashes) => ({ top: border, bottom: border, left: border, right: border });
const innards = { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 80, right: 80 };

interface CellPlan {
  width: number;
  blocks: Block[];
  /** Left out: the table's own lines. */
  border?: typeof none | typeof dashes;
  span?: number;
  shaded?: boolean;
}

function cell({ width, blocks, border, span, shaded = false }: CellPlan): TableCell {
  return new TableCell({
    children: blocks,
    width: { size: twips(width), type: WidthType.DXA },
    ...(border ? { borders: box(border) } : {}),
    verticalAlign: VerticalAlignTable.CENTER,
    ...(span === undefined ? {} : { columnSpan: span }),
    ...(shaded ? { shading: { fill: 'F2F2F2' } } : {}),
  });
}

/** Lines and margins are the table's, said once and the same in all: tables that touch are one to Word. A cell says only where it has other lines. */
function grid(widths: number[], rows: TableRow[]): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const borders = { ...box(line), insideHorizontal: line, insideVertical: line };
  return new Table({ rows, borders, margins: innards, columnWidths: widths.map(twips), width: { size: twips(whole), type: WidthType.DXA }, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER });
}

const height = (cm: number) => ({ value: twips(cm), rule: HeightRule.ATLEAST });

export interface TableColumn {
  title: string;
  /** cm */
  width: number;
  align?: Align;
  /** Breaks into lines at full size; else what is too long is set smaller. */
  long?: boolean;
}

/** A table with lines; its header stands again on every page, and no row is torn apart. */
export function table(columns: readonly TableColumn[], rows: readonly string[][], rowHeight = 0.9): Table {
  const within = ({ width, long = false }: TableColumn) => (long ? {} : { within: width - 0.4 });
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    height: height(rowHeight),
    children: columns.map((column) => cell({ width: column.width, shaded: true, blocks: [text(column.title, { size: 11, heading: true, align: 'center', within: column.width - 0.4 })] })),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        height: height(rowHeight),
        children: columns.map((column, index) => cell({ width: column.width, blocks: [text(row[index] ?? '', { size: 11, align: column.align ?? 'center', ...within(column) })] })),
      }),
  );
  return grid(columns.map(({ width }) => width), [header, ...body]);
}

/** Questions and answers in two columns, as a form has them. */
export function form(pairs: readonly [label: string, value: string][], widths: [label: number, value: number] = [4, 12]): Table {
  const [first, second] = widths;
  const rows = pairs.map(
    ([label, value]) =>
      new TableRow({
        cantSplit: true,
        height: height(1),
        children: [
          cell({ width: first, shaded: true, blocks: [text(label, { size: 12, align: 'center', within: first - 0.4 })] }),
          cell({ width: second, blocks: [text(value)] }),
        ],
      }),
  );
  return grid(widths, rows);
}

/** A row of things to sign, each with a line to write on. */
export function signatures(labels: readonly string[], whole = 16): Table {
  const width = whole / labels.length;
  return grid(labels.map(() => width), [
    new TableRow({ cantSplit: true, height: height(1.4), children: labels.map((label) => cell({ width, border: none, blocks: [text(`${label}：______________`, { size: 12, within: width - 0.4 })] })) }),
  ]);
}

/** A place for a seal 盖章 with who stamps it and the day. */
export function sealPlace(label: string, whole = 16): Table {
  return grid([whole], [
    new TableRow({
      cantSplit: true,
      height: height(3.6),
      children: [cell({ width: whole, blocks: [text(label), text('（盖章）', { align: 'right', before: 40 }), text('年　　月　　日', { align: 'right' })] })],
    }),
  ]);
}

/** Blocks side by side without lines. */
export function beside(parts: readonly { width: number; blocks: Block[] }[]): Table {
  return grid(parts.map(({ width }) => width), [new TableRow({ cantSplit: true, children: parts.map((part) => cell({ ...part, border: none })) })]);
}

/** Empty frames for pictures to be pasted in. */
export function frames(rows: number, columns: number, label: string, whole = 16): Table {
  const width = whole / columns;
  return grid(
    Array.from({ length: columns }, () => width),
    Array.from({ length: rows }, () => new TableRow({ cantSplit: true, height: height(width * 0.72), children: Array.from({ length: columns }, () => cell({ width, blocks: [text(label, { size: 11, align: 'center' })] })) })),
  );
}

/** Photos in two columns, each as large as its cell lets it be. */
export function photoTable(photos: readonly Photo[], whole = 16): Table {
  const [width, tall] = [whole / 2, whole * 0.375];
  const inCell = ({ type, bytes, width: wide, height: high }: Photo): Paragraph => {
    const share = Math.min((width - 0.6) / wide, (tall - 0.4) / high);
    const pixels = (side: number) => Math.max(1, Math.round(((side * share) / 2.54) * 96));
    return new Paragraph({ alignment: AlignmentType.CENTER, children: [new ImageRun({ type, data: bytes, transformation: { width: pixels(wide), height: pixels(high) } })] });
  };
  const rows = Array.from({ length: Math.ceil(photos.length / 2) }, (_, index) => {
    const pair = [photos[2 * index], photos[2 * index + 1]];
    return new TableRow({ cantSplit: true, height: height(tall), children: pair.map((photo) => cell({ width, border: none, blocks: [photo ? inCell(photo) : text('')] })) });
  });
  return grid([width, width], rows);
}

/** Pages of labels to cut apart, two in a row. A page that is `labelPage` holds eight of the default height. */
export function labels(items: readonly Block[][], labelHeight = 6.8): Table {
  const width = 9.5;
  const rows = Array.from({ length: Math.ceil(items.length / 2) }, (_, index) => {
    const pair = [items[2 * index], items[2 * index + 1]];
    return new TableRow({ cantSplit: true, height: height(labelHeight), children: pair.map((blocks) => cell({ width, border: dashes, blocks: blocks ?? [text('')] })) });
  });
  return grid([width, width], rows);
}

export interface PagePlan {
  landscape?: boolean;
  /** cm; 2.5 above and below, 2.5 left and right. */
  margin?: { vertical: number; horizontal: number };
  /** Page numbers at the foot; true. */
  numbered?: boolean;
  /** Sides of the sheet as it lies, cm; A4. */
  size?: { width: number; height: number };
}

/** The page on which `labels` stand. */
export const labelPage: PagePlan = { margin: { vertical: 1, horizontal: 1 }, numbered: false };

/** The library wants the sheet upright and turns the sides where it lies. */
function sheetSize({ width, height: tall }: { width: number; height: number }) {
  const [short, long] = [Math.min(width, tall), Math.max(width, tall)];
  return { width: twips(short), height: twips(long), orientation: width > tall ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT };
}

export async function wordFile(blocks: readonly Block[], { landscape = false, margin = { vertical: 2.5, horizontal: 2.5 }, numbered = true, size }: PagePlan = {}): Promise<Buffer> {
  const foot = new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ size: 18, font: songti, children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'] })] })],
  });
  const document = new Document({
    creator: '工韵',
    styles: { default: { document: { run: { font: songti, size: 24 } } } },
    sections: [
      {
        properties: {
          page: {
            // A4; the library turns the sides where the page lies.
            size: size ? sheetSize(size) : { width: 11906, height: 16838, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: { top: twips(margin.vertical), bottom: twips(margin.vertical), left: twips(margin.horizontal), right: twips(margin.horizontal), header: twips(0.5), footer: twips(1.2) },
          },
        },
        ...(numbered ? { footers: { default: foot } } : {}),
        // A file that ends in a table gets a last line of its own: as small as can be, or it begins a page.
        children: [...blocks, new Paragraph({ children: [new TextRun({ text: '', size: 2 })], spacing: { before: 0, after: 0, line: 20 } })],
      },
    ],
  });
  return Packer.toBuffer(document);
}
