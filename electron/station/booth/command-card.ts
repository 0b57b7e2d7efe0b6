import type { BoothCommand } from '../../../shared/booth-card.ts';
import type { BoothTap } from '../../../shared/deeds.ts';
import type { Counter } from '../counter/counters.ts';
import type { Commanded } from '../keys/booth-cards.ts';
import type { BoothFloor, Here } from './booth-floor.ts';
import { choosePost, intent, receive, setPresence, tap } from './reception.ts';

/** A booth may have a scanner and no screen, so every result of a card is also spoken. */

type PersonalCommand = Extract<BoothCommand, { does: BoothTap | 'post' | 'intent' }>;

export function takeCard(
  floor: BoothFloor,
  reader: string,
  { booth, command }: Commanded,
  counter: Counter | undefined,
): void {
  if (command.does === 'bind') return bind(floor, reader, booth);
  if (!counter) return floor.refuse(undefined, 'scanner-unbound');
  if (counter.place !== booth) return floor.refuse(counter, 'card-of-other-booth');
  obey(floor, counter, command);
}

function bind(floor: BoothFloor, reader: string, booth: string): void {
  if (!floor.serves(booth)) return floor.refuse(undefined, 'card-of-other-booth');
  const counter = floor.bind(reader, booth);
  if (floor.open.has(booth)) floor.show(booth);
  else setPresence(floor, booth, 'open');
  floor.say(counter, { kind: 'bound', booth });
}

function obey(
  floor: BoothFloor,
  counter: Counter,
  command: Exclude<BoothCommand, { does: 'bind' }>,
): void {
  if (command.does === 'walk-in') return void receive(floor, counter, undefined);
  if (command.does === 'close') return close(floor, counter);
  if (command.does === 'undo') return undo(floor, counter);
  const visitor = floor.person(counter.id);
  if (visitor) obeyFor({ floor, counter, visitor }, command);
  else floor.refuse(counter, 'nobody-here');
}

function close(floor: BoothFloor, counter: Counter): void {
  const closed = setPresence(floor, counter.place, 'closed');
  if (closed.ok) floor.say(counter, { kind: 'closed' });
  else floor.refuse(counter, closed.fault.kind);
}

function undo(floor: BoothFloor, counter: Counter): void {
  const { recent } = floor.stateOf(floor.boothAt(counter));
  const newest = recent.find(({ takenBack }) => !takenBack);
  const undone = newest && floor.undo(counter.place, newest.fact, 'slip');
  if (!undone?.ok) floor.refuse(counter, 'nothing-to-undo');
}

function obeyFor(here: Here, command: PersonalCommand): void {
  const { floor, counter, visitor } = here;
  if (command.does === 'intent') return void intent(here, visitor.post, command.step);
  if (command.does !== 'post') {
    return void tap(here, command.does, visitor.post === '' ? undefined : visitor.post);
  }
  const post = floor.boothAt(counter).posts[command.number - 1];
  if (!post) return floor.refuse(counter, 'no-such-post');
  if (choosePost(here, post.code).ok) floor.say(counter, { kind: 'post', post: post.code });
}
