//! A way to PostgreSQL that breaks at the worst moment. The tests of other crates read this file as well.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// The text of a `COMMIT` as it goes over the wire (PostgreSQL's simple query).
const COMMIT: &[u8] = b"COMMIT\0";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The server does not hear of it.
    BeforeCommit,
    /// The server commits, and nobody hears of that.
    AfterCommit,
}

/// Everything passes, until it is told otherwise.
#[derive(Clone)]
pub struct Proxy {
    pub address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    before: AtomicU32,
    after: AtomicU32,
    /// The next cut is everybody's.
    is_last: AtomicBool,
    is_closed: AtomicBool,
    closing: Notify,
}

#[allow(dead_code, reason = "each test binary uses its part")]
impl Proxy {
    pub async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let state = Arc::clone(&proxy.state);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if !state.is_closed.load(Ordering::SeqCst) {
                    let (server, state) = (server.clone(), Arc::clone(&state));
                    tokio::spawn(async move {
                        // However it ends, both sides are cut off.
                        let _ = carry(client, &server, &state).await;
                    });
                }
            }
        });
        proxy
    }

    /// Cuts the connections of the next `times` commits.
    pub fn cut(&self, at: Cut, times: u32) {
        let counter = match at {
            Cut::BeforeCommit => &self.state.before,
            Cut::AfterCommit => &self.state.after,
        };
        counter.store(times, Ordering::SeqCst);
    }

    /// The server hears the next commit, and from then on nobody hears from the server.
    pub fn cut_off_after_commit(&self) {
        self.state.is_last.store(true, Ordering::SeqCst);
        self.cut(Cut::AfterCommit, 1);
    }

    pub fn open_again(&self) {
        self.state.is_closed.store(false, Ordering::SeqCst);
    }
}

async fn carry(mut client: TcpStream, server: &str, state: &State) -> std::io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let (mut up, mut down) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    while !state.is_closed.load(Ordering::SeqCst) {
        tokio::select! {
            () = state.closing.notified() => {}
            read = client.read(&mut up) => {
                let sent = &up[..read?];
                if sent.is_empty() || is_commit(sent) && take(&state.before) {
                    return Ok(());
                }
                server.write_all(sent).await?;
                if is_commit(sent) && take(&state.after) {
                    server.readable().await?;
                    if state.is_last.swap(false, Ordering::SeqCst) {
                        state.is_closed.store(true, Ordering::SeqCst);
                        state.closing.notify_waiters();
                    }
                    return Ok(());
                }
            }
            read = server.read(&mut down) => {
                let sent = &down[..read?];
                if sent.is_empty() {
                    return Ok(());
                }
                client.write_all(sent).await?;
            }
        }
    }
    Ok(())
}

fn is_commit(sent: &[u8]) -> bool {
    sent.windows(COMMIT.len()).any(|window| window == COMMIT)
}

/// Whether there was one left.
fn take(counter: &AtomicU32) -> bool {
    counter.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
}
