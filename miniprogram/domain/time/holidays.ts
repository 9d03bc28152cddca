/** The State Council's holiday arrangement 国务院办公厅节假日安排 of a year: data, one row a year, added when the notice is out (usually in November). */
export interface HolidayYear {
  year: number;
  /** The notice. */
  source: string;
  /** Days off, each stretch with its first and last day. */
  off: readonly (readonly [string, string])[];
  /** Saturdays and Sundays that are worked 调休上班. */
  worked: readonly string[];
}

export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
