//! What the log and the outbox are told of strangers, written beside the answers and not before them: no answer waits for
//! it, so that its time says nothing of whether an account was found. The queue is bounded.

use std::sync::{Arc, OnceLock};

use portico_audit::{Event, Log};
use portico_model::Causes;
use portico_store::{NewOutgoing, Store};
use tokio::sync::{mpsc, oneshot};

use crate::Accounts;
use crate::refusals::Refusals;

/// Notes that may wait.
const QUEUE: usize = 1_024;

/// What waits to be written.
pub(crate) enum Note {
    Event(Box<Event>),
    Letter(NewOutgoing),
    /// To be answered when everything before it is written.
    Done(oneshot::Sender<()>),
}

/// The queue in front of a task that writes one note after the other. The task begins with the first note.
#[derive(Default)]
pub(crate) struct Writer(OnceLock<mpsc::Sender<Note>>);

impl Accounts {
    pub(crate) fn queue(&self) -> &mpsc::Sender<Note> {
        let inner = self.inner();
        inner.writer.0.get_or_init(|| {
            let (queue, taken) = mpsc::channel(QUEUE);
            tokio::spawn(write(taken, inner.log.clone(), inner.store.clone(), inner.refusals.clone()));
            queue
        })
    }

    /// Waits until the log and the outbox have what they were told beside the answers so far.
    pub async fn written(&self) {
        let (done, is_done) = oneshot::channel();
        if self.queue().send(Note::Done(done)).await.is_ok() {
            // An error means that the task has ended, with the process.
            let _ = is_done.await;
        }
    }
}

async fn write(mut taken: mpsc::Receiver<Note>, log: Log, store: Store, refusals: Arc<Refusals>) {
    while let Some(note) = taken.recv().await {
        match note {
            Note::Event(event) => {
                if let Err(error) = log.append((*event).clone()).await {
                    tracing::error!(error = %Causes(&error), "the audit log could not be told of a refusal yet");
                    refusals.put_back(*event);
                }
            }
            Note::Letter(letter) => {
                if let Err(error) = store.enqueue(&[letter]).await {
                    tracing::error!(error = %Causes(&error), "a letter about an account was not written");
                }
            }
            Note::Done(done) => {
                // Whoever asked may have gone.
                let _ = done.send(());
            }
        }
    }
}
