import { useState } from 'react';
import type { ReviseState } from '../../../shared/contract/revise.ts';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Find, useFinder } from '../../ui/find.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Text } from '../../ui/text.tsx';
import { Group, Tick } from './fields.tsx';
import type { PostChoice, Revising } from './revising.ts';
import { reviseWords as words } from './words.ts';

type Booth = ReviseState['booths'][number];
interface Chosen {
  readonly booth: Booth;
  readonly posts: readonly (PostChoice & { readonly zh: string })[];
}

const MOST_SHOWN = 12;

/** Posts that nobody is sent to any more, of an employer who does not come or has everyone. */
export function ClosingGroup({ client, revising }: { client: Client; revising: Revising }) {
  const { state, change, setPosts } = revising;
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const finds = useFinder(query);
  const found = state.booths.filter(({ code, employer }) => finds(`${code} ${employer}`));

  async function choose(booth: Booth): Promise<void> {
    const posts = await client.call('revise.posts', { booth: booth.code }).catch(() => undefined);
    if (!posts) return;
    const close = new Set(change.closePosts);
    const reopen = new Set(change.reopenPosts);
    setChosen({
      booth,
      posts: posts.map(({ code, zh, closed }) => ({
        code,
        zh,
        was: closed,
        closed: close.has(code) || (closed && !reopen.has(code)),
      })),
    });
  }

  return (
    <Group title={words.closing} more={words.closingMore}>
      <Find words={words.find} value={query} onChange={setQuery} />
      <ul className="sheet-booths">
        {found.slice(0, MOST_SHOWN).map((booth) => (
          <li key={booth.code}>
            <b>{booth.code}</b>
            <span>{booth.employer}</span>
            <span className="quiet">
              <Text words={words.postsOf(booth.posts, booth.closed)} />
            </span>
            <Button look="plain" words={words.choosePosts} onPress={() => void choose(booth)} />
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && (
        <p className="quiet">
          <Text words={words.more(found.length - MOST_SHOWN)} />
        </p>
      )}
      {chosen && (
        <ChoosePosts
          chosen={chosen}
          onChange={(posts) => setChosen({ ...chosen, posts })}
          onDone={() => {
            setPosts(chosen.posts);
            setChosen(undefined);
          }}
        />
      )}
    </Group>
  );
}

interface ChoosePostsProps {
  readonly chosen: Chosen;
  readonly onChange: (posts: Chosen['posts']) => void;
  readonly onDone: () => void;
}

function ChoosePosts({ chosen: { booth, posts }, onChange, onDone }: ChoosePostsProps) {
  const title = words.postsTitle(booth.code, booth.employer);
  const all = (closed: boolean): void => onChange(posts.map((post) => ({ ...post, closed })));
  return (
    <Modal label={title} onClose={onDone}>
      <div className="ask">
        <h2>
          <Text words={title} />
        </h2>
        <div className="ask-about" role="group" aria-label={title.zh} tabIndex={0}>
          {posts.map((post) => (
            <Tick
              key={post.code}
              words={{ zh: post.zh, en: '' }}
              on={post.closed}
              onChange={(closed) =>
                onChange(posts.map((each) => (each === post ? { ...post, closed } : each)))
              }
            />
          ))}
        </div>
        <div className="ask-ways">
          <Button words={words.closeAll} onPress={() => all(true)} />
          <Button words={words.openAll} onPress={() => all(false)} />
        </div>
        <Button look="first" words={words.done} onPress={onDone} />
      </div>
    </Modal>
  );
}
