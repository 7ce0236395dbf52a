import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { type RuleSet, ruleSetSchema } from '../../../workflows/written-procedure/index.js';

const PRESETS = join(import.meta.dirname, '../../../workflows/written-procedure/rule-sets');

/**
 * The rule sets that procedures may be launched under: the presets, and whatever files the body puts into the folder
 * `rule-sets` of its data folder. Every file is checked at start; one that is wrong stops the start with its faults.
 */
@Injectable()
export class RuleSets {
  private readonly byId: ReadonlyMap<string, RuleSet>;

  constructor(@Inject(CONFIGURATION) configuration: Pick<Configuration, 'dataDir'>) {
    const own = join(configuration.dataDir, 'rule-sets');
    const files = [...yamlFiles(PRESETS), ...yamlFiles(own)];
    this.byId = new Map(files.map((file) => readRuleSet(file)).map((rules) => [rules.id, rules]));
  }

  /** @returns every rule set, by id */
  all(): readonly RuleSet[] {
    return [...this.byId.values()].sort((a, b) => a.id.localeCompare(b.id));
  }

  /** @throws DomainError `rule-set.unknown` naming those that exist */
  get(id: string): RuleSet {
    const found = this.byId.get(id);
    if (found) return found;
    const known = this.all().map((rules) => rules.id);
    throw new DomainError(
      'rule-set.unknown',
      'invalid',
      `ruleSet: there is no rule set «${id}». Known: ${known.join(', ')}.`,
      { field: 'ruleSet', known },
    );
  }
}

/**
 * Reads and checks one rule-set file.
 *
 * @param file path of a YAML file
 * @returns the rule set
 * @throws InvalidInput naming the file and every faulty field; DomainError `rule-set.unreadable` when it is no YAML
 */
export function readRuleSet(file: string): RuleSet {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DomainError(
      'rule-set.unreadable',
      'invalid',
      `${file} cannot be read as YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      {},
      { cause },
    );
  }
  return parseInput(ruleSetSchema, content, `rule set ${basename(file)}`);
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
