/**
 * Calls in a WXML file of what is not one of its own WXS modules. WeChat passes data to a page without its functions: such a call shows nothing
 * there, whatever a page builder of our own makes of it.
 * @returns `line: name(`
 */
export function foreignCalls(wxml: string): string[] {
  const own = new Set([...wxml.matchAll(/<wxs[^>]*\bmodule="(\w+)"/g)].map(([, name]) => name));
  return [...wxml.matchAll(/\{\{([\s\S]*?)\}\}/g)].flatMap(({ 0: whole, 1: expression = '', index }) => {
    const line = wxml.slice(0, index).split('\n').length;
    // What stands in quotes is text.
    const calls = [...expression.replace(/'[^']*'|"[^"]*"/g, "''").matchAll(/([A-Za-z_$][\w.$]*)\(/g)].map(([, called = '']) => called);
    return calls.filter((called) => !own.has(called.split('.')[0] ?? '')).map((called) => `${line + (whole.slice(0, whole.indexOf(called)).split('\n').length - 1)}: ${called}(`);
  });
}
