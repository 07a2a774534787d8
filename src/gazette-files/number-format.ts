/** The numbers that Word writes before paragraphs. @module */

const counting = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const legal = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';

/** @param format As in w:numFmt. Formats of other languages are shown as figures. */
export function formatNumber(value: number, format: string): string {
  if (!Number.isInteger(value) || value < 0 || value > 99_999) return String(value);
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
      return chinese(value, counting, ['', '十', '百', '千', '万']).replace(/^一十/, '十');
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(value, legal, ['', '拾', '佰', '仟', '万']);
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return String(value).replace(/\d/g, (digit) => counting[Number(digit)] ?? '');
    case 'ideographTraditional':
      return stems[(value + 9) % 10] ?? String(value);
    case 'ideographZodiac':
      return branches[(value + 11) % 12] ?? String(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
    case 'decimalEnclosedParen':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2473 + value) : `(${value})`;
    case 'decimalEnclosedFullstop':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2487 + value) : `${value}.`;
    case 'ideographEnclosedCircle':
      return value >= 1 && value <= 10 ? String.fromCharCode(0x327f + value) : String(value);
    default:
      return String(value);
  }
}

/** A … Z, AA, BB: the letter is repeated. */
function letters(value: number): string {
  if (value === 0) return '0';
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.min(Math.ceil(value / 26), 20));
}

const romanSteps: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value > 3999) return String(value);
  let rest = value;
  let written = '';
  for (const [step, sign] of romanSteps)
    while (rest >= step) {
      written += sign;
      rest -= step;
    }
  return written;
}

/** 105 → 一百零五, 20003 → 二万零三. */
function chinese(value: number, digits: readonly string[], units: readonly string[]): string {
  if (value === 0) return '零';
  let written = '';
  let gap = false;
  const figures = String(value);
  Array.from(figures).forEach((figure, index) => {
    if (figure === '0') {
      gap = true;
      return;
    }
    if (gap && written !== '') written += '零';
    gap = false;
    written += `${digits[Number(figure)] ?? ''}${units[figures.length - 1 - index] ?? ''}`;
  });
  return written;
}
