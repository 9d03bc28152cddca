/** A room of the house: files with one task, and what they may import. */
export interface Room {
  name: string;
  /** @param target path from the project's root without an extension, or `npm:` and the specifier */
  allows(target: string): boolean;
}

interface Plan {
  name: string;
  /** Files of the room; its first group, if any, is the part that is its own. */
  files: RegExp;
  /** Rooms and files that may be imported, from the project's root. */
  from: string[];
  /** May import from its own part as well. */
  own?: boolean;
  packages?: RegExp;
}

const app = (...names: string[]): string[] => names.map((name) => `miniprogram/${name}`);
const shared = app('components/', 'services/', 'domain/', 'texts/', 'format/', 'config');

const plans: Plan[] = [
  { name: 'app', files: /^miniprogram\/app\.ts$/, from: app('services/', 'texts/') },
  { name: 'config', files: /^miniprogram\/config\.ts$/, from: [] },
  { name: 'pages', files: /^(miniprogram\/pages\/[^/]+\/)/, from: shared, own: true },
  { name: 'packages', files: /^(miniprogram\/packages\/[^/]+\/)/, from: shared, own: true },
  // Parts of pages that call by themselves and that several subpackages show: they can share them only from here, and they are pages in all but name.
  { name: 'page bodies', files: /^miniprogram\/components\/(?:programme|votes|works|photos|reading-today|inbox-link|notify)\//, from: shared },
  // A countdown runs by the server's clock: the one service that calls nobody.
  { name: 'components', files: /^miniprogram\/components\//, from: app('components/', 'domain/', 'texts/', 'format/', 'services/clock'), packages: /^qrcode-generator$/ },
  { name: 'format', files: /^miniprogram\/format\//, from: app('format/', 'domain/', 'texts/') },
  { name: 'texts', files: /^miniprogram\/texts\//, from: app('texts/') },
  { name: 'services', files: /^miniprogram\/services\//, from: app('services/', 'domain/', 'texts/', 'config') },
  { name: 'domain', files: /^miniprogram\/domain\//, from: app('domain/'), packages: /^@noble\/(hashes|curves)\// },
  { name: 'hall', files: /^(hall\/)/, from: app('domain/'), own: true },
  { name: 'platform', files: /^cloudfunctions\/platform\//, from: ['cloudfunctions/platform/'], packages: /^(node:.+|valibot|wx-server-sdk|@cloudbase\/node-sdk|read-excel-file\/node)$/ },
  // What makes files stands apart: its libraries are large, and in the bundle of `export` alone.
  {
    name: 'files',
    files: /^cloudfunctions\/modules\/export\/(?!(actions|catalogue|settle|store)\.ts)/,
    from: ['cloudfunctions/modules/', 'cloudfunctions/platform/', ...app('domain/', 'config')],
    packages: /^(node:zlib|valibot|write-excel-file\/node|docx|qrcode-generator)$/,
  },
  {
    name: 'modules',
    files: /^cloudfunctions\/modules\//,
    from: ['cloudfunctions/modules/', 'cloudfunctions/platform/', ...app('domain/', 'config')],
    packages: /^(valibot|@noble\/(hashes|curves)\/.+)$/,
  },
  {
    name: 'functions',
    files: /^cloudfunctions\/(?!modules\/|platform\/)[^/]+\//,
    from: ['cloudfunctions/modules/', 'cloudfunctions/platform/', ...app('domain/')],
    packages: /^(wx-server-sdk|@cloudbase\/node-sdk)$/,
  },
];

/** The room of a file; undefined: it stands outside the house (tools, tests, the local system). */
export function roomOf(path: string): Room | undefined {
  for (const plan of plans) {
    const found = plan.files.exec(path);
    if (found === null) continue;
    const own = plan.own === true ? found[1] : undefined;
    const doors = own === undefined ? plan.from : [...plan.from, own];
    return {
      name: plan.name,
      allows: (target) => {
        if (target.startsWith('npm:')) return plan.packages?.test(target.slice(4)) === true;
        return doors.some((door) => (door.endsWith('/') ? target.startsWith(door) : target === door));
      },
    };
  }
  return undefined;
}
