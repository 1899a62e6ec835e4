/** The characters PDF strings reserve, and everything outside Latin-1 as a question mark. */
const pdfString = (text: string): string =>
  `(${text.replace(/[\\()]/g, '\\$&').replace(/[^\u0020-\u00ff]/g, '?')})`;

/** A one-font PDF of text lines, 48 lines a page: enough for a reader of PDFs to find real text. */
export function pdfOfLines(lines: readonly string[], title: string): Uint8Array {
  const perPage = 48;
  const pages: string[][] = [];
  for (let at = 0; at < Math.max(lines.length, 1); at += perPage) pages.push(lines.slice(at, at + perPage));
  const objects: string[] = [];
  const pageId = (index: number) => 4 + index * 2;
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageId(index)} 0 R`).join(' ')}] >>`;
  objects[3] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
  pages.forEach((page, index) => {
    const content = `BT /F1 11 Tf 14 TL 56 780 Td ${page.map((line) => `${pdfString(line)} Tj T*`).join('\n')} ET`;
    objects[pageId(index)] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageId(index) + 1} 0 R >>`;
    objects[pageId(index) + 1] =
      `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`;
  });
  const infoId = objects.length;
  objects[infoId] = `<< /Title ${pdfString(title)} >>`;
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((body, id) => {
    offsets[id] = Buffer.byteLength(file, 'latin1');
    file += `${id} 0 obj\n${body}\nendobj\n`;
  });
  const xref = Buffer.byteLength(file, 'latin1');
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${rows.join('')}`;
  file += `trailer << /Size ${objects.length} /Root 1 0 R /Info ${infoId} 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
