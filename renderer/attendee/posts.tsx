import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import type { FittingPost } from '../../shared/contract/people.ts';
import { payWords as payOf } from '../../shared/pay.ts';
import { Button } from '../ui/button.tsx';
import { Find } from '../ui/find.tsx';
import { BackIcon, CheckIcon, CrossIcon, HandIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import { Hall } from './hall.tsx';
import type { Fitting } from './kiosk.ts';
import { paySteps, payWords, placeWords, postWords, reasonWords } from './post-words.ts';
import './posts.css';
import { words } from './words.ts';

const MOST_PLACES = 3;
const LONGEST_FIND = 40;

type Wanted = Omit<CallInput<'arrival.posts'>, 'arrival'>;

export interface PostsProps {
  readonly fittingPosts: (wanted: Wanted) => Promise<Fitting | undefined>;
  readonly hall: () => Promise<CallOutput<'fair.hall'> | undefined>;
  readonly onBack: () => void;
  readonly onHome: () => void;
  readonly onHelp: () => void;
}

/** Posts that fit, the reasons, and the way to their booths. A tap puts one aside and brings the next. */
export function PostsScreen({ fittingPosts, hall, onBack, onHome, onHelp }: PostsProps) {
  const [wanted, setWanted] = useState<Wanted>({ notForMe: [] });
  const [found, setFound] = useState<Fitting | 'asking' | 'unanswered'>('asking');
  const [map, setMap] = useState<CallOutput<'fair.hall'>>();

  useEffect(() => {
    let current = true;
    void fittingPosts(wanted).then((fitting) => {
      if (current) setFound(fitting ?? 'unanswered');
    });
    return () => {
      current = false;
    };
  }, [fittingPosts, wanted]);
  useEffect(() => {
    void hall().then(setMap);
  }, [hall]);

  const fitting = typeof found === 'string' ? undefined : found;
  const posts = fitting?.posts ?? [];
  const putAside = ({ code }: FittingPost): void =>
    setWanted({ ...wanted, notForMe: [...wanted.notForMe, code] });
  const setFind = (typed: string): void => {
    const { find: _before, ...rest } = wanted;
    setWanted({ ...rest, ...(typed !== '' && { find: typed.slice(0, LONGEST_FIND) }) });
  };
  const setPay = (payAtLeast: number | undefined): void => {
    const { payAtLeast: _before, ...rest } = wanted;
    setWanted({ ...rest, ...(payAtLeast !== undefined && { payAtLeast }) });
  };
  const setPlace = (place: string | undefined): void => {
    const { place: _before, ...rest } = wanted;
    setWanted({ ...rest, ...(place !== undefined && { place }) });
  };

  return (
    <Screen
      name="posts"
      scene={
        <>
          <Title words={fitting?.asked === false ? postWords.around : postWords.title} />
          <p className="lead posts-lead">
            <Text words={leadOf(fitting, wanted.find)} />
          </p>
          {map && <Hall map={map} shown={posts.map(({ booth }) => booth)} />}
        </>
      }
      act={
        <div className="posts">
          <Find words={postWords.find} value={wanted.find ?? ''} onChange={setFind} />
          <Choice
            label={postWords.pay}
            options={paySteps}
            chosen={wanted.payAtLeast}
            wordsOf={payWords}
            onChoose={setPay}
          />
          <Choice
            label={postWords.place}
            options={[undefined, ...(fitting?.places.slice(0, MOST_PLACES) ?? [])]}
            chosen={wanted.place}
            wordsOf={placeWords}
            onChoose={setPlace}
          />
          <div className="post-list" role="group" aria-label={spoken(postWords.title)} tabIndex={0}>
            <ol aria-live="polite">
              {posts.map((post, at) => (
                <PostItem key={post.code} post={post} at={at + 1} onAside={() => putAside(post)} />
              ))}
            </ol>
          </div>
          {posts.length === 0 && (
            <p className="posts-none" role="status">
              <Text words={nothingOf(found, wanted.find)} />
            </p>
          )}
        </div>
      }
      ways={
        <>
          <Button look="plain" icon={<BackIcon />} words={postWords.back} onPress={onBack} />
          <Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />
          <Button
            look="plain"
            icon={<CheckIcon />}
            words={postWords.finish}
            tap="ends"
            onPress={onHome}
          />
        </>
      }
    />
  );
}

function leadOf(fitting: Fitting | undefined, find: string | undefined): Words {
  if (!fitting) return postWords.asking;
  return find === undefined ? postWords.found(fitting.total) : postWords.foundBy(fitting.total);
}

function nothingOf(found: Fitting | 'asking' | 'unanswered', find: string | undefined): Words {
  if (typeof found === 'string') return postWords[found];
  return find === undefined ? postWords.none : postWords.noneBy;
}

function Choice<T extends number | string | undefined>(props: {
  readonly label: Words;
  readonly options: readonly T[];
  readonly chosen: T | undefined;
  readonly wordsOf: (option: T) => Words;
  readonly onChoose: (option: T) => void;
}) {
  const { label, options, chosen, wordsOf, onChoose } = props;
  return (
    <div className="posts-choice" role="group" aria-label={spoken(label)}>
      {options.map((option) => (
        <button
          key={option ?? 'any'}
          type="button"
          aria-pressed={option === chosen}
          onClick={() => onChoose(option)}
        >
          <Text words={wordsOf(option)} />
        </button>
      ))}
    </div>
  );
}

function PostItem(props: {
  readonly post: FittingPost;
  readonly at: number;
  readonly onAside: () => void;
}) {
  const { post, at, onAside } = props;
  return (
    <li className="post">
      <span className="post-at" aria-hidden="true">
        {at}
      </span>
      <div className="post-what">
        <h2>{post.title}</h2>
        <p className="post-employer">{post.employer}</p>
        <ul className="post-reasons">
          {post.reasons.map((reason) => (
            <li key={reason.kind}>
              <Text words={reasonWords(reason)} beside />
            </li>
          ))}
        </ul>
      </div>
      <div className="post-where">
        <p className="post-booth">{post.booth}</p>
        <p className="post-pay">
          <Text words={payOf(post)} />
        </p>
        {post.pay && post.payText !== undefined && <p className="post-place">{post.payText}</p>}
        <p className="post-place">{post.place}</p>
      </div>
      <button
        type="button"
        className="post-aside"
        aria-label={`${spoken(postWords.aside)} ${post.title}`}
        onClick={onAside}
      >
        <CrossIcon />
        <Text words={postWords.aside} />
      </button>
    </li>
  );
}
