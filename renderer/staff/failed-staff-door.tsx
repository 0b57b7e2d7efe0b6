import { freshPage } from '../link/fresh-page.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text } from '../ui/text.tsx';
import './failed-staff-door.css';

/** Its own words, because the staff's words are in the file that did not arrive. */
const words = {
  title: { zh: '工作人员面板没有打开', en: 'The staff’s panel did not open' },
  more: {
    zh: '它的文件没有读到。等屏幕上的人办完，再重新打开本页。',
    en: 'Its file was not received. Let the person here finish, then reopen this page.',
  },
  reopen: { zh: '重新打开本页', en: 'Reopen this page' },
  close: { zh: '关闭', en: 'Close' },
};

/** Somebody may be checking in, so staff choose when the page reloads. */
export function FailedStaffDoor({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal label={words.title} onClose={onClose}>
      <div className="failed-staff-door" data-testid="staff-failed">
        <h2>
          <Text words={words.title} />
        </h2>
        <p role="alert">
          <Text words={words.more} />
        </p>
        <Button look="first" words={words.reopen} onPress={freshPage} />
        <Button look="plain" words={words.close} onPress={onClose} />
      </div>
    </Modal>
  );
}
