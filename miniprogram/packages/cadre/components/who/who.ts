import { fits } from '../../../../domain/text/clean';
import { describe } from '../../../../services/errors';
import { candidates } from '../../../../services/roles';
import { rolesTexts as t } from '../../roles-texts';
import { personOf, type PersonRow } from './view';

interface Data {
  t: typeof t;
  name: string;
  finding: boolean;
  fault: string;
  /** null: nobody was searched for yet. */
  people: PersonRow[] | null;
  words: string;
  /** There are more of the name than the list shows. */
  many: boolean;
  chosen: string;
}

const data: Data = { t, name: '', finding: false, fault: '', people: null, words: '', many: false, chosen: '' };

/** A member of one's scope by their full name. Fires `choose` {person}, null while it is open who it is. */
Component({
  properties: {
    /** Said beside somebody without WeChat; empty: it does not matter. */
    unbound: { type: String, value: '' },
  },
  data,
  methods: {
    type({ detail: { value } }: WechatMiniprogram.Input) {
      this.setData({ name: value, fault: '' });
    },

    async find() {
      const { name, finding } = this.data;
      if (finding) return;
      if (!fits(name, 2, 30)) {
        this.setData({ fault: t.nameFault });
        return;
      }
      this.setData({ finding: true, fault: '' });
      try {
        const { items, more } = await candidates(name.trim());
        const people = items.map(personOf);
        this.setData({ people, many: more, words: people.length === 0 ? t.notFound : t.found(people.length) });
        this.take(people.length === 1 ? people[0] : undefined);
      } catch (cause) {
        this.setData({ fault: describe(cause).message });
      } finally {
        this.setData({ finding: false });
      }
    },

    choose({ currentTarget }: WechatMiniprogram.BaseEvent<object, { uid: string }>) {
      this.take(this.data.people?.find(({ uid }) => uid === currentTarget.dataset.uid));
    },

    take(person: PersonRow | undefined) {
      this.setData({ chosen: person?.uid ?? '' });
      this.triggerEvent('choose', { person: person ?? null });
    },
  },
});
