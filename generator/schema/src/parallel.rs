//! Work on all cores, with results in the order of the items.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// The most threads: more bring nothing for the few thousand items that there are.
const MOST: usize = 8;

/// The shares for each thread. Some items take much longer than others: many small shares keep all cores busy.
const SHARES: usize = 16;

/// Calls `work` for every item, on all cores; returns the results in the order of the items.
///
/// ```
/// let lengths = bitrix24_schema::parallel::map(&["a", "bc"], |text| text.len());
/// assert_eq!(lengths, [1, 2]);
/// ```
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_with(items, |(): &mut (), item| work(item))
}

/// As [`map`], but on this core alone unless there is much to do: another thread takes a while to start.
pub fn map_if<T: Sync, R: Send>(is_much: bool, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if is_much { map(items, work) } else { items.iter().map(work).collect() }
}

/// As [`map`]; each thread has a state of its own.
pub fn map_with<T: Sync, R: Send, S: Default>(items: &[T], work: impl Fn(&mut S, &T) -> R + Sync) -> Vec<R> {
    let run = |state: &mut S, share: &[T]| share.iter().map(|item| work(state, item)).collect::<Vec<R>>();
    shared_out(items.chunks(share(items.len())), run).into_iter().flatten().collect()
}

/// As [`map`], with items that `work` takes: each is gone once it is done with.
///
/// ```
/// let lengths = bitrix24_schema::parallel::map_owned(vec!["a".to_owned(), "bc".to_owned()], |text| text.len());
/// assert_eq!(lengths, [1, 2]);
/// ```
pub fn map_owned<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let share = share(items.len());
    let run =
        |(): &mut (), share: &mut [Option<T>]| share.iter_mut().filter_map(Option::take).map(&work).collect::<Vec<R>>();
    shared_out(items.chunks_mut(share), run).into_iter().flatten().collect()
}

/// Calls `work` for every item in place, on all cores.
///
/// ```
/// let mut numbers = [1, 2];
/// bitrix24_schema::parallel::each(&mut numbers, |number| *number += 1);
/// assert_eq!(numbers, [2, 3]);
/// ```
pub fn each<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let share = share(items.len());
    shared_out(items.chunks_mut(share), |(): &mut (), share| share.iter_mut().for_each(&work));
}

/// Does two things at once; returns what both give.
///
/// ```
/// let (sum, product) = bitrix24_schema::parallel::both(|| 3 + 4, || 3 * 4);
/// assert_eq!((sum, product), (7, 12));
/// ```
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, |count| count.get().min(MOST))
}

/// Returns the number of items in a share.
fn share(items: usize) -> usize {
    items.div_ceil(threads() * SHARES).max(1)
}

/// Runs all shares, each thread the next one that is left; returns what they give in their order. A panic of a thread
/// goes on in this one.
fn shared_out<I: Send, R: Send, S: Default>(
    shares: impl ExactSizeIterator<Item = I> + Send,
    run: impl Fn(&mut S, I) -> R + Sync,
) -> Vec<R> {
    let count = threads().min(shares.len());
    let left = Mutex::new(shares.enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut state = S::default();
        std::iter::from_fn(next).map(|(index, share)| (index, run(&mut state, share))).collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..count).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for thread in others {
            done.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, given)| given).collect()
}
