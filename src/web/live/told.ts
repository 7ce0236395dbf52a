import type { MessageEvent } from '@nestjs/common';
import {
  type Observable,
  distinctUntilChanged,
  endWith,
  ignoreElements,
  interval,
  map,
  merge,
  share,
  skip,
  startWith,
  switchMap,
  takeUntil,
  takeWhile,
} from 'rxjs';

/** Longer than any proxy keeps a silent connection. */
const BEAT_MS = 20_000;
/** What a page is read as once its reader may not see it any more. */
export const GONE = 'gone';

/**
 * Tells a page that what it shows has changed for its reader, and nothing more: what was the trigger stays here.
 *
 * @param triggers come whenever something may have changed; the events end with them
 * @param read names what the reader would see now, or {@link GONE}
 * @param known what the page shows
 * @param onBeat whether a beat is a reason to read, too: for what no trigger tells of
 * @returns `changed` whenever the reading differs from the one before it, at once where it differs from the page; and beats between
 */
export function told(
  triggers: Observable<unknown>,
  read: () => Promise<string>,
  known: string,
  onBeat = false,
): Observable<MessageEvent> {
  const shared = triggers.pipe(share());
  const over = shared.pipe(ignoreElements(), endWith(true));
  const beats = interval(BEAT_MS).pipe(takeUntil(over), share());
  const changes = merge(shared, ...(onBeat ? [beats] : [])).pipe(
    startWith(null),
    switchMap(read),
    startWith(known),
    distinctUntilChanged(),
    takeWhile((mark) => mark !== GONE, true),
    skip(1),
    map(() => ({ type: 'changed', data: '' })),
    share(),
  );
  const ended = changes.pipe(ignoreElements(), endWith(true));
  return merge(
    changes,
    beats.pipe(
      map(() => ({ type: 'beat', data: '' })),
      takeUntil(ended),
    ),
  );
}
