import { Text } from '../../ui/text.tsx';
import { tableWords as words } from './table-words.ts';

export const TableLoading = () => (
  <p>
    <Text words={words.loading} />
  </p>
);
