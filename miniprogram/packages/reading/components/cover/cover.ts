/** A drawn cover of a book: a spine's hue by its theme, its title on it. Decoration: the words beside it say the same. */
Component({
  properties: {
    title: { type: String, value: '' },
    theme: { type: String, value: '' },
    /** small: in a row · large: on the book's own page */
    size: { type: String, value: 'small' },
  },
  data: { hue: 0, words: '' },
  observers: {
    'title, theme'(title: string, theme: string) {
      const sum = [...theme].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
      this.setData({ hue: sum % 6, words: [...title].slice(0, 8).join('') });
    },
  },
});
