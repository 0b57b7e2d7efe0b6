import { Text, type Words } from '../../ui/text.tsx';

/** A part's title, and what it is for. */
export function Heading({ title, more }: { readonly title: Words; readonly more?: Words }) {
  return (
    <>
      <h2>
        <Text words={title} beside />
      </h2>
      {more && (
        <p className="quiet">
          <Text words={more} />
        </p>
      )}
    </>
  );
}
