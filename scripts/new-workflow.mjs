/**
 * Makes a new workflow on the casework kit: a folder under workflows/ that works as it stands, with what it says in the other languages,
 * and its line in workflows/index.ts. REST, command line, API description, mails, board and ladder follow by themselves.
 *
 * npm run new:workflow -- <name> --title <title> [--collection <plural>] [--noun <singular>] [--root <folder>]
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { format, resolveConfig } from 'prettier';

const TEMPLATES = join(import.meta.dirname, 'new-workflow');
const FORM = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

class Usage extends Error {}

const pascalOf = (name) => name.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
const camelOf = (name) => pascalOf(name).replace(/^\w/, (letter) => letter.toLowerCase());

/** The words that the templates are filled with; a noun is the name with spaces, its plural an s more, unless they are given. */
function words(name, { title, collection, noun }) {
  if (!FORM.test(name))
    throw new Usage(
      `«${name}» is no name of a workflow: lower-case words joined by hyphens, such as site-visit.`,
    );
  const quoted = /['`\\$]/;
  const given = {
    title,
    collection: collection ?? `${name}${name.endsWith('s') ? 'es' : 's'}`,
    noun: noun ?? name.replaceAll('-', ' '),
  };
  for (const [option, value] of Object.entries(given))
    if (value.trim() === '' || quoted.test(value))
      throw new Usage(`--${option} is empty or holds a quote, a backslash or a dollar sign: leave that out.`);
  if (given.title === given.noun)
    throw new Usage('The title is the noun: say in the title what it is, such as «Visit of a mining site».');
  if (!FORM.test(given.collection))
    throw new Usage(
      `--collection «${given.collection}» stands in addresses: lower-case words joined by hyphens.`,
    );
  return {
    name,
    ...given,
    camel: camelOf(name),
    pascal: pascalOf(name),
    upper: name.replaceAll('-', '_').toUpperCase(),
  };
}

const filled = (template, values) => template.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);

/** The list of workflows with one more: its import in the order of names, its entry at the end. */
function listed(index, { name, camel }) {
  const line = `import { ${camel} } from './${name}/index.js';`;
  const imports = index.split('\n').filter((one) => /^import \{ \w+ \} from '\.\//.test(one));
  const after = imports.filter((one) => one.slice(one.indexOf("'")) < line.slice(line.indexOf("'"))).at(-1);
  const placed = after
    ? index.replace(after, `${after}\n${line}`)
    : index.replace(imports[0], `${line}\n${imports[0]}`);
  return placed.replace(/\n\];/, `\n  ${camel},\n];`);
}

/** Names that the command line or the desk have in use: collections of cases, and groups of commands. */
async function collectionsIn(root) {
  const texts = [];
  for (const folder of ['workflows', 'src/modules', 'src/cli'])
    for (const file of await readdir(join(root, folder), { recursive: true }))
      if (file.endsWith('.ts') && !file.endsWith('.spec.ts'))
        texts.push(await readFile(join(root, folder, file), 'utf8'));
  const named = /collection: '([a-z0-9-]+)'|\.command\('([a-z0-9-]+)/g;
  return new Set(texts.flatMap((text) => [...text.matchAll(named)].map((match) => match[1] ?? match[2])));
}

async function make(name, options) {
  const values = words(name, options);
  const root = resolve(options.root);
  const folder = join(root, 'workflows', name);
  const list = join(root, 'workflows/index.ts');
  if (existsSync(folder))
    throw new Usage(`workflows/${name} is there already: choose another name, or remove it first.`);
  const index = await readFile(list, 'utf8');
  for (const taken of index.matchAll(/^import \{ (\w+) \}/gm))
    if (taken[1] === values.camel)
      throw new Usage(`workflows/index.ts names «${values.camel}» already: choose another name.`);
  const taken = await collectionsIn(root);
  if (taken.has(values.collection))
    throw new Usage(
      `«${values.collection}» is a group of the command line already: give another --collection.`,
    );
  const prettier = (await resolveConfig(join(root, 'package.json'))) ?? {};
  const neat = (text, parser = 'typescript') => format(text, { ...prettier, parser });
  const files = (await readdir(TEMPLATES, { recursive: true }))
    .filter((file) => file.endsWith('.txt'))
    .sort();
  const made = [];
  for (const template of files) {
    const text = filled(await readFile(join(TEMPLATES, template), 'utf8'), values);
    const file = template.replace(/\.txt$/, '').replace(/^name\./, `${name}.`);
    made.push([file, await neat(text, file.endsWith('.yaml') ? 'yaml' : 'typescript')]);
  }
  await mkdir(join(folder, 'phrases'), { recursive: true });
  for (const [file, text] of made) await writeFile(join(folder, file), text);
  await writeFile(list, await neat(listed(index, values)));
  return { values, files: made.map(([file]) => file) };
}

const program = new Command('new:workflow')
  .description(
    'Makes a new workflow on the casework kit: one folder under workflows/, one line in workflows/index.ts.',
  )
  .argument('<name>', 'kebab-case, never reused: site-visit')
  .requiredOption('--title <title>', 'for people: «Visit of a mining site»')
  .option('--collection <plural>', 'in addresses and on the command line; left out: the name with an s')
  .option('--noun <singular>', 'in sentences; left out: the name with spaces')
  .option('--root <folder>', 'of the tree it is made in', resolve(import.meta.dirname, '..'))
  .exitOverride();

try {
  program.parse();
  const { values, files } = await make(program.args[0], program.opts());
  process.stdout.write(
    `workflows/${values.name}: ${files.join(', ')}\nworkflows/index.ts: one more\n\nNext: write its rules over the example (docs/howto/add-a-workflow.md), then\n` +
      `  npm run test:only -- workflows/${values.name}\n  npm run docs\n  npm run plenum -- ${values.collection} --help\n`,
  );
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof Usage) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else throw error;
}
