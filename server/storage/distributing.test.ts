import { describe, expect, it } from 'vitest';
import { distributionOf, type HomeTable, placingOf } from './distributing.ts';
import { distributionWords } from './storage-words.ts';

const local = (name: string): HomeTable => ({ name, hasFair: true, kind: 'local', by: null });
const placed = (name: string, column = 'fair_id'): HomeTable => ({
  name,
  hasFair: true,
  kind: 'distributed',
  by: column,
});
const version: HomeTable = { name: 'schema_version', hasFair: false, kind: 'local', by: null };
const onEachNode: HomeTable = { ...version, kind: 'reference' };

describe('a database on Citus', () => {
  it('is distributed by fair, beside the table of fairs, which goes first', () => {
    expect(placingOf([local('branch'), version, local('fair')])).toEqual([
      "SELECT create_distributed_table('fair', 'fair_id')",
      "SELECT create_distributed_table('branch', 'fair_id', colocate_with => 'fair')",
      'ALTER TABLE schema_version REPLICA IDENTITY FULL',
      "SELECT create_reference_table('schema_version')",
    ]);
  });

  it('has only its new tables distributed after an update', () => {
    expect(placingOf([placed('fair'), onEachNode, local('account')])).toEqual([
      "SELECT create_distributed_table('account', 'fair_id', colocate_with => 'fair')",
    ]);
    expect(placingOf([placed('fair'), onEachNode])).toEqual([]);
  });

  it('says in words what is not distributed, and nothing where all is', () => {
    expect(distributionWords([placed('fair'), onEachNode])).toBeUndefined();
    expect(distributionOf([placed('fair', 'station'), onEachNode])).toBe('half');
    expect(distributionWords([placed('fair'), onEachNode, local('account')])).toContain(
      'Some tables are not distributed: account. In a quiet hour',
    );
    expect(distributionWords([local('fair'), version])).toContain('but no table is distributed');
  });
});
