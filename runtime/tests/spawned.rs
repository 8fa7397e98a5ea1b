//! Everything that waits can be spawned: on a runtime with several threads, and in the handlers of a web server.

use std::path::Path;

use bitrix24_runtime::events::{Event, EventFeed, OfflineBatch, OfflineQueue, Placement, Unverified};
use bitrix24_runtime::files::{Download, Limit, Source, Upload};
use bitrix24_runtime::{Application, Batch, Client, Dynamic, File, FileStore, json};

/// Does nothing: it compiles where a future may go to another thread.
fn can_be_spawned<T: Send>(_: impl Future<Output = T> + Send) {}

fn calls(b24: &Client, batch: Batch) {
    let call = || Dynamic::new("crm.deal.add", json!({}));
    can_be_spawned(b24.call(call()));
    can_be_spawned(b24.send(call()));
    can_be_spawned(batch.send());
}

fn files(b24: &Client, upload: Upload, downloads: [Download; 3], writer: tokio::io::Sink) {
    let [one, two, three] = downloads;
    can_be_spawned(b24.upload(upload));
    can_be_spawned(b24.download("https://example.bitrix24.com/file"));
    can_be_spawned(one.save(Path::new("file")));
    can_be_spawned(two.write_to(writer));
    can_be_spawned(three.into_file(Limit::bytes(1)));
    can_be_spawned(Source::from_path("file"));
    can_be_spawned(File::from_path("file"));
}

fn events(mut feed: EventFeed, queue: &OfflineQueue, batch: OfflineBatch) {
    can_be_spawned(async move { feed.fetch().await });
    can_be_spawned(queue.next());
    can_be_spawned(batch.done());
}

fn applications(app: &Application, store: &FileStore, event: Unverified<Event>, page: Unverified<Placement>) {
    can_be_spawned(app.exchange_code("code"));
    can_be_spawned(app.verify(event));
    can_be_spawned(app.verify(page));
    can_be_spawned(store.load("a1b2"));
    can_be_spawned(store.remove("a1b2"));
}

#[test]
fn what_waits_can_be_spawned() {
    // That it compiles is the test: nothing is called.
    _ = (calls as fn(&_, _), files as fn(&_, _, _, _), events as fn(_, &_, _), applications as fn(&_, &_, _, _));
}
