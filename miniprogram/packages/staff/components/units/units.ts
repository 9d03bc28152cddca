import { arrivalsByUnit } from '../../../../domain/checkin/list';
import type { GateRow } from '../../../../services/checkin';
import { common } from '../../../../texts/common';
import { staffTexts as t } from '../../texts';

interface UnitRow {
  unitName: string;
  words: string;
  share: number;
  full: boolean;
}

interface Data {
  t: typeof t.units;
  common: typeof common;
  units: UnitRow[];
}

const data: Data = { t: t.units, common, units: [] };

/** 各单位到场: whom a steward still waits for. Fires `close`. */
Component({
  properties: {
    /** The list of the gate, as this phone has it. */
    list: { type: Array, value: [] },
    note: { type: String, value: '' },
  },
  data,
  observers: {
    list(list: GateRow[]) {
      const units = arrivalsByUnit(list).map(({ unitName, held, arrived }) => ({
        unitName: unitName === '' ? t.units.none : unitName,
        words: `${arrived} / ${held}`,
        share: Math.round((100 * arrived) / held),
        full: arrived === held,
      }));
      this.setData({ units });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
  },
});
