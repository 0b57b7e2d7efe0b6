import { Text, type Words } from '../ui/text.tsx';
import './who.css';

/** The person at the counter: their name, and the number on their pass. */
export function Who(props: {
  readonly name: string;
  readonly number: string;
  readonly nameless: Words;
  /** What the number is for. */
  readonly hint?: Words;
}) {
  const { name, number, nameless, hint } = props;
  return (
    <div className="who">
      <h3>{name || <Text words={nameless} beside />}</h3>
      <p className="who-number">
        <b data-testid="number">{number}</b>
        {hint && <Text words={hint} />}
      </p>
    </div>
  );
}
